//! Lets a call in, or tells its caller to come back later: by its rates, and by how many calls are in progress.
//!
//! Comes after the signature, so that strangers use up nobody's allowance, and before the transaction, so that what is
//! turned away costs little. Does not look at what the call is about.

use std::sync::{Mutex, PoisonError};

use iam::Caller;
use tokio::time::Instant;
use wire::secretsmanager::Operation;
use wire::{Failure, strongroom};

use super::receive::Input;
use crate::answer::Refused;
use crate::places::{Breadth, Place, Places};
use crate::rates::Meter;
use crate::repeated::Repeated;
use crate::settings::CallLimits;

/// What decides whether a call is let in.
#[derive(Debug)]
pub(crate) struct Admission {
    meter: Meter,
    places: Places,
    crowded: Mutex<Repeated>,
}

impl Admission {
    pub(crate) fn new(limits: CallLimits) -> Self {
        let places = Places::new(limits.calls_in_progress_max);
        Self { meter: Meter::new(limits.rates), places, crowded: Mutex::default() }
    }

    /// A place for a call, which lasts until it is dropped.
    ///
    /// # Errors
    ///
    /// `ThrottlingException`: no place is free, or the call is beyond a rate of its caller or of its account.
    pub(crate) fn admit(&self, caller: &Caller, input: &Input) -> Result<Place<'_>, Refused> {
        // The place first: a call that finds none counts against no rate.
        let place = self.places.take(breadth(input)).ok_or_else(|| self.turn_away())?;
        match input {
            Input::SecretsManager(request)
                if !self.meter.admits(caller, request.operation(), Instant::now().into_std()) =>
            {
                Err(Failure::throttled().into())
            }
            Input::Iam(_)
            | Input::Kms(_)
            | Input::SecretsManager(_)
            | Input::Strongroom(_)
            | Input::Sts(_) => Ok(place),
        }
    }

    fn turn_away(&self) -> Refused {
        let told = self.crowded.lock().unwrap_or_else(PoisonError::into_inner).once_more();
        if let Some(count) = told {
            tracing::warn!(count, "too many calls are in progress; further ones were turned away");
        }
        Failure::throttled().into()
    }
}

fn breadth(input: &Input) -> Breadth {
    match input {
        Input::SecretsManager(request)
            if matches!(request.operation(), Operation::BatchGetSecretValue | Operation::ListSecrets) =>
        {
            Breadth::Many
        }
        Input::Strongroom(strongroom::Request::ListAccess(_)) => Breadth::Many,
        Input::Iam(_) | Input::Kms(_) | Input::SecretsManager(_) | Input::Strongroom(_) | Input::Sts(_) => {
            Breadth::One
        }
    }
}

#[cfg(test)]
mod tests;

//! What a call came to, before it is encoded.

use store::StoreError;
use wire::{Failure, iam, kms, secretsmanager, strongroom, sts};

use crate::chain::Chain;

/// The answer to a call that was carried out. It may hold a value, hence no `Debug`.
#[expect(clippy::large_enum_variant, reason = "one answer lives at a time, and boxing costs an allocation")]
pub(crate) enum Answer {
    Iam(iam::Response),
    Kms(kms::Response),
    SecretsManager(secretsmanager::Response),
    Strongroom(strongroom::Response),
    Sts(sts::Response),
}

/// A call that was not carried out: what its caller is told. What only the operator may know has been logged.
#[derive(Debug)]
pub(crate) struct Refused(pub(crate) Failure);

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

impl From<StoreError> for Refused {
    /// The caller learns that it may try again, the operator what failed.
    fn from(failure: StoreError) -> Self {
        match failure {
            StoreError::Busy => Self(Failure::throttled()),
            StoreError::Contended => {
                tracing::warn!(error = %failure, "a call was given up in the store");
                Self(Failure::throttled())
            }
            StoreError::Damaged { .. }
            | StoreError::Full
            | StoreError::Medium { .. }
            | StoreError::NewerFormat { .. }
            | StoreError::TooLarge
            | StoreError::Unavailable
            | StoreError::Unknown => {
                tracing::error!(error = %Chain(&failure), "a call failed in the store");
                Self(Failure::internal())
            }
        }
    }
}

#[cfg(test)]
mod tests;

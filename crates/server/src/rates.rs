//! How many calls per second are let in: of an account in a region, and of one caller.
//!
//! Arithmetic on instants that are given; knows neither a clock, nor what a call does, nor how it is turned away.

mod buckets;

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use arn::{AccountId, Region};
use iam::Caller;
use wire::UnknownOperation;
use wire::secretsmanager::Operation;

use self::buckets::Buckets;
use crate::limits::{
    AWS_CONTROL_CALLS_PER_SECOND, AWS_LISTING_CALLS_PER_SECOND, AWS_READING_CALLS_PER_SECOND, BUCKETS_MAX,
};

/// The operations of Secrets Manager that share a rate on AWS, each group with its calls per second. AWS publishes no
/// rate for `ListResourcePolicies`; it goes with its like.
///
/// Source: Secrets Manager user guide, "AWS Secrets Manager quotas".
const AWS: [(&[Operation], u32); 11] = [
    (&[Operation::BatchGetSecretValue], AWS_LISTING_CALLS_PER_SECOND),
    (&[Operation::CreateSecret], AWS_CONTROL_CALLS_PER_SECOND),
    (&[Operation::DeleteSecret], AWS_CONTROL_CALLS_PER_SECOND),
    (&[Operation::DescribeSecret, Operation::GetSecretValue], AWS_READING_CALLS_PER_SECOND),
    (&[Operation::GetRandomPassword], AWS_CONTROL_CALLS_PER_SECOND),
    (&[Operation::ListSecretVersionIds], AWS_CONTROL_CALLS_PER_SECOND),
    (&[Operation::ListSecrets], AWS_LISTING_CALLS_PER_SECOND),
    (
        &[Operation::PutSecretValue, Operation::UpdateSecret, Operation::UpdateSecretVersionStage],
        AWS_CONTROL_CALLS_PER_SECOND,
    ),
    (&[Operation::RestoreSecret], AWS_CONTROL_CALLS_PER_SECOND),
    (&[Operation::TagResource, Operation::UntagResource], AWS_CONTROL_CALLS_PER_SECOND),
    (
        &[
            Operation::DeleteResourcePolicy,
            Operation::GetResourcePolicy,
            Operation::ListResourcePolicies,
            Operation::PutResourcePolicy,
            Operation::ValidateResourcePolicy,
        ],
        AWS_CONTROL_CALLS_PER_SECOND,
    ),
];

/// How many calls per second an account may make in a region, by operation, and how much of that one caller may have.
///
/// As many calls as in one second may come at once. What others are granted, in a resource policy for instance, counts
/// for the account of whoever calls.
///
/// Source: Secrets Manager user guide, "AWS Secrets Manager quotas".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rates {
    allowances: HashMap<Operation, Allowance>,
    caller: Option<Percent>,
}

/// A part of something: 1 to 100 hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent(u8);

/// Not 1 to 100 hundredths.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no percentage from 1 to 100")]
pub struct InvalidPercent(u8);

/// No operation of Secrets Manager that is served has that name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no operation of Secrets Manager that is served")]
pub struct NoSuchOperation(String);

/// What an operation may take, and with which others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Allowance {
    pool: Pool,
    calls_per_second: u32,
}

/// The operations that share a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Pool {
    /// An operation with a rate of its own.
    Alone(Operation),
    /// Those of a row of [`AWS`], but for the ones with a rate of their own.
    Row(usize),
}

impl Percent {
    /// So many hundredths.
    ///
    /// # Errors
    ///
    /// [`InvalidPercent`] (the operator's fault) unless they are 1 to 100.
    pub fn new(hundredths: u8) -> Result<Self, InvalidPercent> {
        matches!(hundredths, 1..=100).then_some(Self(hundredths)).ok_or(InvalidPercent(hundredths))
    }

    /// So much of a rate, rounded up: whoever may have a part may call at all.
    fn of(self, calls_per_second: u32) -> u32 {
        let part = (u64::from(calls_per_second) * u64::from(self.0)).div_ceil(100);
        u32::try_from(part).unwrap_or(calls_per_second)
    }
}

impl Rates {
    /// No rates: every call is let in.
    #[must_use]
    pub fn off() -> Self {
        Self::default()
    }

    /// The rates that AWS documents.
    ///
    /// Source: Secrets Manager user guide, "AWS Secrets Manager quotas".
    #[must_use]
    pub fn aws() -> Self {
        let rows = AWS.iter().enumerate().flat_map(|(row, (operations, calls_per_second))| {
            let allowance = Allowance { pool: Pool::Row(row), calls_per_second: *calls_per_second };
            operations.iter().map(move |operation| (*operation, allowance))
        });
        Self { allowances: rows.collect(), caller: None }
    }

    /// The names of the operations that can have a rate.
    pub fn operations() -> impl Iterator<Item = &'static str> {
        Operation::ALL.iter().map(|operation| operation.name())
    }

    /// The same, but for one operation, which no longer shares a rate with others.
    ///
    /// # Errors
    ///
    /// [`NoSuchOperation`] (the operator's fault) unless `operation` is among [`Rates::operations`].
    pub fn with(mut self, operation: &str, calls_per_second: NonZeroU32) -> Result<Self, NoSuchOperation> {
        let operation =
            Operation::parse(operation).map_err(|UnknownOperation| NoSuchOperation(operation.to_owned()))?;
        let pool = Pool::Alone(operation);
        self.allowances.insert(operation, Allowance { pool, calls_per_second: calls_per_second.get() });
        Ok(self)
    }

    /// The same, of which one caller may have that much.
    #[must_use]
    pub fn with_caller(self, percent: Percent) -> Self {
        Self { caller: (percent.0 < 100).then_some(percent), ..self }
    }
}

/// Who takes from which pool.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    account: AccountId,
    region: Region,
    /// One caller of the account, by ARN; none for all of them together.
    caller: Option<String>,
    pool: Pool,
}

/// Counts calls against their rates.
#[derive(Debug)]
pub(crate) struct Meter {
    rates: Rates,
    buckets: Mutex<Buckets<Key>>,
}

impl Meter {
    pub(crate) fn new(rates: Rates) -> Self {
        Self { rates, buckets: Mutex::new(Buckets::of(BUCKETS_MAX)) }
    }

    /// Whether a call at `now` is within its rates, against which it then counts. One that is not counts against none: a
    /// caller beyond its own part takes nothing from the others of its account.
    pub(crate) fn admits(&self, caller: &Caller, operation: Operation, now: Instant) -> bool {
        let Some(&Allowance { pool, calls_per_second }) = self.rates.allowances.get(&operation) else {
            return true;
        };
        let key = |caller_arn| Key {
            account: caller.principal.account().clone(),
            region: caller.circumstances.region.clone(),
            caller: caller_arn,
            pool,
        };
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let all = (key(None), calls_per_second);
        match self.rates.caller {
            None => buckets.take(&[all], now),
            Some(part) => {
                let own = (key(Some(caller.principal.arn().into_owned())), part.of(calls_per_second));
                buckets.take(&[own, all], now)
            }
        }
    }
}

#[cfg(test)]
mod tests;

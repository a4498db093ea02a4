//! Tells all about a secret but its values.

use std::sync::Arc;

use iam::Authorized;

use super::permission;
use crate::{Day, RecentReads, Refusal, Secret, SecretSubject};

permission! {
    /// The permission to see a secret's metadata.
    DescribeSecret on SecretSubject
}

/// A secret's metadata.
#[derive(Debug)]
pub struct DescribedSecret {
    /// The secret.
    pub secret: Arc<Secret>,
    /// Its ARN.
    pub arn: String,
    /// The day it was last read on, not yet written days included.
    pub last_accessed: Option<Day>,
}

/// Tells all about a secret but its values, one scheduled for deletion included.
///
/// Source: Secrets Manager API reference, `DescribeSecret`.
///
/// # Errors
///
/// [`Refusal::NotFound`]: there is no such secret.
pub fn describe_secret(
    authorized: &Authorized<DescribeSecret>,
    reads: &RecentReads,
) -> Result<DescribedSecret, Refusal> {
    let secret = Arc::clone(authorized.subject().secret()?);
    let arn = secret.arn(authorized.subject().tenant());
    let last_accessed = secret.last_accessed(reads.secret_day(secret.serial));
    Ok(DescribedSecret { secret, arn, last_accessed })
}

//! Tells what a version of a managed policy says.

use super::permission;
use super::policy_change::found;
use crate::{Authorized, IdentitySubject, ManagedPolicy, PolicyVersion, Refusal, VersionRefused};

permission! {
    /// The permission to read a version of a managed policy.
    GetPolicyVersion on IdentitySubject<ManagedPolicy>
}

/// The version of that number, and whether it is the one in force.
///
/// Source: IAM API reference, `GetPolicyVersion`.
///
/// # Errors
///
/// [`Refusal::NoSuchPolicy`], then [`Refusal::Version`].
pub fn get_policy_version(
    authorized: &Authorized<GetPolicyVersion>,
    number: u32,
) -> Result<(PolicyVersion, bool), Refusal> {
    let policy = found(authorized)?;
    let version = policy.version(number).ok_or(VersionRefused::Unknown)?;
    Ok((version.clone(), number == policy.default_version))
}

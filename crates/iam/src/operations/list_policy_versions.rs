//! Lists the versions of a managed policy.

use std::sync::Arc;

use super::permission;
use super::policy_change::found;
use crate::{Authorized, IdentitySubject, ManagedPolicy, Refusal};

permission! {
    /// The permission to see which versions a managed policy has.
    ListPolicyVersions on IdentitySubject<ManagedPolicy>
}

/// The policy with its versions, of which there are few.
///
/// Source: IAM API reference, `ListPolicyVersions`.
///
/// # Errors
///
/// [`Refusal::NoSuchPolicy`].
pub fn list_policy_versions(
    authorized: &Authorized<ListPolicyVersions>,
) -> Result<Arc<ManagedPolicy>, Refusal> {
    found(authorized).cloned()
}

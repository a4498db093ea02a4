//! Tells about a managed policy.

use std::sync::Arc;

use super::permission;
use super::policy_change::found;
use crate::{Authorized, IdentitySubject, ManagedPolicy, Refusal};

permission! {
    /// The permission to read what is known of a managed policy, its versions apart.
    GetPolicy on IdentitySubject<ManagedPolicy>
}

/// The policy.
///
/// Source: IAM API reference, `GetPolicy`.
///
/// # Errors
///
/// [`Refusal::NoSuchPolicy`].
pub fn get_policy(authorized: &Authorized<GetPolicy>) -> Result<Arc<ManagedPolicy>, Refusal> {
    found(authorized).cloned()
}

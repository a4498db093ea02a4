//! Shows a resource policy.

use iam::Authorized;

use super::permission;
use crate::{Refusal, ResourcePolicy, SecretSubject};

permission! {
    /// The permission to see a resource policy.
    GetResourcePolicy on SecretSubject
}

/// The resource policy attached to a secret, if there is one.
///
/// Source: Secrets Manager API reference, `GetResourcePolicy`.
///
/// # Errors
///
/// [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
pub fn get_resource_policy(
    authorized: &Authorized<GetResourcePolicy>,
) -> Result<Option<&ResourcePolicy>, Refusal> {
    authorized.subject().live_secret()?;
    Ok(authorized.subject().resource_policy())
}

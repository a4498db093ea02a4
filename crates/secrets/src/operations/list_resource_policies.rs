//! Names the resource policies of a secret.

use iam::Authorized;

use super::permission;
use crate::{Refusal, SecretSubject};

permission! {
    /// The permission to see which resource policies a secret has.
    ListResourcePolicies on SecretSubject
}

/// Whether the secret has its one policy, which is named `default`.
///
/// Source: Secrets Manager API reference, `ListResourcePolicies`.
///
/// # Errors
///
/// [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
pub fn list_resource_policies(authorized: &Authorized<ListResourcePolicies>) -> Result<bool, Refusal> {
    Ok(authorized.subject().live_secret()?.has_resource_policy)
}

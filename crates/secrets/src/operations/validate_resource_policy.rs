//! Looks a resource policy over without attaching it.

use iam::Authorized;

use super::permission;
use crate::{Refusal, ResourcePolicy, SecretSubject};

permission! {
    /// The permission to have a resource policy looked over.
    ValidateResourcePolicy on SecretSubject
}

/// What is wrong with a policy that is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyFinding {
    /// It lets in callers whom nothing but a wildcard names.
    BroadAccess,
}

/// Looks a resource policy over, for a secret or for none in particular.
///
/// Source: Secrets Manager API reference, `ValidateResourcePolicy`.
///
/// # Errors
///
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::MalformedPolicy`]: the text is no resource policy.
pub fn validate_resource_policy(
    authorized: Option<&Authorized<ValidateResourcePolicy>>,
    text: &str,
) -> Result<Vec<PolicyFinding>, Refusal> {
    if let Some(authorized) = authorized {
        authorized.subject().live_secret()?;
    }
    let policy = ResourcePolicy::parse(text)?;
    Ok(policy.is_public().then_some(PolicyFinding::BroadAccess).into_iter().collect())
}

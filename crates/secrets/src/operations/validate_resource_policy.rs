//! Looks a resource policy over without attaching it.

use iam::Authorized;
use store::Transaction;

use super::{lock_out, permission};
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
    /// Under it the caller could not put or delete the secret's policy any more.
    LockOut,
}

/// Looks a resource policy over, for a secret or for none in particular.
///
/// Source: Secrets Manager API reference, `ValidateResourcePolicy`.
///
/// # Errors
///
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::MalformedPolicy`]: the text is no resource policy.
/// - [`Refusal::NoSuchPrincipal`]: it names a user or a role of an account of this server that does not exist.
/// - [`Refusal::Store`]: the medium failed, or a record is damaged (ours).
pub async fn validate_resource_policy(
    tx: &mut Transaction,
    authorized: &Authorized<ValidateResourcePolicy>,
    text: &str,
) -> Result<Vec<PolicyFinding>, Refusal> {
    let (caller, subject) = (authorized.caller(), authorized.subject());
    if subject.is_in_particular() {
        subject.live_secret()?;
    }
    let policy = ResourcePolicy::parse(text)?.bound(tx, subject.tenant()).await?;
    let is_public = policy.is_public();
    let locks_out = lock_out::by_policy(caller, subject, &subject.as_if_governed_by(policy), &()).is_some();
    let findings = [(is_public, PolicyFinding::BroadAccess), (locks_out, PolicyFinding::LockOut)];
    Ok(findings.into_iter().filter_map(|(is_so, finding)| is_so.then_some(finding)).collect())
}

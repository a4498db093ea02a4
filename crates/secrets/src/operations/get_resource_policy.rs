//! Shows a resource policy.

use iam::Authorized;
use iam::operations::present_text;
use store::Transaction;

use super::permission;
use crate::{Refusal, SecretSubject};

permission! {
    /// The permission to see a resource policy.
    GetResourcePolicy on SecretSubject
}

/// The text of the resource policy attached to a secret, if there is one, with the names that its principals have now.
///
/// Source: Secrets Manager API reference, `GetResourcePolicy`.
///
/// # Errors
///
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::Store`]: the medium failed, or a record is damaged (ours).
pub async fn get_resource_policy(
    tx: &mut Transaction,
    authorized: &Authorized<GetResourcePolicy>,
) -> Result<Option<String>, Refusal> {
    authorized.subject().live_secret()?;
    let Some(policy) = authorized.subject().resource_policy() else { return Ok(None) };
    Ok(Some(present_text(tx, policy.written()).await?.into_owned()))
}

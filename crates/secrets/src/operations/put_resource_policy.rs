//! Attaches a resource policy.

use std::sync::Arc;

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::record::resource_policy_key;
use crate::{Refusal, ResourcePolicy, Secret, SecretSubject};

permission! {
    /// The permission to attach a resource policy.
    PutResourcePolicy on SecretSubject
}

/// Attaches a resource policy in place of whatever was attached.
///
/// Source: Secrets Manager API reference, `PutResourcePolicy`.
///
/// # Errors
///
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::MalformedPolicy`]: the text is no resource policy.
/// - [`Refusal::PublicPolicy`]: it allows broad access, and `block_public` asks to refuse that.
/// - [`Refusal::Store`]: the medium failed, or another transaction won (ours).
pub fn put_resource_policy(
    tx: &mut Transaction,
    authorized: Authorized<PutResourcePolicy>,
    text: &str,
    block_public: bool,
) -> Result<Arc<Secret>, Refusal> {
    let mut change = Change::of_live(&authorized)?;
    let policy = ResourcePolicy::parse(text)?;
    if block_public && policy.is_public() {
        return Err(Refusal::PublicPolicy);
    }
    change.secret.has_resource_policy = true;
    tx.put(&resource_policy_key(&change.tenant, change.secret.serial), policy)?;
    Ok(change.save(tx)?)
}

//! Attaches a resource policy.

use std::sync::Arc;

use iam::Authorized;
use iam::policy::ConditionKeys;
use store::Transaction;

use super::{Change, lock_out, permission};
use crate::record::resource_policy_key;
use crate::{Refusal, ResourcePolicy, Secret, SecretSubject};

permission! {
    /// The permission to attach a resource policy.
    PutResourcePolicy on SecretSubject
}

/// Attaches a resource policy in place of whatever was attached. `request` holds the condition keys of the call.
///
/// Source: Secrets Manager API reference, `PutResourcePolicy`.
///
/// # Errors
///
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::MalformedPolicy`]: the text is no resource policy.
/// - [`Refusal::NoSuchPrincipal`]: it names a user or a role of an account of this server that does not exist.
/// - [`Refusal::PublicPolicy`]: it allows broad access, and `block_public` asks to refuse that.
/// - [`Refusal::LockedOut`]: under it the caller could not put or delete the policy any more.
/// - [`Refusal::Store`]: the medium failed, or another transaction won (ours).
pub async fn put_resource_policy(
    tx: &mut Transaction,
    authorized: Authorized<PutResourcePolicy>,
    text: &str,
    block_public: bool,
    request: &dyn ConditionKeys,
) -> Result<Arc<Secret>, Refusal> {
    let mut change = Change::of_live(&authorized)?;
    let policy = ResourcePolicy::parse(text)?.bound(tx, &change.tenant).await?;
    if block_public && policy.is_public() {
        return Err(Refusal::PublicPolicy);
    }
    let (caller, subject) = (authorized.caller(), authorized.subject());
    if lock_out::by_policy(caller, subject, &subject.as_if_governed_by(policy.clone()), request).is_some() {
        return Err(Refusal::LockedOut);
    }
    change.secret.has_resource_policy = true;
    tx.put(&resource_policy_key(&change.tenant, change.secret.serial), policy)?;
    Ok(change.save(tx)?)
}

//! Gives a key another policy.

use iam::{Authorized, Caller, refused};
use store::Transaction;

use super::{Change, permission};
use crate::{Deed, KeyFailure, KeyPolicy, KeySubject, POLICY_NAME};

permission! {
    /// The permission to give a key another policy.
    PutKeyPolicy on KeySubject
}

/// Gives a key another policy in place of the one it has.
///
/// Source: KMS API reference, `PutKeyPolicy`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`]: there is no such key.
/// - [`KeyFailure::PolicyName`], [`KeyFailure::Policy`]: the policy.
/// - [`KeyFailure::LockedOut`]: under it the caller could not put another one, and `may_lock_out` does not say so.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub async fn put_key_policy(
    tx: &mut Transaction,
    authorized: &Authorized<PutKeyPolicy>,
    name: &str,
    text: &str,
    may_lock_out: bool,
) -> Result<(), KeyFailure> {
    let mut change = Change::of(authorized, Deed::Govern)?;
    if name != POLICY_NAME {
        return Err(KeyFailure::PolicyName);
    }
    change.key.policy = KeyPolicy::read(tx, text, &change.tenant).await?;
    let after = authorized.subject().as_if_changed_to(change.key.clone())?;
    if !may_lock_out && lock_out(authorized.caller(), &after) {
        return Err(KeyFailure::LockedOut);
    }
    change.save(tx)?;
    Ok(())
}

/// Whether `caller` could not put another policy on a key that is as in `after`.
///
/// Source: KMS API reference, `PutKeyPolicy`, `BypassPolicyLockoutSafetyCheck`.
pub(super) fn lock_out(caller: &Caller, after: &KeySubject) -> bool {
    refused::<PutKeyPolicy>(caller, after, &()).is_some()
}

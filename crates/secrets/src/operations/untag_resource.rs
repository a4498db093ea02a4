//! Removes tags.

use iam::Authorized;
use iam::policy::ConditionKeys;
use store::Transaction;

use super::{Change, lock_out, permission};
use crate::{Refusal, SecretSubject};

permission! {
    /// The permission to remove tags.
    UntagResource on SecretSubject
}

/// Removes the tags with these keys; unknown keys are passed over. `request` holds the condition keys of the call.
///
/// Source: Secrets Manager API reference, `UntagResource`.
///
/// # Errors
///
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::AccessDenied`]: without them the secret could not be managed by the caller any more.
/// - [`Refusal::Store`]: the medium failed, or another transaction won (ours).
pub fn untag_resource(
    tx: &mut Transaction,
    authorized: Authorized<UntagResource>,
    keys: &[String],
    request: &dyn ConditionKeys,
) -> Result<(), Refusal> {
    let mut change = Change::of_live(&authorized)?;
    if let Some(tags) = &mut change.secret.tags {
        tags.remove(keys);
    }
    let after = authorized.subject().as_if_changed_to(&change.secret);
    lock_out::by_tags(&authorized, &after, request).map_or(Ok(()), Err)?;
    change.save(tx)?;
    Ok(())
}

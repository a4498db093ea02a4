//! Sets tags.

use iam::Authorized;
use iam::policy::ConditionKeys;
use store::Transaction;

use super::{Change, lock_out, permission};
use crate::{Refusal, SecretSubject, Tag};

permission! {
    /// The permission to set tags.
    TagResource on SecretSubject
}

/// Sets tags: a known key gets its new value, a new one is added. No tags at all change nothing.
///
/// `request` holds the condition keys of the call.
///
/// Source: Secrets Manager API reference, `TagResource`.
///
/// # Errors
///
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::Tags`]: the tags.
/// - [`Refusal::AccessDenied`]: so tagged, the secret could not be managed by the caller any more.
/// - [`Refusal::Store`]: the medium failed, or another transaction won (ours).
pub fn tag_resource(
    tx: &mut Transaction,
    authorized: Authorized<TagResource>,
    tags: &[Tag],
    request: &dyn ConditionKeys,
) -> Result<(), Refusal> {
    let mut change = Change::of_live(&authorized)?;
    if tags.is_empty() {
        return Ok(());
    }
    change.secret.tags.get_or_insert_default().set(tags)?;
    let after = authorized.subject().as_if_changed_to(&change.secret);
    lock_out::by_tags(&authorized, &after, request).map_or(Ok(()), Err)?;
    change.save(tx)?;
    Ok(())
}

//! Removes tags.

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::{Refusal, SecretSubject};

permission! {
    /// The permission to remove tags.
    UntagResource on SecretSubject
}

/// Removes the tags with these keys; unknown keys are passed over.
///
/// Source: Secrets Manager API reference, `UntagResource`.
///
/// # Errors
///
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::Store`]: the medium failed, or another transaction won (ours).
pub fn untag_resource(
    tx: &mut Transaction,
    authorized: Authorized<UntagResource>,
    keys: &[String],
) -> Result<(), Refusal> {
    let mut change = Change::of_live(&authorized)?;
    if let Some(tags) = &mut change.secret.tags {
        tags.remove(keys);
    }
    change.save(tx)?;
    Ok(())
}

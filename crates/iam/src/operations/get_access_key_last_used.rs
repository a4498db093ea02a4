//! Tells when an access key was last used.

use store::Transaction;

use super::permission;
use crate::record::use_key;
use crate::{AccessKeyId, AccessKeyUse, Authorized, KeyHolder, RecentUses, Refusal};

permission! {
    /// The permission to see when an access key was last used.
    GetAccessKeyLastUsed on KeyHolder
}

/// The last use of a key that its holder was found by; nothing if it was never used.
///
/// Source: IAM API reference, `GetAccessKeyLastUsed`.
///
/// # Errors
///
/// - [`Refusal::NoSuchAccessKey`]: the account has no such key.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn get_access_key_last_used(
    tx: &mut Transaction,
    authorized: &Authorized<GetAccessKeyLastUsed>,
    id: &AccessKeyId,
    recent: &RecentUses,
) -> Result<Option<AccessKeyUse>, Refusal> {
    if !authorized.subject().access_keys().contains(id) {
        return Err(Refusal::NoSuchAccessKey { id: id.to_string() });
    }
    let written = tx.get(&use_key(id)).await?.map(|used| AccessKeyUse::clone(&used));
    let candidates = written.into_iter().chain(recent.last(id));
    Ok(candidates.max_by_key(|used| used.at))
}

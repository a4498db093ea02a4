//! Lists the access keys of a user, or of an account's root.

use std::sync::Arc;

use store::Transaction;

use super::{access_key, key_holders, permission};
use crate::record::identities;
use crate::{AccessKey, AccessKeyId, Action, Authorized, KeyHolder, Listing, Page, PageAsked, Refusal};

permission! {
    /// The permission to list somebody's access keys.
    ListAccessKeys on KeyHolder
}

/// One page of the keys, in the order of their ids.
///
/// Source: IAM API reference, `ListAccessKeys`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::PagingToken`]: the marker is not one of this listing.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn list_access_keys(
    tx: &mut Transaction,
    authorized: &Authorized<ListAccessKeys>,
    asked: &PageAsked,
) -> Result<Page<Arc<AccessKey>>, Refusal> {
    let holder = authorized.subject();
    let owner = key_holders::owner(holder)?;
    let question =
        seal::sha256(&[owner.user.as_ref().map(crate::UniqueId::as_str).unwrap_or_default().as_bytes()]);
    let listing = Listing::new(ListAccessKeys::NAME, &identities(owner.partition, &owner.account), &question);
    let page = asked.of(tx, &listing, holder.access_keys().to_vec(), AccessKeyId::to_string)?;
    let mut items = Vec::new();
    for id in &page.items {
        items.extend(access_key(tx, id).await?);
    }
    Ok(Page { items, marker: page.marker })
}

//! Lists the keys of an account in a region.

use iam::{Authorized, InvalidPagingToken, Listing, Page, PageAsked};
use store::{KeyRange, TenantKey, Transaction};

use super::permission;
use crate::record::key_key;
use crate::{AccountSubject, Key, KeyFailure, KeyId};

permission! {
    /// The permission to see which keys there are.
    ListKeys on AccountSubject
}

/// One page of keys, in the order of their ids.
///
/// Source: KMS API reference, `ListKeys`.
///
/// # Errors
///
/// - [`KeyFailure::Marker`]: the marker is not one of this listing.
/// - [`KeyFailure::Store`]: the medium failed (ours).
pub async fn list_keys(
    tx: &mut Transaction,
    authorized: &Authorized<ListKeys>,
    asked: &PageAsked,
) -> Result<Page<KeyId>, KeyFailure> {
    let tenant = authorized.subject().tenant();
    let listing = Listing::new("ListKeys", tenant, &seal::sha256(&[]));
    let mut range: KeyRange<TenantKey<Key>> = TenantKey::of(tenant).prefix();
    if let Some(position) = asked.position(tx, &listing)? {
        let id: [u8; 16] = position.as_slice().try_into().map_err(|_| InvalidPagingToken)?;
        range = range.after(&key_key(tenant, KeyId::from_bytes(id)));
    }
    let page = tx.page(&range, asked.limit).await?;
    let entries: Vec<KeyId> = page.entries.iter().map(|(_, key)| key.id).collect();
    let last = entries.last().filter(|_| page.more).map(|id| id.to_bytes());
    let marker = last.map(|last| listing.token(tx, &last));
    Ok(Page { items: entries, marker })
}

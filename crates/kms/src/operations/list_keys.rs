//! Lists the keys of an account in a region.

use iam::Authorized;
use store::{KeyRange, TenantKey, Transaction};

use super::permission;
use crate::paging::{InvalidMarker, Listing};
use crate::record::key_key;
use crate::{AccountSubject, Key, KeyFailure, KeyId, Listed, Pages};

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
    pages: &Pages,
) -> Result<Listed<KeyId>, KeyFailure> {
    let tenant = authorized.subject().tenant();
    let listing = Listing::new("ListKeys", tenant, "");
    let mut range: KeyRange<TenantKey<Key>> = TenantKey::of(tenant).prefix();
    if let Some(position) = listing.position(tx, pages)? {
        let id: [u8; 16] = position.as_slice().try_into().map_err(|_| InvalidMarker)?;
        range = range.after(&key_key(tenant, KeyId::from_bytes(id)));
    }
    let page = tx.page(&range, pages.limit).await?;
    let entries: Vec<KeyId> = page.entries.iter().map(|(_, key)| key.id).collect();
    let last = entries.last().filter(|_| page.more).map(|id| id.to_bytes());
    let marker = last.map(|last| listing.marker(tx, &last));
    Ok(Listed { entries, marker })
}

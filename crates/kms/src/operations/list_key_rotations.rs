//! Lists what a key's material was replaced by.

use std::sync::Arc;

use iam::{Authorized, InvalidPagingToken, Listing, Page, PageAsked};
use jiff::Timestamp;
use store::{KeyRange, TenantKey, Transaction};

use super::permission;
use crate::record::key_version_key;
use crate::{KeyFailure, KeySubject, KeyVersion, KeyVersionNumber, RotationType, material_id};

permission! {
    /// The permission to see what a key's material was replaced by.
    ListKeyRotations on KeySubject
}

/// One generation of a key's material on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedMaterial {
    /// Its id.
    pub id: String,
    /// Whether new ciphertexts are made under it.
    pub is_current: bool,
    /// When and why it took the place of the one before; nothing for the first.
    pub rotated: Option<(Timestamp, RotationType)>,
}

/// One page of a key's rotations, in their order; with the material that it began with, if `with_first` says so.
///
/// Source: KMS API reference, `ListKeyRotations`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`]: there is no such key.
/// - [`KeyFailure::Marker`]: the marker is not one of this listing.
/// - [`KeyFailure::Store`]: the medium failed (ours).
pub async fn list_key_rotations(
    tx: &mut Transaction,
    authorized: &Authorized<ListKeyRotations>,
    with_first: bool,
    asked: &PageAsked,
) -> Result<Page<ListedMaterial>, KeyFailure> {
    let subject = authorized.subject();
    let (tenant, key) = (subject.tenant(), Arc::clone(subject.key()?));
    let question = seal::sha256(&[&key.id.to_bytes(), &[u8::from(with_first)]]);
    let listing = Listing::new("ListKeyRotations", tenant, &question);
    let mut range: KeyRange<TenantKey<KeyVersion>> = TenantKey::of(tenant).id(key.id.to_bytes()).prefix();
    let after = match asked.position(tx, &listing)? {
        Some(position) => {
            Some(u32::from_be_bytes(position.as_slice().try_into().map_err(|_| InvalidPagingToken)?))
        }
        None => (!with_first).then_some(1),
    };
    if let Some(after) = after {
        range = range.after(&key_version_key(tenant, key.id, KeyVersionNumber(after)));
    }
    let page = tx.page(&range, asked.limit).await?;
    let last = page.entries.last().filter(|_| page.more).map(|(_, version)| version.number().0.to_be_bytes());
    let listed = |version: &KeyVersion| ListedMaterial {
        id: material_id(key.id, version.number()),
        is_current: version.number() == key.newest,
        rotated: version.rotated(),
    };
    let entries = page.entries.iter().map(|(_, version)| listed(version)).collect();
    Ok(Page { items: entries, marker: last.map(|last| listing.token(tx, &last)) })
}

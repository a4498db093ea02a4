//! Lists the tags of a key.

use iam::{Authorized, Listing, Page, PageAsked, Tag};
use store::Transaction;

use super::permission;
use crate::{KeyFailure, KeySubject};

permission! {
    /// The permission to see the tags of a key.
    ListResourceTags on KeySubject
}

/// One page of a key's tags, in the order of their keys.
///
/// Source: KMS API reference, `ListResourceTags`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`]: there is no such key.
/// - [`KeyFailure::Marker`]: the marker is not one of this listing.
pub fn list_resource_tags(
    tx: &mut Transaction,
    authorized: &Authorized<ListResourceTags>,
    asked: &PageAsked,
) -> Result<Page<Tag>, KeyFailure> {
    let subject = authorized.subject();
    let key = subject.key()?;
    let listing = Listing::new("ListResourceTags", subject.tenant(), &seal::sha256(&[&key.id.to_bytes()]));
    Ok(asked.of(tx, &listing, key.tags.as_slice().to_vec(), |tag| tag.key.clone())?)
}

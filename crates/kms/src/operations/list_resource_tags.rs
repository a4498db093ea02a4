//! Lists the tags of a key.

use iam::{Authorized, Tag};
use store::Transaction;

use super::permission;
use crate::paging::Listing;
use crate::{KeyFailure, KeySubject, Listed, Pages};

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
    pages: &Pages,
) -> Result<Listed<Tag>, KeyFailure> {
    let subject = authorized.subject();
    let key = subject.key()?;
    let mut tags = key.tags.as_slice().to_vec();
    tags.sort_by(|one, other| one.key.cmp(&other.key));
    let listing = Listing::new("ListResourceTags", subject.tenant(), &key.id.to_string());
    Ok(listing.cut(tx, pages, tags.into_iter(), |tag| tag.key.as_bytes().to_vec())?)
}

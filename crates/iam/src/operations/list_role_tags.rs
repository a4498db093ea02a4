//! Lists the tags of a role.

use store::Transaction;

use super::{permission, tags};
use crate::{Authorized, IdentitySubject, Page, PageAsked, Refusal, Role, Tag};

permission! {
    /// The permission to list the tags of a role.
    ListRoleTags on IdentitySubject<Role>
}

/// One page of the tags, in the order of their keys.
///
/// Source: IAM API reference, `ListRoleTags`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`].
/// - [`Refusal::PagingToken`]: the marker is not one of this listing.
pub fn list_role_tags(
    tx: &mut Transaction,
    authorized: &Authorized<ListRoleTags>,
    asked: &PageAsked,
) -> Result<Page<Tag>, Refusal> {
    tags::list(tx, authorized, asked)
}

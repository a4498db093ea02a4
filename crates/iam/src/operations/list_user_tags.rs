//! Lists the tags of a user.

use store::Transaction;

use super::{permission, tags};
use crate::{Authorized, IdentitySubject, Page, PageAsked, Refusal, Tag, User};

permission! {
    /// The permission to list the tags of a user.
    ListUserTags on IdentitySubject<User>
}

/// One page of the tags, in the order of their keys.
///
/// Source: IAM API reference, `ListUserTags`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::PagingToken`]: the marker is not one of this listing.
pub fn list_user_tags(
    tx: &mut Transaction,
    authorized: &Authorized<ListUserTags>,
    asked: &PageAsked,
) -> Result<Page<Tag>, Refusal> {
    tags::list(tx, authorized, asked)
}

//! Lists the policies of a user's own.

use store::Transaction;

use super::{inline_policies, permission};
use crate::{Authorized, IdentitySubject, Page, PageAsked, Refusal, User};

permission! {
    /// The permission to list the policies of a user's own.
    ListUserPolicies on IdentitySubject<User>
}

/// One page of the names of the policies, in their order.
///
/// Source: IAM API reference, `ListUserPolicies`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::PagingToken`]: the marker is not one of this listing.
pub fn list_user_policies(
    tx: &mut Transaction,
    authorized: &Authorized<ListUserPolicies>,
    asked: &PageAsked,
) -> Result<Page<String>, Refusal> {
    inline_policies::list(tx, authorized, asked)
}

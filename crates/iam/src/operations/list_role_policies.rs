//! Lists the policies of a role's own.

use store::Transaction;

use super::{inline_policies, permission};
use crate::{Authorized, IdentitySubject, Page, PageAsked, Refusal, Role};

permission! {
    /// The permission to list the policies of a role's own.
    ListRolePolicies on IdentitySubject<Role>
}

/// One page of the names of the policies, in their order.
///
/// Source: IAM API reference, `ListRolePolicies`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`].
/// - [`Refusal::PagingToken`]: the marker is not one of this listing.
pub fn list_role_policies(
    tx: &mut Transaction,
    authorized: &Authorized<ListRolePolicies>,
    asked: &PageAsked,
) -> Result<Page<String>, Refusal> {
    inline_policies::list(tx, authorized, asked)
}

//! Lists roles.

use std::sync::Arc;

use store::Transaction;

use super::{by_name, permission};
use crate::identity::Identity;
use crate::{AccountIdentities, Action, Authorized, Page, PageAsked, Refusal, Role};

permission! {
    /// The permission to list an account's roles.
    ListRoles on AccountIdentities
}

/// One page of the roles whose path begins with `path_prefix`, in the order of their names in lower case.
///
/// Source: IAM API reference, `ListRoles`.
///
/// # Errors
///
/// - [`Refusal::PagingToken`]: the marker is not one of this listing.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn list_roles(
    tx: &mut Transaction,
    authorized: &Authorized<ListRoles>,
    path_prefix: &str,
    asked: &PageAsked,
) -> Result<Page<Arc<Role>>, Refusal> {
    let identities = authorized.subject().identities();
    by_name::list::<<Role as Identity>::Name>(tx, &identities, (ListRoles::NAME, path_prefix), asked).await
}

//! Lists users.

use std::sync::Arc;

use store::Transaction;

use super::{by_name, permission};
use crate::identity::Identity;
use crate::{AccountIdentities, Action, Authorized, Page, PageAsked, Refusal, User};

permission! {
    /// The permission to list an account's users.
    ListUsers on AccountIdentities
}

/// One page of the users whose path begins with `path_prefix`, in the order of their names in lower case.
///
/// Source: IAM API reference, `ListUsers`.
///
/// # Errors
///
/// - [`Refusal::PagingToken`]: the marker is not one of this listing.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn list_users(
    tx: &mut Transaction,
    authorized: &Authorized<ListUsers>,
    path_prefix: &str,
    asked: &PageAsked,
) -> Result<Page<Arc<User>>, Refusal> {
    let identities = authorized.subject().identities();
    by_name::list::<<User as Identity>::Name>(tx, &identities, (ListUsers::NAME, path_prefix), asked).await
}

//! Lists the groups of a user.

use super::{found, permission};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to list a user's groups.
    ListGroupsForUser on IdentitySubject<User>
}

/// Finds none: there is no such thing here.
///
/// Source: IAM API reference, `ListGroupsForUser`.
///
/// # Errors
///
/// [`Refusal::NoSuchUser`].
pub fn list_groups_for_user(authorized: &Authorized<ListGroupsForUser>) -> Result<(), Refusal> {
    found(authorized).map(drop)
}

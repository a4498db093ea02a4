//! Tells about a user.

use std::sync::Arc;

use super::{found, permission};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to read a user.
    GetUser on IdentitySubject<User>
}

/// The user of that name.
///
/// Source: IAM API reference, `GetUser`.
///
/// # Errors
///
/// [`Refusal::NoSuchUser`].
pub fn get_user(authorized: &Authorized<GetUser>) -> Result<Arc<User>, Refusal> {
    found(authorized)
}

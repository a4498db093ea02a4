//! Takes the password from a user.

use super::{found, permission};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to take the password from a user.
    DeleteLoginProfile on IdentitySubject<User>
}

/// Finds none: nobody signs in with a password here.
///
/// Source: IAM API reference, `DeleteLoginProfile`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::NoSuchLoginProfile`], whoever the user is.
pub fn delete_login_profile(
    authorized: &Authorized<DeleteLoginProfile>,
) -> Result<std::convert::Infallible, Refusal> {
    found(authorized)?;
    Err(Refusal::NoSuchLoginProfile { name: authorized.subject().name().to_owned() })
}

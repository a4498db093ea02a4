//! Tells whether a user has a password.

use super::{found, permission};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to see whether a user has a password.
    GetLoginProfile on IdentitySubject<User>
}

/// Finds none: nobody signs in with a password here.
///
/// Source: IAM API reference, `GetLoginProfile`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::NoSuchLoginProfile`], whoever the user is.
pub fn get_login_profile(
    authorized: &Authorized<GetLoginProfile>,
) -> Result<std::convert::Infallible, Refusal> {
    found(authorized)?;
    Err(Refusal::NoSuchLoginProfile { name: authorized.subject().name().to_owned() })
}

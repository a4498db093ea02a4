//! Lists a user's passwords for single services.

use super::{found, permission};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to list a user's passwords for single services.
    ListServiceSpecificCredentials on IdentitySubject<User>
}

/// Finds none: there is no such thing here.
///
/// Source: IAM API reference, `ListServiceSpecificCredentials`.
///
/// # Errors
///
/// [`Refusal::NoSuchUser`].
pub fn list_service_specific_credentials(
    authorized: &Authorized<ListServiceSpecificCredentials>,
) -> Result<(), Refusal> {
    found(authorized).map(drop)
}

//! Lists the signing certificates of a user.

use super::{found, permission};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to list a user's signing certificates.
    ListSigningCertificates on IdentitySubject<User>
}

/// Finds none: there is no such thing here.
///
/// Source: IAM API reference, `ListSigningCertificates`.
///
/// # Errors
///
/// [`Refusal::NoSuchUser`].
pub fn list_signing_certificates(authorized: &Authorized<ListSigningCertificates>) -> Result<(), Refusal> {
    found(authorized).map(drop)
}

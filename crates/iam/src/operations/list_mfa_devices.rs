//! Lists a user's devices for a second factor.

use super::{found, permission};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to list a user's devices for a second factor.
    ListMFADevices on IdentitySubject<User>
}

/// Finds none: there is no such thing here.
///
/// Source: IAM API reference, `ListMFADevices`.
///
/// # Errors
///
/// [`Refusal::NoSuchUser`].
pub fn list_mfa_devices(authorized: &Authorized<ListMFADevices>) -> Result<(), Refusal> {
    found(authorized).map(drop)
}

//! Lists the SSH keys of a user.

use super::{found, permission};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to list a user's SSH keys.
    ListSSHPublicKeys on IdentitySubject<User>
}

/// Finds none: there is no such thing here.
///
/// Source: IAM API reference, `ListSSHPublicKeys`.
///
/// # Errors
///
/// [`Refusal::NoSuchUser`].
pub fn list_ssh_public_keys(authorized: &Authorized<ListSSHPublicKeys>) -> Result<(), Refusal> {
    found(authorized).map(drop)
}

//! Tells about a role.

use std::sync::Arc;

use super::{found, permission};
use crate::{Authorized, IdentitySubject, Refusal, Role};

permission! {
    /// The permission to read a role.
    GetRole on IdentitySubject<Role>
}

/// The role of that name.
///
/// Source: IAM API reference, `GetRole`.
///
/// # Errors
///
/// [`Refusal::NoSuchRole`].
pub fn get_role(authorized: &Authorized<GetRole>) -> Result<Arc<Role>, Refusal> {
    found(authorized)
}

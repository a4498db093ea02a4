//! Tells about a user.

use std::sync::Arc;

use crate::{Authorized, IdentitySubject, User};

/// The permission to read a user.
#[derive(Debug, Clone, Copy)]
pub struct GetUser;

impl crate::Action for GetUser {
    const NAME: &'static str = "iam:GetUser";
    type Subject = IdentitySubject<User>;
}

/// The user, if there is one of that name.
///
/// Source: IAM API reference, `GetUser`.
#[must_use]
pub fn get_user(authorized: Authorized<GetUser>) -> Option<Arc<User>> {
    authorized.subject().found().cloned()
}

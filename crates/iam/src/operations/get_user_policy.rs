//! Shows a policy of a user's own.

use super::{inline_policies, permission};
use crate::{Authorized, IdentitySubject, Refusal, User, WrittenPolicy};

permission! {
    /// The permission to read a policy of a user's own.
    GetUserPolicy on IdentitySubject<User>
}

/// The policy of that name.
///
/// Source: IAM API reference, `GetUserPolicy`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::NoSuchUserPolicy`].
pub fn get_user_policy(authorized: &Authorized<GetUserPolicy>, name: &str) -> Result<WrittenPolicy, Refusal> {
    inline_policies::get(authorized, name)
}

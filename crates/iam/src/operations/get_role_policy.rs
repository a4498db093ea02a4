//! Shows a policy of a role's own.

use super::{inline_policies, permission};
use crate::{Authorized, IdentitySubject, Refusal, Role, WrittenPolicy};

permission! {
    /// The permission to read a policy of a role's own.
    GetRolePolicy on IdentitySubject<Role>
}

/// The policy of that name.
///
/// Source: IAM API reference, `GetRolePolicy`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`].
/// - [`Refusal::NoSuchRolePolicy`].
pub fn get_role_policy(authorized: &Authorized<GetRolePolicy>, name: &str) -> Result<WrittenPolicy, Refusal> {
    inline_policies::get(authorized, name)
}

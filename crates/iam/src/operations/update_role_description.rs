//! Changes what a role is for.

use store::Transaction;

use super::{change, permission};
use crate::{Authorized, IdentitySubject, Refusal, Role};

permission! {
    /// The permission to change what a role is for.
    UpdateRoleDescription on IdentitySubject<Role>
}

/// Changes a role's description, and answers the role as it is then.
///
/// Source: IAM API reference, `UpdateRoleDescription`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`].
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn update_role_description(
    tx: &mut Transaction,
    authorized: &Authorized<UpdateRoleDescription>,
    description: &str,
) -> Result<Role, Refusal> {
    change(tx, authorized, |role| {
        role.description = Some(description.to_owned());
        Ok(())
    })
}

//! Changes what a role is for, and how long its sessions last.

use store::Transaction;

use super::{change, permission};
use crate::limits::SESSION_SECONDS_MAX_DEFAULT;
use crate::{Authorized, IdentitySubject, Refusal, Role};

permission! {
    /// The permission to change a role.
    UpdateRole on IdentitySubject<Role>
}

/// Changes a role. What is not given takes its default: no description, and one hour.
///
/// Source: IAM API reference, `UpdateRole`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`].
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn update_role(
    tx: &mut Transaction,
    authorized: &Authorized<UpdateRole>,
    description: Option<String>,
    session_seconds_max: Option<u32>,
) -> Result<(), Refusal> {
    change(tx, authorized, |role| {
        role.description = description;
        role.session_seconds_max = session_seconds_max.unwrap_or(SESSION_SECONDS_MAX_DEFAULT);
        Ok(())
    })?;
    Ok(())
}

//! Changes who may assume a role.

use store::Transaction;

use super::{change, found, permission, trust};
use crate::{Authorized, IdentitySubject, Refusal, Role};

permission! {
    /// The permission to change who may assume a role.
    UpdateAssumeRolePolicy on IdentitySubject<Role>
}

/// Puts a trust policy in place of the role's.
///
/// Source: IAM API reference, `UpdateAssumeRolePolicy`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`].
/// - [`Refusal::MalformedPolicy`], [`Refusal::NoSuchPrincipal`], [`Refusal::Quota`]: the trust policy is refused.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn update_assume_role_policy(
    tx: &mut Transaction,
    authorized: &Authorized<UpdateAssumeRolePolicy>,
    text: &str,
) -> Result<(), Refusal> {
    found(authorized)?;
    let trust = trust::read(tx, authorized.subject().account(), text).await?;
    change(tx, authorized, |role| {
        role.trust = trust;
        Ok(())
    })?;
    Ok(())
}

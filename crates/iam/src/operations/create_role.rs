//! Makes a role.

use store::Transaction;

use super::{account_change, boundaries, permission, trust};
use crate::limits::{ROLES_MAX, SESSION_SECONDS_MAX_DEFAULT};
use crate::record::{RoleName, role_key, role_name_key};
use crate::{Authorized, EntityKind, IdentitySubject, Permissions, Refusal, Role, Tag, UniqueId};

permission! {
    /// The permission to make a role.
    CreateRole on IdentitySubject<Role>
}

/// What a role is made of, beside its name.
#[derive(Debug, Clone)]
pub struct CreateRoleInput {
    /// The path, which begins and ends with a slash.
    pub path: String,
    /// Who may assume it, as a policy.
    pub trust: String,
    /// What it is for.
    pub description: Option<String>,
    /// How long a session may last, in seconds; one hour if it is not said.
    pub session_seconds_max: Option<u32>,
    /// The ARN of the managed policy that bounds it.
    pub boundary: Option<String>,
    /// Its tags.
    pub tags: Vec<Tag>,
}

/// Makes a role that may do nothing yet.
///
/// Source: IAM API reference, `CreateRole`.
///
/// # Errors
///
/// - [`Refusal::MalformedPolicy`], [`Refusal::NoSuchPrincipal`], [`Refusal::Quota`]: the trust policy is refused.
/// - [`Refusal::RoleExists`]: a role has that name, in upper or lower case.
/// - [`Refusal::Tags`]: the tags are refused.
/// - [`Refusal::NotAttachable`]: there is no policy to bound it.
/// - [`Refusal::Quota`]: the account has as many roles as it may have.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn create_role(
    tx: &mut Transaction,
    authorized: &Authorized<CreateRole>,
    input: &CreateRoleInput,
) -> Result<Role, Refusal> {
    let subject = authorized.subject();
    let (identities, name) = (subject.identities(), subject.name());
    let trust = trust::read(tx, subject.account(), &input.trust).await?;
    let name_key = role_name_key(&identities, name);
    if tx.get(&name_key).await?.is_some() {
        return Err(Refusal::RoleExists { name: name.to_owned() });
    }
    let mut tags = Vec::new();
    Tag::set(&mut tags, &input.tags)?;
    let id = UniqueId::generate(EntityKind::Role, tx.entropy());
    let boundary = boundaries::take_some(tx, authorized, input.boundary.as_deref(), &id).await?;
    account_change(tx, subject.account(), |account| {
        account.roles = account.roles.saturating_add(1);
        let quota = Refusal::Quota { quota: "RolesPerAccount", max: ROLES_MAX as usize };
        (account.roles <= ROLES_MAX).then_some(()).ok_or(quota)
    })
    .await?;
    let role = Role {
        id,
        name: name.to_owned(),
        path: input.path.clone(),
        created_at: tx.now(),
        description: input.description.clone(),
        session_seconds_max: input.session_seconds_max.unwrap_or(SESSION_SECONDS_MAX_DEFAULT),
        trust,
        tags,
        permissions: Permissions { boundary, ..Permissions::default() },
    };
    tx.put(&name_key, RoleName(role.id.clone()))?;
    tx.put(&role_key(&identities, &role.id), role.clone())?;
    Ok(role)
}

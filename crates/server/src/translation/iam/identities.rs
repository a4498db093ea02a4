//! Users and roles as their callers see them, and what bounds them.

use iam::{IdentitySubject, Permissions, Role, Tagged, User};
use store::{StoreError, Transaction};
use wire::iam::{self as wire_iam, PermissionsBoundary, PolicyDocument};

use super::tags_beside;
use crate::request::operate::Context;

async fn boundary(
    tx: &mut Transaction,
    call: &Context<'_>,
    permissions: &Permissions,
) -> Result<Option<PermissionsBoundary>, StoreError> {
    let arn = iam::operations::boundary_arn(tx, &call.caller.principal, permissions).await?;
    Ok(arn.map(|arn| PermissionsBoundary { arn }))
}

/// The ARN of the policy that bounds whom a call is about, for conditions.
pub(super) async fn bounded<T: Bounded>(
    tx: &mut Transaction,
    call: &Context<'_>,
    subject: &IdentitySubject<T>,
) -> Result<Option<String>, StoreError> {
    match subject.found() {
        Some(found) => iam::operations::boundary_arn(tx, &call.caller.principal, found.permissions()).await,
        None => Ok(None),
    }
}

/// What a permissions boundary may bound.
pub(super) trait Bounded: Tagged {
    fn permissions(&self) -> &Permissions;
}

impl Bounded for Role {
    fn permissions(&self) -> &Permissions {
        &self.permissions
    }
}

impl Bounded for User {
    fn permissions(&self) -> &Permissions {
        &self.permissions
    }
}

/// A user as lists have it.
pub(super) fn listed_user(call: &Context<'_>, user: &User) -> wire_iam::User {
    let principal = &call.caller.principal;
    wire_iam::User {
        path: Some(user.path.clone()),
        user_name: Some(user.name.clone()),
        user_id: user.id.to_string(),
        arn: user.arn(principal.partition(), principal.account()),
        create_date: user.created_at,
        permissions_boundary: None,
        tags: None,
    }
}

/// A user with all that is told of it.
pub(super) async fn full_user(
    tx: &mut Transaction,
    call: &Context<'_>,
    user: &User,
) -> Result<wire_iam::User, StoreError> {
    let permissions_boundary = boundary(tx, call, &user.permissions).await?;
    Ok(wire_iam::User { permissions_boundary, tags: tags_beside(&user.tags), ..listed_user(call, user) })
}

/// A role as lists have it.
pub(super) async fn listed_role(
    tx: &mut Transaction,
    call: &Context<'_>,
    role: &Role,
) -> Result<wire_iam::Role, StoreError> {
    let principal = &call.caller.principal;
    let trust = iam::operations::present_text(tx, &role.trust).await?;
    Ok(wire_iam::Role {
        path: role.path.clone(),
        role_name: role.name.clone(),
        role_id: role.id.to_string(),
        arn: role.arn(principal.partition(), principal.account()),
        create_date: role.created_at,
        assume_role_policy_document: PolicyDocument(trust.into_owned()),
        description: role.description.clone(),
        max_session_duration: i64::from(role.session_seconds_max),
        permissions_boundary: None,
        tags: None,
    })
}

/// A role with all that is told of it.
pub(super) async fn full_role(
    tx: &mut Transaction,
    call: &Context<'_>,
    role: &Role,
) -> Result<wire_iam::Role, StoreError> {
    let permissions_boundary = boundary(tx, call, &role.permissions).await?;
    let listed = listed_role(tx, call, role).await?;
    Ok(wire_iam::Role { permissions_boundary, tags: tags_beside(&role.tags), ..listed })
}

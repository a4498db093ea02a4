//! Permissions boundaries, and the count of what each policy bounds.

use store::{StoreError, Tenant, Transaction};

use super::policy_change::note_use;
use super::{change, policy_by_id};
use crate::identity::Identity;
use crate::record::identities;
use crate::{Action, Authorized, IdentitySubject, Permissions, PolicyUse, Principal, Refusal, UniqueId};

/// The ARN of the managed policy that bounds a user or a role in the account of `asking`.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn boundary_arn(
    tx: &mut Transaction,
    asking: &Principal,
    permissions: &Permissions,
) -> Result<Option<String>, StoreError> {
    let Some(id) = &permissions.boundary else { return Ok(None) };
    let (partition, account) = (asking.partition(), asking.account());
    let policy = policy_by_id(tx, &identities(partition, account), id).await?;
    Ok(policy.map(|policy| policy.arn(partition, account)))
}

/// Has the managed policy of that ARN bound one more identity.
pub(super) async fn take(
    tx: &mut Transaction,
    asking: &Principal,
    arn: &str,
    holder: &UniqueId,
) -> Result<UniqueId, Refusal> {
    let subject = IdentitySubject::policy(tx, asking, arn).await?;
    let policy = subject.found().ok_or_else(|| Refusal::NotAttachable { arn: arn.to_owned() })?;
    note_use(tx, &subject.identities(), policy, holder, (PolicyUse::Boundary, true)).await?;
    Ok(policy.id.clone())
}

/// Has the managed policy of that ARN, if one is given, bound something that is being made.
pub(super) async fn take_some<A: Action>(
    tx: &mut Transaction,
    authorized: &Authorized<A>,
    arn: Option<&str>,
    holder: &UniqueId,
) -> Result<Option<UniqueId>, Refusal> {
    match arn {
        Some(arn) => take(tx, &authorized.caller().principal, arn, holder).await.map(Some),
        None => Ok(None),
    }
}

/// Has a managed policy bound one identity less.
pub(super) async fn release(
    tx: &mut Transaction,
    identities: &Tenant,
    id: &UniqueId,
    holder: &UniqueId,
) -> Result<(), StoreError> {
    let Some(policy) = policy_by_id(tx, identities, id).await? else { return Ok(()) };
    note_use(tx, identities, &policy, holder, (PolicyUse::Boundary, false)).await
}

/// Bounds a user or role, in place of what bounded it before.
pub(super) async fn put<A, T>(
    tx: &mut Transaction,
    authorized: &Authorized<A>,
    arn: &str,
) -> Result<(), Refusal>
where
    A: Action<Subject = IdentitySubject<T>>,
    T: Identity,
{
    let identity = super::found(authorized)?;
    let identities = authorized.subject().identities();
    let id = take(tx, &authorized.caller().principal, arn, identity.id()).await?;
    if let Some(before) = identity.permissions().boundary.as_ref().filter(|before| **before != id) {
        release(tx, &identities, before, identity.id()).await?;
    }
    change(tx, authorized, |identity| {
        identity.permissions_mut().boundary = Some(id);
        Ok(())
    })?;
    Ok(())
}

/// Bounds a user or role no more.
pub(super) async fn delete<A, T>(tx: &mut Transaction, authorized: &Authorized<A>) -> Result<(), Refusal>
where
    A: Action<Subject = IdentitySubject<T>>,
    T: Identity,
{
    let identity = super::found(authorized)?;
    let Some(before) = &identity.permissions().boundary else { return Ok(()) };
    release(tx, &authorized.subject().identities(), before, identity.id()).await?;
    change(tx, authorized, |identity| {
        identity.permissions_mut().boundary = None;
        Ok(())
    })?;
    Ok(())
}

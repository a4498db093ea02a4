//! Finds the policies and tags that bear on a caller.

use std::sync::Arc;

use store::{StoreError, Tenant, Transaction};

use crate::policy::Policy;
use crate::record::{identities, policy_key, role_key, user_key};
use crate::{
    ManagedPolicy, NameInStanding, Permissions, Principal, Session, Standing, Tag, TagsInStanding, UniqueId,
    aws_managed,
};

/// Where a principal stands in this transaction, in a session or out of one; nothing if it is gone, or if a managed policy
/// is that confined its session.
///
/// A managed policy that is named and does not exist is an error, never the absence of what it denies. What is found may
/// be kept: [`Standing::holds`] tells in a later transaction whether it is still so.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn stand(
    tx: &mut Transaction,
    principal: &Principal,
    session: Option<&Session>,
) -> Result<Option<Standing>, StoreError> {
    let mark = tx.note_reads();
    let standing = find(tx, principal, session).await?;
    let footprint = tx.footprint(mark).map(Arc::new);
    Ok(standing.map(|standing| Standing { footprint, ..standing }))
}

async fn find(
    tx: &mut Transaction,
    principal: &Principal,
    session: Option<&Session>,
) -> Result<Option<Standing>, StoreError> {
    let identities = identities(principal.partition(), principal.account());
    let mut standing = match principal {
        Principal::Root { .. } => Standing::default(),
        Principal::Role(named) => match tx.get(&role_key(&identities, &named.role_id)).await? {
            Some(role) => {
                let standing = granted(tx, &identities, &role.permissions).await?;
                Standing { tags: TagsInStanding::Role(role), ..standing }
            }
            None => return Ok(None),
        },
        Principal::User(named) => match tx.get(&user_key(&identities, &named.id)).await? {
            Some(user) => {
                let standing = granted(tx, &identities, &user.permissions).await?;
                Standing { tags: TagsInStanding::User(user), ..standing }
            }
            None => return Ok(None),
        },
    };
    if let Some(session) = session
        && !confine(tx, &identities, &mut standing, session).await?
    {
        return Ok(None);
    }
    Ok(Some(standing))
}

async fn granted(
    tx: &mut Transaction,
    identities: &Tenant,
    permissions: &Permissions,
) -> Result<Standing, StoreError> {
    let count = permissions.inline.len().saturating_add(permissions.attached.len());
    let (mut names, mut identity) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for (name, policy) in &permissions.inline {
        names.push(NameInStanding::Own(name.as_str().into()));
        identity.push(Arc::clone(policy.policy()));
    }
    for id in &permissions.attached {
        let (managed, policy) = managed(tx, identities, id).await?;
        names.push(NameInStanding::Managed(managed));
        identity.push(policy);
    }
    let boundary = match &permissions.boundary {
        Some(id) => Some(managed(tx, identities, id).await?.1),
        None => None,
    };
    Ok(Standing { identity, names, boundary, ..Standing::default() })
}

/// Adds what a session confines its caller to, and lays its tags over the caller's own; `false` if one of its policies is
/// gone, with which what it denied would be.
async fn confine(
    tx: &mut Transaction,
    identities: &Tenant,
    standing: &mut Standing,
    session: &Session,
) -> Result<bool, StoreError> {
    if let Some(passed) = &session.policies {
        let mut policies: Vec<_> = passed.inline.iter().map(|inline| Arc::clone(inline.policy())).collect();
        for id in &passed.managed {
            if tx.get(&policy_key(identities, id)).await?.is_none() {
                return Ok(false);
            }
            policies.push(managed(tx, identities, id).await?.1);
        }
        standing.session = Some(policies);
    }
    if !session.tags.is_empty() {
        let is_overlaid = |tag: &Tag| session.tags.iter().any(|given| tag.is_called(&given.tag.key));
        let kept = standing.tags.iter().filter(|tag| !is_overlaid(tag)).cloned();
        let given = session.tags.iter().map(|given| given.tag.clone());
        standing.tags = kept.chain(given).collect::<Vec<_>>().into();
    }
    Ok(true)
}

/// A managed policy, and its version in force.
async fn managed(
    tx: &mut Transaction,
    identities: &Tenant,
    id: &UniqueId,
) -> Result<(Arc<ManagedPolicy>, Arc<Policy>), StoreError> {
    let damaged = || StoreError::Damaged { record: format!("the managed policy {id}") };
    let policy = match aws_managed::by_id(id) {
        Some(shipped) => Arc::clone(shipped),
        None => tx.get(&policy_key(identities, id)).await?.ok_or_else(damaged)?,
    };
    let in_force = Arc::clone(policy.in_force().ok_or_else(damaged)?);
    Ok((policy, in_force))
}

//! What the operations on managed policies share: loading one, changing one, and counting who has it.

use std::sync::Arc;

use store::{StoreError, Tenant, Transaction};

use crate::record::{Attachment, attachment_key, policy_key};
use crate::{Action, Authorized, IdentitySubject, ManagedPolicy, PolicyUse, Refusal, UniqueId, aws_managed};

/// The managed policy with this id. Of AWS's own, the account's record tells how often it is used and nothing else.
pub(crate) async fn policy_by_id(
    tx: &mut Transaction,
    identities: &Tenant,
    id: &UniqueId,
) -> Result<Option<Arc<ManagedPolicy>>, StoreError> {
    let record = tx.get(&policy_key(identities, id)).await?;
    let Some(shipped) = aws_managed::by_id(id) else { return Ok(record) };
    Ok(Some(match record {
        Some(used) => Arc::new(ManagedPolicy {
            attachments: used.attachments,
            boundaries: used.boundaries,
            ..ManagedPolicy::clone(shipped)
        }),
        None => Arc::clone(shipped),
    }))
}

/// The policy that a call is about.
pub(super) fn found<A>(authorized: &Authorized<A>) -> Result<&Arc<ManagedPolicy>, Refusal>
where
    A: Action<Subject = IdentitySubject<ManagedPolicy>>,
{
    let subject = authorized.subject();
    subject.found().ok_or_else(|| Refusal::NoSuchPolicy { arn: subject.arn().to_owned() })
}

/// The policy that a call is about, to be changed by it.
pub(super) fn changeable<A>(authorized: &Authorized<A>) -> Result<ManagedPolicy, Refusal>
where
    A: Action<Subject = IdentitySubject<ManagedPolicy>>,
{
    let policy = found(authorized)?;
    if policy.is_of_aws() {
        let caller = authorized.caller().principal.arn().into_owned();
        let arn = authorized.subject().arn().to_owned();
        return Err(Refusal::PolicyOfAws { caller, action: A::NAME, arn });
    }
    Ok(ManagedPolicy::clone(policy))
}

/// Saves a policy that a call has changed.
pub(super) fn save<A>(
    tx: &mut Transaction,
    authorized: &Authorized<A>,
    policy: ManagedPolicy,
) -> Result<(), StoreError>
where
    A: Action<Subject = IdentitySubject<ManagedPolicy>>,
{
    tx.put(&policy_key(&authorized.subject().identities(), &policy.id), policy)
}

/// Notes whether `policy` is of that use to `holder`, in the index and in the policy's counts.
pub(super) async fn note_use(
    tx: &mut Transaction,
    identities: &Tenant,
    policy: &ManagedPolicy,
    holder: &UniqueId,
    (policy_use, in_use): (PolicyUse, bool),
) -> Result<(), StoreError> {
    let key = attachment_key(identities, &policy.id, holder);
    let unused = || Attachment { holder: holder.clone(), is_attached: false, is_boundary: false };
    let mut noted = tx.get(&key).await?.map_or_else(unused, |noted| Attachment::clone(&noted));
    let mut policy = policy.clone();
    let (flag, count) = match policy_use {
        PolicyUse::Attached => (&mut noted.is_attached, &mut policy.attachments),
        PolicyUse::Boundary => (&mut noted.is_boundary, &mut policy.boundaries),
    };
    if *flag == in_use {
        return Ok(());
    }
    *flag = in_use;
    *count = if in_use { count.saturating_add(1) } else { count.saturating_sub(1) };
    if noted.is_attached || noted.is_boundary {
        tx.put(&key, noted)?
    } else {
        tx.delete(&key)?
    }
    tx.put(&policy_key(identities, &policy.id), policy)
}

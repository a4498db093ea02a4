//! Makes a managed policy, with a first version that is in force.

use std::sync::Arc;

use jiff::Timestamp;
use store::{StoreError, Tenant, Transaction};

use super::permission;
use crate::limits::{MANAGED_POLICY_CHARS_MAX, POLICIES_MAX};
use crate::policy::PolicyKind;
use crate::record::{PolicyName, policy_key, policy_name_key};
use crate::{
    Authorized, EntityKind, IdentitySubject, ManagedPolicy, PolicyVersion, Refusal, Tag, UniqueId,
    WrittenPolicy,
};

permission! {
    /// The permission to make a managed policy.
    CreatePolicy on IdentitySubject<ManagedPolicy>
}

/// A managed policy that is to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewPolicy<'a> {
    /// Its name, without regard to case unlike all others.
    pub name: &'a str,
    /// Its path, which begins and ends with a slash.
    pub path: &'a str,
    /// What it is for.
    pub description: Option<&'a str>,
    /// What its first version says.
    pub document: &'a str,
    /// Its tags.
    pub tags: &'a [Tag],
}

/// Makes a managed policy.
///
/// Source: IAM API reference, `CreatePolicy`.
///
/// # Errors
///
/// - [`Refusal::MalformedPolicy`], [`Refusal::Quota`]: the document.
/// - [`Refusal::Tags`].
/// - [`Refusal::PolicyExists`]: the name is taken, whatever the path.
/// - [`Refusal::Quota`]: the account has as many policies as it may.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn create_policy(
    tx: &mut Transaction,
    authorized: Authorized<CreatePolicy>,
    new: &NewPolicy<'_>,
) -> Result<Arc<ManagedPolicy>, Refusal> {
    let document = managed_document(new.document)?;
    let mut tags = Vec::new();
    Tag::set(&mut tags, new.tags)?;
    let identities = authorized.subject().identities();
    let name_key = policy_name_key(&identities, new.name);
    if tx.get(&name_key).await?.is_some() {
        return Err(Refusal::PolicyExists { name: new.name.to_owned() });
    }
    if has_policies(tx, &identities, POLICIES_MAX).await? {
        return Err(Refusal::Quota { quota: "PoliciesPerAccount", max: POLICIES_MAX });
    }
    let id = UniqueId::generate(EntityKind::ManagedPolicy, tx.entropy());
    let policy = ManagedPolicy { tags, ..made(new, document, id, tx.now()) };
    tx.put(&name_key, PolicyName(policy.id.clone()))?;
    tx.put(&policy_key(&identities, &policy.id), policy.clone())?;
    Ok(Arc::new(policy))
}

/// The document of a managed policy's version.
pub(super) fn managed_document(text: &str) -> Result<WrittenPolicy, Refusal> {
    let document = WrittenPolicy::parse(text, PolicyKind::Identity)?;
    if document.significant_characters() > MANAGED_POLICY_CHARS_MAX {
        return Err(Refusal::Quota { quota: "PolicySize", max: MANAGED_POLICY_CHARS_MAX });
    }
    Ok(document)
}

fn made(new: &NewPolicy<'_>, document: WrittenPolicy, id: UniqueId, now: Timestamp) -> ManagedPolicy {
    ManagedPolicy {
        id,
        name: new.name.to_owned(),
        path: new.path.to_owned(),
        description: new.description.map(str::to_owned),
        created_at: now,
        updated_at: now,
        versions: vec![PolicyVersion { number: 1, created_at: now, document }],
        default_version: 1,
        newest_version: 1,
        tags: Vec::new(),
        attachments: 0,
        boundaries: 0,
    }
}

/// Whether the account has that many policies. A page is no promise: of calls that make the last ones at the same time
/// several may get through, and the bound is one against running full, not one that anything hangs on.
async fn has_policies(tx: &mut Transaction, identities: &Tenant, wanted: usize) -> Result<bool, StoreError> {
    let mut range = store::TenantKey::<PolicyName>::of(identities).prefix();
    let mut seen = 0_usize;
    loop {
        let page = tx.page(&range, wanted).await?;
        seen = seen.saturating_add(page.entries.len());
        match page.entries.last().filter(|_| page.more && seen < wanted) {
            Some((last, _)) => range = range.after(last),
            None => return Ok(seen >= wanted),
        }
    }
}

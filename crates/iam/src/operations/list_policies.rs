//! Lists managed policies.

use std::sync::Arc;

use store::{StoreError, Tenant, TenantKey, Transaction};

use super::{permission, policy_by_id};
use crate::limits::PAGE_ENTRIES_DEFAULT;
use crate::record::{PolicyName, policy_name_key};
use crate::{
    AccountIdentities, Authorized, Listing, ManagedPolicy, Page, PageAsked, PolicyUse, Refusal, aws_managed,
};

permission! {
    /// The permission to list managed policies.
    ListPolicies on AccountIdentities
}

/// Which managed policies are asked for.
#[derive(Debug, Clone)]
pub struct PolicyListing {
    /// Whether the account's own are.
    pub includes_own: bool,
    /// Whether those of AWS are.
    pub includes_aws: bool,
    /// Whether only those are that are anything to anybody.
    pub only_used: bool,
    /// What their paths begin with.
    pub path_prefix: String,
    /// What they are used as.
    pub policy_use: Option<PolicyUse>,
}

/// What positions among the account's own policies begin with; those of AWS come behind them.
const OWN: &str = "own/";
const OF_AWS: &str = "shipped/";

/// A page of managed policies, the account's own first, by name.
///
/// Source: IAM API reference, `ListPolicies`.
///
/// # Errors
///
/// - [`Refusal::PagingToken`].
/// - [`Refusal::Store`]: the medium failed, or a record is damaged (ours).
pub async fn list_policies(
    tx: &mut Transaction,
    authorized: &Authorized<ListPolicies>,
    asked: &PolicyListing,
    page: &PageAsked,
) -> Result<Page<Arc<ManagedPolicy>>, Refusal> {
    let identities = authorized.subject().identities();
    let listing = Listing::new("ListPolicies", &identities, &asked.question());
    let after = page.after(tx, &listing)?.unwrap_or_default();
    let wanted = page.limit.saturating_add(1);
    let mut items = Vec::new();
    if asked.includes_own && !after.starts_with(OF_AWS) {
        items = own(tx, &identities, (asked, after.strip_prefix(OWN)), wanted).await?;
    }
    if asked.includes_aws {
        for shipped in aws_managed::all().iter().filter(|shipped| position(shipped) > after) {
            let policy = policy_by_id(tx, &identities, &shipped.id).await?;
            items.extend(policy.filter(|policy| asked.includes(policy)));
        }
    }
    let more = items.len() > page.limit;
    items.truncate(page.limit);
    let last = items.last().filter(|_| more).map(|policy| position(policy));
    Ok(Page { marker: last.map(|last| listing.token(tx, last.as_bytes())), items })
}

/// Up to `wanted` of the account's own policies, behind a name.
async fn own(
    tx: &mut Transaction,
    identities: &Tenant,
    (asked, after): (&PolicyListing, Option<&str>),
    wanted: usize,
) -> Result<Vec<Arc<ManagedPolicy>>, StoreError> {
    let mut range = TenantKey::<PolicyName>::of(identities).prefix();
    if let Some(after) = after {
        range = range.after(&policy_name_key(identities, after));
    }
    let mut found = Vec::new();
    loop {
        let names = tx.page(&range, PAGE_ENTRIES_DEFAULT).await?;
        for (_, name) in &names.entries {
            let damaged = || StoreError::Damaged { record: format!("the managed policy {}", name.0) };
            let policy = policy_by_id(tx, identities, &name.0).await?.ok_or_else(damaged)?;
            found.extend(Some(policy).filter(|policy| asked.includes(policy)));
            if found.len() >= wanted {
                return Ok(found);
            }
        }
        match names.entries.last().filter(|_| names.more) {
            Some((last, _)) => range = range.after(last),
            None => return Ok(found),
        }
    }
}

fn position(policy: &ManagedPolicy) -> String {
    let part = if policy.is_of_aws() { OF_AWS } else { OWN };
    format!("{part}{}", policy.name.to_lowercase())
}

impl PolicyListing {
    fn includes(&self, policy: &ManagedPolicy) -> bool {
        policy.path.starts_with(&self.path_prefix)
            && (!self.only_used || policy.is_used())
            && self.policy_use.is_none_or(|policy_use| policy.uses(policy_use) > 0)
    }

    /// What a marker of this listing is bound to.
    fn question(&self) -> seal::Digest {
        let flags = [self.includes_own, self.includes_aws, self.only_used].map(u8::from);
        let policy_use: &[u8] = match self.policy_use {
            None => b"any",
            Some(PolicyUse::Attached) => b"attached",
            Some(PolicyUse::Boundary) => b"boundary",
        };
        seal::sha256(&[&flags, policy_use, b"/", self.path_prefix.as_bytes()])
    }
}

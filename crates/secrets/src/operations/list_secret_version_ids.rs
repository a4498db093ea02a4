//! Lists the versions of a secret.

use std::sync::Arc;

use iam::{Authorized, InvalidPagingToken, Listing};
use store::{KeyRange, Tenant, TenantKey, Transaction};

use super::permission;
use crate::record::{version_id, version_key};
use crate::{Day, RecentReads, Refusal, Secret, SecretSubject, StagingLabel, Version, VersionId};

permission! {
    /// The permission to see a secret's versions.
    ListSecretVersionIds on SecretSubject
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct VersionListing {
    /// Whether versions without a label are listed too.
    pub include_deprecated: bool,
    /// The most entries on a page.
    pub limit: usize,
    /// Where the page before ended.
    pub token: Option<Vec<u8>>,
}

/// One version on a page.
#[derive(Debug)]
pub struct ListedVersion {
    /// Its id.
    pub id: VersionId,
    /// The version.
    pub version: Arc<Version>,
    /// Its labels; none for a deprecated one.
    pub labels: Vec<StagingLabel>,
    /// The day it was last read on, not yet written days included.
    pub last_accessed: Option<Day>,
}

/// One page of versions, in the order of their ids.
#[derive(Debug)]
pub struct VersionPage {
    /// The secret.
    pub secret: Arc<Secret>,
    /// The versions.
    pub versions: Vec<ListedVersion>,
    /// How to ask for the next page, if there is one.
    pub token: Option<Vec<u8>>,
}

/// Lists the versions of a secret, one scheduled for deletion included.
///
/// Source: Secrets Manager API reference, `ListSecretVersionIds`.
///
/// # Errors
///
/// - [`Refusal::NotFound`]: the secret.
/// - [`Refusal::PagingToken`]: the token is not one of this listing.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn list_secret_version_ids(
    tx: &mut Transaction,
    authorized: Authorized<ListSecretVersionIds>,
    asked: &VersionListing,
    reads: &RecentReads,
) -> Result<VersionPage, Refusal> {
    let tenant = authorized.subject().tenant();
    let secret = Arc::clone(authorized.subject().secret()?);
    let question = seal::sha256(&[&secret.serial.to_bytes(), &[u8::from(asked.include_deprecated)]]);
    let listing = Listing::new("ListSecretVersionIds", tenant, &question);
    let after = position(tx, &listing, asked)?;
    let (found, more) = if asked.include_deprecated {
        all(tx, tenant, &secret, after.as_ref(), asked.limit).await?
    } else {
        labelled(tx, tenant, &secret, after.as_ref(), asked.limit).await?
    };
    let token = found.last().filter(|_| more).map(|(id, _)| listing.token(tx, id.as_str().as_bytes()));
    let versions = found.into_iter().map(|(id, version)| listed(&secret, id, version, reads)).collect();
    Ok(VersionPage { secret, versions, token })
}

fn position(
    tx: &Transaction,
    listing: &Listing,
    asked: &VersionListing,
) -> Result<Option<VersionId>, Refusal> {
    let Some(token) = &asked.token else { return Ok(None) };
    let position = String::from_utf8(listing.position(tx, token)?).map_err(|_| InvalidPagingToken)?;
    Ok(Some(VersionId::parse(&position).map_err(|_| InvalidPagingToken)?))
}

type Found = (Vec<(VersionId, Arc<Version>)>, bool);

async fn all(
    tx: &mut Transaction,
    tenant: &Tenant,
    secret: &Secret,
    after: Option<&VersionId>,
    limit: usize,
) -> Result<Found, Refusal> {
    let mut range: KeyRange<TenantKey<Version>> = TenantKey::of(tenant).id(secret.serial.to_bytes()).prefix();
    if let Some(after) = after {
        range = range.after(&version_key(tenant, secret.serial, after));
    }
    let page = tx.page(&range, limit).await?;
    let identified = page.entries.into_iter().filter_map(|(key, version)| Some((version_id(&key)?, version)));
    Ok((identified.collect(), page.more))
}

async fn labelled(
    tx: &mut Transaction,
    tenant: &Tenant,
    secret: &Secret,
    after: Option<&VersionId>,
    limit: usize,
) -> Result<Found, Refusal> {
    let labelled = secret.labels.by_version();
    let mut ids = labelled.into_keys().filter(|id| after.is_none_or(|after| *id > after));
    let mut found = Vec::new();
    for id in ids.by_ref().take(limit) {
        if let Some(version) = tx.get(&version_key(tenant, secret.serial, id)).await? {
            found.push((id.clone(), version));
        }
    }
    Ok((found, ids.next().is_some()))
}

fn listed(secret: &Secret, id: VersionId, version: Arc<Version>, reads: &RecentReads) -> ListedVersion {
    let last_accessed = version.last_accessed.max(reads.version_day(secret.serial, &id));
    ListedVersion { labels: secret.labels.of(&id), last_accessed, version, id }
}

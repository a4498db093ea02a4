//! Lists the secrets of an account in a region.

use std::cmp::Ordering;
use std::sync::Arc;

use iam::Authorized;
use store::{KeyRange, StoreError, Tenant, TenantKey, Transaction};

use super::permission;
use crate::limits::{INDEX_PAGE_ENTRIES, LISTING_ROUNDS_MAX};
use crate::record::secret_key;
use crate::{
    AccountSubject, Catalogues, InvalidPagingToken, Listing, Position, Query, Refusal, Secret, SecretName,
    SortKey,
};

permission! {
    /// The permission to list secrets.
    ListSecrets on AccountSubject
}

permission! {
    /// The permission to read several secrets in one call; each of them needs its own permission as well.
    BatchGetSecretValue on AccountSubject
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct SecretListing {
    /// The API operation that lists; tokens of one are not good for another.
    pub operation: &'static str,
    /// Which secrets, in which order.
    pub query: Query,
    /// The most secrets on a page.
    pub limit: usize,
    /// Where the page before ended.
    pub token: Option<Vec<u8>>,
}

/// One page of secrets.
#[derive(Debug)]
pub struct SecretPage {
    /// The secrets.
    pub secrets: Vec<Arc<Secret>>,
    /// How to ask for the next page, if there may be one.
    pub token: Option<Vec<u8>>,
}

/// Lists the secrets that match a query, each page beginning behind the one before, whatever changed in between.
///
/// With a catalogue nothing is read that is not returned, but for texts too long for the catalogue. Without one, while it is
/// being built, the secrets are read by name, and in other orders than by name all of them.
///
/// Source: Secrets Manager API reference, `ListSecrets`.
///
/// # Errors
///
/// - [`Refusal::PagingToken`]: the token is not one of this listing.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn list_secrets(
    tx: &mut Transaction,
    authorized: &Authorized<ListSecrets>,
    asked: &SecretListing,
    catalogues: Option<&Catalogues>,
) -> Result<SecretPage, Refusal> {
    let tenant = authorized.subject().tenant();
    let listing = Listing::new(asked.operation, tenant, &question(&asked.query));
    let after = match &asked.token {
        Some(token) => Some(Position::decode(&listing.position(tx, token)?).ok_or(InvalidPagingToken)?),
        None => None,
    };
    let catalogued = match catalogues {
        Some(catalogues) => by_catalogue(tx, tenant, asked, catalogues, after.clone()).await?,
        None => None,
    };
    let (secrets, next) = match catalogued {
        Some(found) => found,
        None if asked.query.sort == SortKey::Name => by_name(tx, tenant, asked, after).await?,
        None => by_reading_all(tx, tenant, asked, after).await?,
    };
    Ok(SecretPage { secrets, token: next.map(|next| listing.token(tx, &next.encode())) })
}

fn question(query: &Query) -> seal::Digest {
    let sort = match query.sort {
        SortKey::CreatedDate => 0,
        SortKey::LastAccessedDate => 1,
        SortKey::LastChangedDate => 2,
        SortKey::Name => 3,
    };
    let flags = [u8::from(query.include_planned_deletion), u8::from(query.descending), sort];
    seal::sha256(&[&query.filters.hash(), &flags])
}

/// What was found, and where to go on.
type Found = (Vec<Arc<Secret>>, Option<Position>);

/// Nothing if the catalogue has given the tenant up.
async fn by_catalogue(
    tx: &mut Transaction,
    tenant: &Tenant,
    asked: &SecretListing,
    catalogues: &Catalogues,
    mut after: Option<Position>,
) -> Result<Option<Found>, StoreError> {
    let mut secrets = Vec::with_capacity(asked.limit);
    for _ in 0..LISTING_ROUNDS_MAX {
        let missing = asked.limit.saturating_sub(secrets.len());
        let Some(page) = catalogues.page(tenant, &asked.query, after.as_ref(), missing) else {
            return Ok(None);
        };
        secrets.extend(load(tx, tenant, &asked.query, &page.names).await?);
        after = page.next;
        if after.is_none() || secrets.len() >= asked.limit {
            break;
        }
    }
    Ok(Some((secrets, after)))
}

/// Loads candidates, without those that do not match or are gone.
async fn load(
    tx: &mut Transaction,
    tenant: &Tenant,
    query: &Query,
    names: &[SecretName],
) -> Result<Vec<Arc<Secret>>, StoreError> {
    let mut secrets = Vec::with_capacity(names.len());
    for name in names {
        let secret = tx.get(&secret_key(tenant, name)).await?;
        secrets.extend(secret.filter(|secret| query.matches(secret)));
    }
    Ok(secrets)
}

async fn by_name(
    tx: &mut Transaction,
    tenant: &Tenant,
    asked: &SecretListing,
    after: Option<Position>,
) -> Result<Found, StoreError> {
    let mut range = TenantKey::<Secret>::of(tenant).prefix();
    if asked.query.descending {
        range = range.reversed();
    }
    if let Some(after) = &after {
        range = range.after(&secret_key(tenant, after.name()));
    }
    let mut secrets = Vec::with_capacity(asked.limit);
    while let Some((page, rest)) = next_page(tx, range).await? {
        secrets.extend(page.into_iter().filter(|secret| asked.query.matches(secret)));
        match rest {
            Some(rest) if secrets.len() <= asked.limit => range = rest,
            Some(_) | None => break,
        }
    }
    Ok(cut(secrets, asked))
}

async fn by_reading_all(
    tx: &mut Transaction,
    tenant: &Tenant,
    asked: &SecretListing,
    after: Option<Position>,
) -> Result<Found, StoreError> {
    let query = &asked.query;
    let is_behind = |secret: &Secret| {
        let position = query.position(secret);
        after.as_ref().is_none_or(|after| query.compare(&position, after) == Ordering::Greater)
    };
    let mut range = TenantKey::<Secret>::of(tenant).prefix();
    let mut secrets: Vec<Arc<Secret>> = Vec::new();
    while let Some((page, rest)) = next_page(tx, range).await? {
        secrets.extend(page.into_iter().filter(|secret| query.matches(secret) && is_behind(secret)));
        secrets.sort_by(|one, other| query.compare(&query.position(one), &query.position(other)));
        secrets.truncate(asked.limit.saturating_add(1));
        match rest {
            Some(rest) => range = rest,
            None => break,
        }
    }
    Ok(cut(secrets, asked))
}

type SecretRange = KeyRange<TenantKey<Secret>>;

/// The next secrets of a range, and the range behind them; nothing once it is exhausted.
async fn next_page(
    tx: &mut Transaction,
    range: SecretRange,
) -> Result<Option<(Vec<Arc<Secret>>, Option<SecretRange>)>, StoreError> {
    let page = tx.page(&range, INDEX_PAGE_ENTRIES).await?;
    let rest = page.entries.last().filter(|_| page.more).map(|(last, _)| range.after(last));
    let secrets: Vec<_> = page.entries.into_iter().map(|(_, secret)| secret).collect();
    Ok((!secrets.is_empty()).then_some((secrets, rest)))
}

/// One page of what was found; where to go on, if something is left over.
fn cut(mut secrets: Vec<Arc<Secret>>, asked: &SecretListing) -> Found {
    let more = secrets.len() > asked.limit;
    secrets.truncate(asked.limit);
    let next = secrets.last().filter(|_| more).map(|last| asked.query.position(last));
    (secrets, next)
}

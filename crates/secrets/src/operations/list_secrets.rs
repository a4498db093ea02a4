//! Lists the secrets of an account in a region.

use std::cmp::Ordering;
use std::ops::ControlFlow;
use std::sync::Arc;

use iam::{Authorized, InvalidPagingToken, Listing};
use store::{KeyRange, StoreError, Tenant, TenantKey, Transaction};

use super::permission;
use crate::limits::{INDEX_ENTRIES_TESTED_MAX, INDEX_PAGE_ENTRIES, LISTING_ROUNDS_MAX};
use crate::record::secret_key;
use crate::{AccountSubject, Catalogues, Position, Query, Refusal, Secret, SecretName, SortKey};

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
/// being built, the secrets are read by name, and in other orders than by name all of them. Either way one call tests a
/// bounded number of secrets; a page may be short, or empty, and have a token.
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
    let mut sieve = Sieve::new(asked);
    while let Some((page, rest)) = next_page(tx, range).await? {
        match (sieve.pass(page), rest) {
            (ControlFlow::Continue(()), Some(rest)) => range = rest,
            (ControlFlow::Break(()), _) | (ControlFlow::Continue(()), None) => break,
        }
    }
    Ok((sieve.found, sieve.next))
}

/// Only the order is asked of all secrets; the filters, which cost more, of the first behind `after`.
async fn by_reading_all(
    tx: &mut Transaction,
    tenant: &Tenant,
    asked: &SecretListing,
    after: Option<Position>,
) -> Result<Found, StoreError> {
    let query = &asked.query;
    let is_behind = |position: &Position| {
        after.as_ref().is_none_or(|after| query.compare(position, after) == Ordering::Greater)
    };
    let mut sieve = Sieve::new(asked);
    // One more than can be tested tells that there is another page.
    let kept = sieve.untested.saturating_add(1);
    let mut range = TenantKey::<Secret>::of(tenant).prefix();
    let mut first: Vec<(Position, Arc<Secret>)> = Vec::new();
    while let Some((page, rest)) = next_page(tx, range).await? {
        let placed = page.into_iter().map(|secret| (query.position(&secret), secret));
        first.extend(placed.filter(|(position, secret)| query.shows(secret) && is_behind(position)));
        keep_first(&mut first, kept, query);
        match rest {
            Some(rest) => range = rest,
            None => break,
        }
    }
    first.sort_unstable_by(|(one, _), (other, _)| query.compare(one, other));
    // Broken off or not: where to go on stands in the sieve.
    let _ = sieve.pass(first.into_iter().map(|(_, secret)| secret));
    Ok((sieve.found, sieve.next))
}

/// Drops all but the first `kept`, in no order.
fn keep_first(secrets: &mut Vec<(Position, Arc<Secret>)>, kept: usize, query: &Query) {
    if secrets.len() > kept {
        secrets.select_nth_unstable_by(kept, |(one, _), (other, _)| query.compare(one, other));
        secrets.truncate(kept);
    }
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

/// Picks a page from secrets that come in the order of the answer, and tests no more of them than one call may.
struct Sieve<'a> {
    asked: &'a SecretListing,
    found: Vec<Arc<Secret>>,
    untested: usize,
    last_tested: Option<Arc<Secret>>,
    /// Where to go on, once it is known that something may be left.
    next: Option<Position>,
}

impl<'a> Sieve<'a> {
    fn new(asked: &'a SecretListing) -> Self {
        let untested = asked.query.tested_max(INDEX_ENTRIES_TESTED_MAX);
        Self { asked, found: Vec::new(), untested, last_tested: None, next: None }
    }

    /// Tests one secret after the other, until the page is known to end.
    fn pass(&mut self, secrets: impl IntoIterator<Item = Arc<Secret>>) -> ControlFlow<()> {
        secrets.into_iter().try_for_each(|secret| self.test(secret))
    }

    fn test(&mut self, secret: Arc<Secret>) -> ControlFlow<()> {
        let Some(untested) = self.untested.checked_sub(1) else { return self.end_behind_last_tested() };
        let matches = self.asked.query.matches(&secret);
        if matches && self.found.len() >= self.asked.limit {
            return self.end_behind_last_tested();
        }
        self.found.extend(matches.then(|| Arc::clone(&secret)));
        self.untested = untested;
        self.last_tested = Some(secret);
        ControlFlow::Continue(())
    }

    fn end_behind_last_tested(&mut self) -> ControlFlow<()> {
        self.next = self.last_tested.as_ref().map(|secret| self.asked.query.position(secret));
        ControlFlow::Break(())
    }
}

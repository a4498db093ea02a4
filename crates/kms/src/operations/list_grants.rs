//! Lists rights to keys.

use std::sync::Arc;

use iam::{Authorized, InvalidPagingToken, Listing, Page, PageAsked};
use store::{KeyRange, TenantKey, Transaction};

use super::permission;
use crate::record::{GrantOfGrantee, GrantOfRetiring, grant_key, grantee_key, retiring_key};
use crate::{AccountSubject, Grant, GrantId, GrantPrincipal, KeyFailure, KeyId, KeySubject};

permission! {
    /// The permission to see the grants of a key.
    ListGrants on KeySubject
}

permission! {
    /// The permission to see which grants somebody may end.
    ListRetirableGrants on AccountSubject
}

/// One page of a key's grants, all of them or one principal's, in the order of their ids.
///
/// Source: KMS API reference, `ListGrants`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`]: there is no such key.
/// - [`KeyFailure::Marker`]: the marker is not one of this listing.
/// - [`KeyFailure::Store`]: the medium failed (ours).
pub async fn list_grants(
    tx: &mut Transaction,
    authorized: &Authorized<ListGrants>,
    grantee: Option<&str>,
    asked: &PageAsked,
) -> Result<Page<Grant>, KeyFailure> {
    let subject = authorized.subject();
    let (tenant, key) = (subject.tenant(), Arc::clone(subject.key()?));
    let question = seal::sha256(&[&key.id.to_bytes(), grantee.unwrap_or_default().as_bytes()]);
    let listing = Listing::new("ListGrants", tenant, &question);
    let after = asked.position(tx, &listing)?.as_deref().map(grant_id).transpose()?;
    let (entries, more) = match grantee {
        None => {
            let mut range: KeyRange<TenantKey<Grant>> = TenantKey::of(tenant).id(key.id.to_bytes()).prefix();
            if let Some(after) = after {
                range = range.after(&grant_key(tenant, key.id, &after));
            }
            let page = tx.page(&range, asked.limit).await?;
            (page.entries.iter().map(|(_, grant)| Grant::clone(grant)).collect(), page.more)
        }
        Some(grantee) => {
            let (mut entries, mut more) = (Vec::new(), false);
            for place in GrantPrincipal::places_of(tx, grantee, tenant).await? {
                let all = TenantKey::<GrantOfGrantee>::of(tenant).id(key.id.to_bytes()).text(&place);
                let mut range = all.prefix();
                if let Some(after) = after {
                    range = range.after(&grantee_key(tenant, key.id, &place, &after));
                }
                let page = tx.page(&range, asked.limit).await?;
                entries.extend(page.entries.iter().map(|(_, grant)| grant.0.clone()));
                more |= page.more;
            }
            first_of(entries, more, asked.limit)
        }
    };
    let last = entries.last().filter(|_| more).map(|grant| grant.id);
    let marker = last.map(|last| listing.token(tx, last.as_bytes()));
    Ok(Page { items: entries, marker })
}

/// One page of the grants, to keys of one account and region, that somebody is named to end.
///
/// Source: KMS API reference, `ListRetirableGrants`.
///
/// # Errors
///
/// - [`KeyFailure::Marker`]: the marker is not one of this listing.
/// - [`KeyFailure::Store`]: the medium failed (ours).
pub async fn list_retirable_grants(
    tx: &mut Transaction,
    authorized: &Authorized<ListRetirableGrants>,
    retiring: &str,
    asked: &PageAsked,
) -> Result<Page<Grant>, KeyFailure> {
    let tenant = authorized.subject().tenant();
    let listing = Listing::new("ListRetirableGrants", tenant, &seal::sha256(&[retiring.as_bytes()]));
    let position = asked.position(tx, &listing)?;
    let (mut entries, mut more) = (Vec::new(), false);
    for place in GrantPrincipal::places_of(tx, retiring, tenant).await? {
        let mut range = TenantKey::<GrantOfRetiring>::of(tenant).text(&place).prefix();
        if let Some(position) = &position {
            let (key, id) = position.split_first_chunk::<16>().ok_or(InvalidPagingToken)?;
            range = range.after(&retiring_key(tenant, &place, KeyId::from_bytes(*key), &grant_id(id)?));
        }
        let page = tx.page(&range, asked.limit).await?;
        entries.extend(page.entries.iter().map(|(_, grant)| grant.0.clone()));
        more |= page.more;
    }
    let (entries, more) = first_of(entries, more, asked.limit);
    let position = |grant: &Grant| [grant.key.to_bytes().as_slice(), grant.id.as_bytes()].concat();
    let last = entries.last().filter(|_| more).map(position);
    Ok(Page { items: entries, marker: last.map(|last| listing.token(tx, &last)) })
}

/// The first page of what the first pages of several places hold, and whether there is more.
fn first_of(mut entries: Vec<Grant>, more: bool, limit: usize) -> (Vec<Grant>, bool) {
    entries.sort_by_key(|grant| (grant.key.to_bytes(), grant.id));
    let more = more || entries.len() > limit;
    entries.truncate(limit);
    (entries, more)
}

fn grant_id(bytes: &[u8]) -> Result<GrantId, InvalidPagingToken> {
    bytes.try_into().map(GrantId::from_bytes).map_err(|_| InvalidPagingToken)
}

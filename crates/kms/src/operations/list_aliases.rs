//! Lists the names of keys.

use iam::{Authorized, InvalidPagingToken, Listing, Page, PageAsked};
use store::{KeyRange, Tenant, TenantKey, Transaction};

use super::permission;
use crate::record::alias_key;
use crate::{AccountSubject, Alias, AliasName, Key, KeyFailure};

permission! {
    /// The permission to see which aliases there are.
    ListAliases on AccountSubject
}

/// An alias on a page.
#[derive(Debug, Clone)]
pub struct ListedAlias {
    /// Its name.
    pub name: AliasName,
    /// What it stands for.
    pub alias: Alias,
}

/// One page of the aliases of an account in a region, or of one key, in the order of their names.
///
/// Source: KMS API reference, `ListAliases`.
///
/// # Errors
///
/// - [`KeyFailure::Marker`]: the marker is not one of this listing.
/// - [`KeyFailure::Store`]: the medium failed (ours).
pub async fn list_aliases(
    tx: &mut Transaction,
    authorized: &Authorized<ListAliases>,
    key: Option<&Key>,
    asked: &PageAsked,
) -> Result<Page<ListedAlias>, KeyFailure> {
    let tenant = authorized.subject().tenant();
    match key {
        Some(key) => of_key(tx, tenant, key, asked).await,
        None => all(tx, tenant, asked).await,
    }
}

async fn of_key(
    tx: &mut Transaction,
    tenant: &Tenant,
    key: &Key,
    asked: &PageAsked,
) -> Result<Page<ListedAlias>, KeyFailure> {
    let listing = Listing::new("ListAliases", tenant, &seal::sha256(&[&key.id.to_bytes()]));
    let names = asked.of(tx, &listing, key.aliases.iter().collect(), |name| name.to_string())?;
    let mut entries = Vec::new();
    for name in names.items {
        let found = tx.get(&alias_key(tenant, name)).await?;
        entries.extend(found.and_then(|alias| listed(name, &alias)));
    }
    Ok(Page { items: entries, marker: names.marker })
}

async fn all(
    tx: &mut Transaction,
    tenant: &Tenant,
    asked: &PageAsked,
) -> Result<Page<ListedAlias>, KeyFailure> {
    let listing = Listing::new("ListAliases", tenant, &seal::sha256(&[]));
    let mut range: KeyRange<TenantKey<Alias>> = TenantKey::of(tenant).prefix();
    if let Some(position) = asked.position(tx, &listing)? {
        let name = String::from_utf8(position).map_err(|_| InvalidPagingToken)?;
        range = range.after(&alias_key(tenant, &name));
    }
    let page = tx.page(&range, asked.limit).await?;
    let last = page.entries.last().filter(|_| page.more).and_then(|(key, _)| key.parts().text());
    let named = page.entries.iter().filter_map(|(key, alias)| listed(&key.parts().text()?, alias));
    let entries = named.collect();
    Ok(Page { items: entries, marker: last.map(|last| listing.token(tx, last.as_bytes())) })
}

fn listed(name: &str, alias: &Alias) -> Option<ListedAlias> {
    Some(ListedAlias { name: AliasName::parse(name).ok()?, alias: *alias })
}

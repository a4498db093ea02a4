//! Goes through an index of names, page by page.

use std::sync::Arc;

use store::{KeyRange, Tenant, TenantKey, Transaction};

use crate::record::Named;
use crate::{Listing, Page, PageAsked, Refusal};

/// What has a path that begins with `path_prefix`, in the order of the names in lower case.
pub(super) async fn list<N: Named>(
    tx: &mut Transaction,
    identities: &Tenant,
    (action, path_prefix): (&str, &str),
    asked: &PageAsked,
) -> Result<Page<Arc<N::Entity>>, Refusal> {
    let listing = Listing::new(action, identities, &seal::sha256(&[path_prefix.as_bytes()]));
    let mut range: KeyRange<TenantKey<N>> = TenantKey::of(identities).prefix();
    if let Some(after) = asked.after(tx, &listing)? {
        range = range.after(&N::key(identities, &after));
    }
    let mut items: Vec<Arc<N::Entity>> = Vec::new();
    loop {
        let page = tx.page(&range, asked.limit + 1).await?;
        for (_, named) in &page.entries {
            let found = tx.get(&N::entity_key(identities, named.id())).await?;
            let Some(found) = found.filter(|found| N::name_and_path(found).1.starts_with(path_prefix)) else {
                continue;
            };
            match items.last().filter(|_| items.len() == asked.limit) {
                None => items.push(found),
                Some(last) => {
                    let position = N::name_and_path(last).0.to_lowercase();
                    return Ok(Page { marker: Some(listing.token(tx, position.as_bytes())), items });
                }
            }
        }
        match page.entries.last().filter(|_| page.more) {
            Some((last, _)) => range = range.after(last),
            None => return Ok(Page { items, marker: None }),
        }
    }
}

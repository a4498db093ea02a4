use proptest::prelude::*;
use store::{Store, StoreError, Tenant, Transaction, Work};

use super::{InvalidPagingToken, Listing, PageAsked};

/// Goes through some names page by page, and tries the first marker on another listing.
struct Walk {
    names: Vec<String>,
    limit: usize,
}

impl Work for Walk {
    type Done = Vec<Vec<String>>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        let tenant = Tenant::new("aws", "111122223333", "aws-global");
        let listing = Listing::new("ListUserPolicies", &tenant, &seal::sha256(&[b"alice"]));
        let other = Listing::new("ListUserPolicies", &tenant, &seal::sha256(&[b"bob"]));
        let mut asked = PageAsked { marker: None, limit: self.limit };
        let mut pages = Vec::new();
        loop {
            let page = asked.of(tx, &listing, self.names.clone(), Clone::clone).unwrap();
            pages.push(page.items);
            asked.marker = page.marker;
            if asked.marker.is_none() {
                return Ok(pages);
            }
            assert_eq!(asked.of(tx, &other, self.names.clone(), Clone::clone), Err(InvalidPagingToken));
        }
    }
}

proptest! {
    #[test]
    fn pages_are_full_and_hold_each_entry_once(
        names in prop::collection::btree_set("[a-e]{1,3}", 0..30),
        limit in 1..9_usize,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let walk = Walk { names: names.iter().rev().cloned().collect(), limit };
        let pages = runtime.block_on(Store::in_memory(1).0.transact(&walk)).unwrap();
        prop_assert!(pages.iter().rev().skip(1).all(|page| page.len() == limit));
        prop_assert_eq!(pages.concat(), names.into_iter().collect::<Vec<_>>());
    }
}

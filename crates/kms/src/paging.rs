//! Markers: where a listing stopped, sealed so that a caller can neither read nor make one.
//!
//! A marker holds no snapshot: it names the last entry, and the next page begins behind it, whatever has changed meanwhile.

use std::sync::Arc;

use seal::Purpose;
use store::{Tenant, Transaction};

/// The marker is not one of this listing (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the marker is not valid for this listing")]
pub struct InvalidMarker;

/// What is asked of a listing.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// The most entries of the page.
    pub limit: usize,
    /// Where the page before ended.
    pub marker: Option<Vec<u8>>,
}

/// A page of a listing.
#[derive(Debug)]
pub struct Listed<T> {
    /// The entries.
    pub entries: Vec<T>,
    /// How to ask for the next page, if there is one.
    pub marker: Option<Vec<u8>>,
}

/// What a marker is good for: one operation about one thing in one account and region.
pub(crate) struct Listing {
    associated_data: Vec<u8>,
}

impl Listing {
    pub(crate) fn new(operation: &str, tenant: &Tenant, about: &str) -> Self {
        let mut associated_data = b"kms".to_vec();
        for part in [operation, tenant.partition(), tenant.account(), tenant.region(), about] {
            associated_data.extend((part.len() as u64).to_be_bytes());
            associated_data.extend(part.bytes());
        }
        Self { associated_data }
    }

    /// A marker for the page behind `position`.
    pub(crate) fn marker(&self, tx: &mut Transaction, position: &[u8]) -> Vec<u8> {
        let keyring = Arc::clone(tx.keyring());
        keyring.seal(Purpose::Paging, &self.associated_data, position, tx.entropy())
    }

    /// The position that the page before ended at, if there was one.
    pub(crate) fn position(&self, tx: &Transaction, pages: &Pages) -> Result<Option<Vec<u8>>, InvalidMarker> {
        let Some(marker) = &pages.marker else { return Ok(None) };
        let opened = tx.keyring().open(Purpose::Paging, &self.associated_data, marker);
        opened.map(|position| Some(position.expose_secret().to_vec())).map_err(|_| InvalidMarker)
    }

    /// Cuts a page out of a list that is had whole, whose entries are told apart and ordered by `position`.
    pub(crate) fn cut<T>(
        &self,
        tx: &mut Transaction,
        pages: &Pages,
        all: impl Iterator<Item = T>,
        position: impl Fn(&T) -> Vec<u8>,
    ) -> Result<Listed<T>, InvalidMarker> {
        let after = self.position(tx, pages)?;
        let mut rest = all.filter(|entry| after.as_ref().is_none_or(|after| position(entry) > *after));
        let entries: Vec<T> = rest.by_ref().take(pages.limit).collect();
        let last = entries.last().map(&position).filter(|_| rest.next().is_some());
        let marker = last.map(|last| self.marker(tx, &last));
        Ok(Listed { entries, marker })
    }
}

//! Paging tokens: where a listing stopped, sealed so that a caller can neither read nor make one. Every service's are made
//! here.
//!
//! A token holds no snapshot: it names the last entry, and the next page begins behind it, whatever has changed meanwhile.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use seal::Purpose;
use store::{Tenant, Transaction};

use crate::limits::PAGING_TOKEN_HOURS_MAX;

/// The token is not one of ours, is another listing's, or is older than 24 hours (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the paging token is not valid for this listing")]
pub struct InvalidPagingToken;

/// What a token is good for: one operation with the same question, in one account and region.
#[derive(Debug, Clone)]
pub struct Listing {
    associated_data: Vec<u8>,
}

impl Listing {
    /// The listing that `operation` makes for a question whose hash is `question`.
    #[must_use]
    pub fn new(operation: &str, tenant: &Tenant, question: &seal::Digest) -> Self {
        let parts = [operation, tenant.partition(), tenant.account(), tenant.region()];
        let mut associated_data = question.to_vec();
        for part in parts {
            associated_data.extend((part.len() as u64).to_be_bytes());
            associated_data.extend(part.bytes());
        }
        Self { associated_data }
    }

    /// A token for the page behind `position`.
    #[must_use]
    pub fn token(&self, tx: &mut Transaction, position: &[u8]) -> Vec<u8> {
        let issued_at = tx.now().as_millisecond().to_be_bytes();
        let keyring = Arc::clone(tx.keyring());
        let plaintext = [issued_at.as_slice(), position].concat();
        keyring.seal(Purpose::Paging, &self.associated_data, &plaintext, tx.entropy())
    }

    /// The position that a token names.
    ///
    /// # Errors
    ///
    /// [`InvalidPagingToken`] for every cause alike.
    pub fn position(&self, tx: &Transaction, token: &[u8]) -> Result<Vec<u8>, InvalidPagingToken> {
        let opened = tx.keyring().open(Purpose::Paging, &self.associated_data, token);
        let opened = opened.map_err(|_| InvalidPagingToken)?;
        let (issued_at, position) =
            opened.expose_secret().split_first_chunk::<8>().ok_or(InvalidPagingToken)?;
        let issued_at =
            Timestamp::from_millisecond(i64::from_be_bytes(*issued_at)).map_err(|_| InvalidPagingToken)?;
        let age = tx.now().duration_since(issued_at);
        (age < SignedDuration::from_hours(PAGING_TOKEN_HOURS_MAX))
            .then(|| position.to_vec())
            .ok_or(InvalidPagingToken)
    }
}

/// Which page of a listing is asked for.
#[derive(Debug, Clone)]
pub struct PageAsked {
    /// Where the page before ended.
    pub marker: Option<Vec<u8>>,
    /// The most entries of the page.
    pub limit: usize,
}

/// One page of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// How to ask for the next page, if there is one.
    pub marker: Option<Vec<u8>>,
}

impl PageAsked {
    /// The position behind which the page begins, if the page before ended at one.
    ///
    /// # Errors
    ///
    /// [`InvalidPagingToken`]: the marker is not one of this listing (the caller's fault).
    pub fn position(
        &self,
        tx: &Transaction,
        listing: &Listing,
    ) -> Result<Option<Vec<u8>>, InvalidPagingToken> {
        self.marker.as_ref().map(|marker| listing.position(tx, marker)).transpose()
    }

    /// The position, a text, behind which the page begins.
    pub(crate) fn after(
        &self,
        tx: &Transaction,
        listing: &Listing,
    ) -> Result<Option<String>, InvalidPagingToken> {
        let position = self.position(tx, listing)?;
        position.map(|position| String::from_utf8(position).map_err(|_| InvalidPagingToken)).transpose()
    }

    /// The page of entries that are all at hand, in the order of their positions.
    ///
    /// # Errors
    ///
    /// [`InvalidPagingToken`]: the marker is not one of this listing (the caller's fault).
    pub fn of<T>(
        &self,
        tx: &mut Transaction,
        listing: &Listing,
        mut items: Vec<T>,
        position: impl Fn(&T) -> String,
    ) -> Result<Page<T>, InvalidPagingToken> {
        if let Some(after) = self.after(tx, listing)? {
            items.retain(|item| position(item) > after);
        }
        items.sort_by_cached_key(&position);
        let more = items.len() > self.limit;
        items.truncate(self.limit);
        let last = items.last().filter(|_| more).map(position);
        Ok(Page { marker: last.map(|last| listing.token(tx, last.as_bytes())), items })
    }
}

#[cfg(test)]
mod tests;

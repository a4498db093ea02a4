//! Paging tokens: where a listing stopped, sealed so that a caller can neither read nor make one.
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

//! Who owns things, and shares nothing with another one unless both say so.

use arn::{AccountId, Partition};
use jiff::Timestamp;

use crate::Principal;

/// An account that this server keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The partition that it lives in.
    pub partition: Partition,
    /// Its twelve digits.
    pub id: AccountId,
    /// When it was made.
    pub created_at: Timestamp,
    /// Whether it was made together with the data folder.
    pub is_first: bool,
}

impl Account {
    /// The account's root.
    #[must_use]
    pub fn root(&self) -> Principal {
        Principal::Root { partition: self.partition, account: self.id.clone() }
    }
}

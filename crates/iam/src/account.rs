//! Who owns things, and shares nothing with another one unless both say so.

use arn::{AccountId, Partition};
use jiff::Timestamp;

use crate::{AccessKeyId, Principal};

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
    /// The ids of the access keys of its root.
    pub access_keys: Vec<AccessKeyId>,
    /// How many users it has.
    pub users: u32,
    /// How many roles it has.
    pub roles: u32,
}

impl Account {
    /// The account's root.
    #[must_use]
    pub fn root(&self) -> Principal {
        Principal::Root { partition: self.partition, account: self.id.clone() }
    }
}

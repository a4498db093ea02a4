//! Somebody with keys of their own.

use arn::{AccountId, Partition};
use jiff::Timestamp;

use crate::{AccessKeyId, Permissions, Tag, UniqueId, UserName};

/// A user of an account.
///
/// Source: IAM API reference, `User`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The id.
    pub id: UniqueId,
    /// The name, unique in the account without regard to case.
    pub name: String,
    /// The path, which begins and ends with a slash.
    pub path: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// Its policies.
    pub permissions: Permissions,
    /// The ids of its access keys.
    pub access_keys: Vec<AccessKeyId>,
}

impl User {
    /// The user's ARN in its account.
    #[must_use]
    pub fn arn(&self, partition: Partition, account: &AccountId) -> String {
        format!("arn:{partition}:iam::{account}:user{}{}", self.path, self.name)
    }

    /// The user as a principal.
    #[must_use]
    pub fn principal(&self, partition: Partition, account: &AccountId) -> UserName {
        let arn = self.arn(partition, account);
        UserName { partition, account: account.clone(), id: self.id.clone(), name: self.name.clone(), arn }
    }
}

//! An identity that others put on for a while.

use arn::{AccountId, Partition};
use jiff::Timestamp;

use crate::{Permissions, RoleSession, Tag, UniqueId, WrittenPolicy};

/// A role of an account.
///
/// Source: IAM API reference, `Role`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The id.
    pub id: UniqueId,
    /// The name, unique in the account without regard to case.
    pub name: String,
    /// The path, which begins and ends with a slash.
    pub path: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// What it is for.
    pub description: Option<String>,
    /// How long a session may last, in seconds.
    pub session_seconds_max: u32,
    /// Who may assume it.
    pub trust: WrittenPolicy,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// Its policies.
    pub permissions: Permissions,
}

impl Role {
    /// The role's ARN in its account.
    #[must_use]
    pub fn arn(&self, partition: Partition, account: &AccountId) -> String {
        format!("arn:{partition}:iam::{account}:role{}{}", self.path, self.name)
    }

    /// A session of the role as a principal.
    #[must_use]
    pub fn session(&self, partition: Partition, account: &AccountId, session_name: &str) -> RoleSession {
        RoleSession {
            partition,
            account: account.clone(),
            role_id: self.id.clone(),
            role_name: self.name.clone(),
            role_arn: self.arn(partition, account),
            name: session_name.to_owned(),
            arn: RoleSession::arn_of(partition, account, &self.name, session_name),
        }
    }
}

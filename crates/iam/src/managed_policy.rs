//! A policy with a name of its own, attached to any number of users and roles.

use std::sync::Arc;

use arn::{AccountId, Partition};
use jiff::Timestamp;

use crate::policy::Policy;
use crate::{Tag, UniqueId, WrittenPolicy};

/// A managed policy of an account.
///
/// Source: IAM API reference, `Policy`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagedPolicy {
    /// The id.
    pub id: UniqueId,
    /// The name, unique in the account without regard to case.
    pub name: String,
    /// The path, which begins and ends with a slash.
    pub path: String,
    /// What it is for; cannot be changed.
    pub description: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its default version was last set.
    pub updated_at: Timestamp,
    /// Its versions, oldest first; one of them is the default.
    pub versions: Vec<PolicyVersion>,
    /// The number of the version in force.
    pub default_version: u32,
    /// The highest number that a version ever had.
    pub newest_version: u32,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// To how many users and roles it is attached.
    pub attachments: u32,
    /// How many users and roles it bounds.
    pub boundaries: u32,
}

/// One version of a managed policy, `v1` and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVersion {
    /// The number, never used twice for one policy.
    pub number: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// What it says.
    pub document: WrittenPolicy,
}

impl ManagedPolicy {
    /// The policy's ARN in its account.
    #[must_use]
    pub fn arn(&self, partition: Partition, account: &AccountId) -> String {
        format!("arn:{partition}:iam::{account}:policy{}{}", self.path, self.name)
    }

    /// The version of that number.
    #[must_use]
    pub fn version(&self, number: u32) -> Option<&PolicyVersion> {
        self.versions.iter().find(|version| version.number == number)
    }

    /// The version in force.
    #[must_use]
    pub fn in_force(&self) -> Option<&Arc<Policy>> {
        self.version(self.default_version).map(|version| version.document.policy())
    }
}

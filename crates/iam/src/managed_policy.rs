//! A policy with a name of its own, attached to any number of users and roles.

use std::sync::Arc;

use arn::{AccountId, Partition};
use jiff::Timestamp;

use crate::aws_managed;
use crate::limits::POLICY_VERSIONS_MAX;
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
    /// When its versions were last changed.
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

/// What a managed policy can be to a user or a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyUse {
    /// It is attached: it grants.
    Attached,
    /// It is the boundary: it confines.
    Boundary,
}

impl ManagedPolicy {
    /// To how many users and roles it is that.
    #[must_use]
    pub const fn uses(&self, policy_use: PolicyUse) -> u32 {
        match policy_use {
            PolicyUse::Attached => self.attachments,
            PolicyUse::Boundary => self.boundaries,
        }
    }

    /// Whether it is anything to anybody.
    #[must_use]
    pub const fn is_used(&self) -> bool {
        self.attachments > 0 || self.boundaries > 0
    }

    /// The policy's ARN in its account; of one of AWS's own the same in all accounts.
    #[must_use]
    pub fn arn(&self, partition: Partition, account: &AccountId) -> String {
        if self.is_of_aws() {
            return aws_managed::arn(self, partition);
        }
        format!("arn:{partition}:iam::{account}:policy{}{}", self.path, self.name)
    }

    /// Whether it is one of those that every account has, and none may change.
    #[must_use]
    pub fn is_of_aws(&self) -> bool {
        aws_managed::by_id(&self.id).is_some()
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

    /// Adds a version, in force at once or not, and tells its number: one more than any version ever had.
    ///
    /// # Errors
    ///
    /// [`VersionRefused::TooMany`].
    pub fn add_version(
        &mut self,
        document: WrittenPolicy,
        in_force: bool,
        now: Timestamp,
    ) -> Result<u32, VersionRefused> {
        let number = self.newest_version.checked_add(1).ok_or(VersionRefused::TooMany)?;
        if self.versions.len() >= POLICY_VERSIONS_MAX {
            return Err(VersionRefused::TooMany);
        }
        self.versions.push(PolicyVersion { number, created_at: now, document });
        self.newest_version = number;
        if in_force {
            self.default_version = number;
        }
        self.updated_at = now;
        Ok(number)
    }

    /// Puts a version in force.
    ///
    /// # Errors
    ///
    /// [`VersionRefused::Unknown`].
    pub fn set_default(&mut self, number: u32, now: Timestamp) -> Result<(), VersionRefused> {
        self.version(number).ok_or(VersionRefused::Unknown)?;
        self.default_version = number;
        self.updated_at = now;
        Ok(())
    }

    /// Removes a version that is not in force.
    ///
    /// # Errors
    ///
    /// [`VersionRefused::Unknown`], then [`VersionRefused::InForce`].
    pub fn remove_version(&mut self, number: u32, now: Timestamp) -> Result<(), VersionRefused> {
        self.version(number).ok_or(VersionRefused::Unknown)?;
        if number == self.default_version {
            return Err(VersionRefused::InForce);
        }
        self.versions.retain(|version| version.number != number);
        self.updated_at = now;
        Ok(())
    }
}

/// Why the versions of a managed policy stay as they are (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VersionRefused {
    /// The version in force goes only together with its policy.
    #[error("the default version of a policy cannot be deleted")]
    InForce,
    /// The policy has as many versions as it may.
    #[error("a managed policy has at most {POLICY_VERSIONS_MAX} versions")]
    TooMany,
    /// There is no version of that number.
    #[error("there is no such version")]
    Unknown,
}

#[cfg(test)]
mod tests;

//! A version of a managed policy, in answers.

use jiff::Timestamp;

use super::PolicyDocument;
use crate::xml::{Encode, Writer};

/// A version of a managed policy.
///
/// Source: IAM API reference, `PolicyVersion`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyVersion {
    /// `Document`: present only where one version is asked for.
    pub document: Option<PolicyDocument>,
    /// `VersionId`: `v1` and so on.
    pub version_id: String,
    /// `IsDefaultVersion`: whether it is in force.
    pub is_default_version: bool,
    /// `CreateDate`.
    pub create_date: Timestamp,
}

impl Encode for PolicyVersion {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("Document", &self.document)
            .element("VersionId", &self.version_id)
            .element("IsDefaultVersion", &self.is_default_version)
            .element("CreateDate", &self.create_date);
    }
}

#[cfg(test)]
mod tests;

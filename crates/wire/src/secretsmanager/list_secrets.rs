//! `ListSecrets`: lists the account's secrets.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::shapes::{FILTERS, MAX_RESULTS, NEXT_TOKEN};
use super::{ExternalSecretRotationMetadata, Filter, RotationRules, Tag};
use crate::json::{Encode, Writer};
use crate::members::{Enumeration, Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `ListSecrets`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `IncludePlannedDeletion`.
    pub include_planned_deletion: Option<bool>,
    /// `MaxResults`: 1 to 100.
    pub max_results: Option<i64>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `Filters`: at most 10.
    pub filters: Option<Vec<Filter>>,
    /// `SortOrder`.
    pub sort_order: Option<SortOrder>,
    /// `SortBy`.
    pub sort_by: Option<SortBy>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            include_planned_deletion: members.boolean("IncludePlannedDeletion"),
            max_results: members.integer("MaxResults", &MAX_RESULTS),
            next_token: members.string("NextToken", &NEXT_TOKEN),
            filters: members.structures("Filters", &FILTERS),
            sort_order: members.enumeration("SortOrder"),
            sort_by: members.enumeration("SortBy"),
        }
    }
}

/// The direction of a list.
///
/// Source: Secrets Manager API reference, `ListSecrets`, `SortOrder`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortOrder {
    /// `asc`
    Ascending,
    /// `desc`
    Descending,
}

impl Enumeration for SortOrder {
    const ALL: &'static [Self] = &[Self::Ascending, Self::Descending];

    fn name(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }
}

/// What a list is sorted by.
///
/// Source: Secrets Manager API reference, `ListSecrets`, `SortBy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// `created-date`
    CreatedDate,
    /// `last-accessed-date`
    LastAccessedDate,
    /// `last-changed-date`
    LastChangedDate,
    /// `name`
    Name,
}

impl Enumeration for SortBy {
    const ALL: &'static [Self] =
        &[Self::CreatedDate, Self::LastAccessedDate, Self::LastChangedDate, Self::Name];

    fn name(self) -> &'static str {
        match self {
            Self::CreatedDate => "created-date",
            Self::LastAccessedDate => "last-accessed-date",
            Self::LastChangedDate => "last-changed-date",
            Self::Name => "name",
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// `SecretList`.
    pub secret_list: Vec<Entry>,
    /// `NextToken`: if there is more.
    pub next_token: Option<String>,
}

impl Encode for Response {
    fn bytes_beyond(&self) -> usize {
        self.secret_list.bytes_beyond()
    }

    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("SecretList", &self.secret_list)
            .member("NextToken", &self.next_token)
            .end();
    }
}

/// One secret of the list.
///
/// Source: Secrets Manager API reference, `SecretListEntry`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// `ARN`.
    pub arn: String,
    /// `Name`.
    pub name: String,
    /// `Type`: the kind of a managed external secret.
    pub kind: Option<String>,
    /// `Description`: if there is one.
    pub description: Option<String>,
    /// `KmsKeyId`: as the client named the key; absent for the default key.
    pub kms_key_id: Option<String>,
    /// `RotationEnabled`: once rotation was configured.
    pub rotation_enabled: Option<bool>,
    /// `RotationLambdaARN`.
    pub rotation_lambda_arn: Option<String>,
    /// `RotationRules`.
    pub rotation_rules: Option<RotationRules>,
    /// `ExternalSecretRotationMetadata`.
    pub external_secret_rotation_metadata: Option<Vec<ExternalSecretRotationMetadata>>,
    /// `ExternalSecretRotationRoleArn`.
    pub external_secret_rotation_role_arn: Option<String>,
    /// `LastRotatedDate`: once rotated.
    pub last_rotated_date: Option<Timestamp>,
    /// `LastChangedDate`.
    pub last_changed_date: Option<Timestamp>,
    /// `LastAccessedDate`: midnight UTC of the day, once read.
    pub last_accessed_date: Option<Timestamp>,
    /// `DeletedDate`: if the secret is scheduled for deletion.
    pub deleted_date: Option<Timestamp>,
    /// `NextRotationDate`.
    pub next_rotation_date: Option<Timestamp>,
    /// `Tags`: absent if there never were any, empty after the last was removed.
    pub tags: Option<Vec<Tag>>,
    /// `SecretVersionsToStages`: the versions that have labels, if there are any.
    pub secret_versions_to_stages: Option<BTreeMap<String, Vec<String>>>,
    /// `OwningService`: of a managed secret.
    pub owning_service: Option<String>,
    /// `CreatedDate`.
    pub created_date: Option<Timestamp>,
    /// `PrimaryRegion`: of a replicated secret.
    pub primary_region: Option<String>,
}

impl Encode for Entry {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("ARN", &self.arn)
            .member("Name", &self.name)
            .member("Type", &self.kind)
            .member("Description", &self.description)
            .member("KmsKeyId", &self.kms_key_id)
            .member("RotationEnabled", &self.rotation_enabled)
            .member("RotationLambdaARN", &self.rotation_lambda_arn)
            .member("RotationRules", &self.rotation_rules)
            .member("ExternalSecretRotationMetadata", &self.external_secret_rotation_metadata)
            .member("ExternalSecretRotationRoleArn", &self.external_secret_rotation_role_arn)
            .member("LastRotatedDate", &self.last_rotated_date)
            .member("LastChangedDate", &self.last_changed_date)
            .member("LastAccessedDate", &self.last_accessed_date)
            .member("DeletedDate", &self.deleted_date)
            .member("NextRotationDate", &self.next_rotation_date)
            .member("Tags", &self.tags)
            .member("SecretVersionsToStages", &self.secret_versions_to_stages)
            .member("OwningService", &self.owning_service)
            .member("CreatedDate", &self.created_date)
            .member("PrimaryRegion", &self.primary_region)
            .end();
    }
}

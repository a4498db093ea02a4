//! `DescribeSecret`: tells all about a secret but its value.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::shapes::SECRET_ID;
use super::{
    CrossAccountPrimary, CrossAccountReplica, ExternalSecretRotationMetadata, ReplicationStatus,
    RotationRules, Tag,
};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `DescribeSecret`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `SecretId`: a name or an ARN.
    pub secret_id: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { secret_id: members.required_string("SecretId", &SECRET_ID) }
    }
}

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
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
    /// `VersionIdsToStages`: the versions that have labels, if there are any.
    pub version_ids_to_stages: Option<BTreeMap<String, Vec<String>>>,
    /// `OwningService`: of a managed secret.
    pub owning_service: Option<String>,
    /// `CreatedDate`.
    pub created_date: Option<Timestamp>,
    /// `PrimaryRegion`: of a replicated secret.
    pub primary_region: Option<String>,
    /// `ReplicationStatus`: of a replicated primary.
    pub replication_status: Option<Vec<ReplicationStatus>>,
    /// `CrossAccountPrimary`.
    pub cross_account_primary: Option<CrossAccountPrimary>,
    /// `CrossAccountReplicas`.
    pub cross_account_replicas: Option<Vec<CrossAccountReplica>>,
}

impl Encode for Response {
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
            .member("VersionIdsToStages", &self.version_ids_to_stages)
            .member("OwningService", &self.owning_service)
            .member("CreatedDate", &self.created_date)
            .member("PrimaryRegion", &self.primary_region)
            .member("ReplicationStatus", &self.replication_status)
            .member("CrossAccountPrimary", &self.cross_account_primary)
            .member("CrossAccountReplicas", &self.cross_account_replicas)
            .end();
    }
}

//! `CreateSecret`: makes a secret, usually with its first version.

use secrecy::{SecretSlice, SecretString};

use super::shapes::{
    CLIENT_REQUEST_TOKEN, DESCRIPTION, KMS_KEY_ID, NAME, REPLICA_REGIONS, SECRET_ARN, SECRET_BINARY,
    SECRET_STRING, TAGS, TYPE,
};
use super::{ReplicaRegion, ReplicationStatus, Tag};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for. Holds secret bytes, hence no `Debug`.
///
/// Source: Secrets Manager API reference, `CreateSecret`.
pub struct Request {
    /// `Name`: 1 to 512 characters of any kind.
    pub name: String,
    /// `ClientRequestToken`: becomes the version's id.
    pub client_request_token: Option<String>,
    /// `Description`.
    pub description: Option<String>,
    /// `KmsKeyId`: a key's id, ARN or alias; empty for the default key.
    pub kms_key_id: Option<String>,
    /// `SecretBinary`: the value, decoded.
    pub secret_binary: Option<SecretSlice<u8>>,
    /// `SecretString`: the value.
    pub secret_string: Option<SecretString>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
    /// `AddReplicaRegions`: at least one.
    pub add_replica_regions: Option<Vec<ReplicaRegion>>,
    /// `ForceOverwriteReplicaSecret`.
    pub force_overwrite_replica_secret: Option<bool>,
    /// `Type`: the kind of a managed external secret.
    pub kind: Option<String>,
    /// `CrossAccountPrimaryARN`: makes the secret a replica of another account's.
    pub cross_account_primary_arn: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            name: members.required_string("Name", &NAME),
            client_request_token: members.string("ClientRequestToken", &CLIENT_REQUEST_TOKEN),
            description: members.string("Description", &DESCRIPTION),
            kms_key_id: members.string("KmsKeyId", &KMS_KEY_ID),
            secret_binary: members.secret_blob("SecretBinary", &SECRET_BINARY),
            secret_string: members.secret_string("SecretString", &SECRET_STRING),
            tags: members.structures("Tags", &TAGS),
            add_replica_regions: members.structures("AddReplicaRegions", &REPLICA_REGIONS),
            force_overwrite_replica_secret: members.boolean("ForceOverwriteReplicaSecret"),
            kind: members.string("Type", &TYPE),
            cross_account_primary_arn: members.string("CrossAccountPrimaryARN", &SECRET_ARN),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// `ARN`.
    pub arn: String,
    /// `Name`.
    pub name: String,
    /// `VersionId`: of the first version, if there is one.
    pub version_id: Option<String>,
    /// `ReplicationStatus`: if replica regions were asked for.
    pub replication_status: Option<Vec<ReplicationStatus>>,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("ARN", &self.arn)
            .member("Name", &self.name)
            .member("VersionId", &self.version_id)
            .member("ReplicationStatus", &self.replication_status)
            .end();
    }
}

//! Replicas: the regions a request names, and how replication stands.

use jiff::Timestamp;

use super::shapes::{KMS_KEY_ID, REGION};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// A region to replicate to. The model requires neither member.
///
/// Source: Secrets Manager API reference, `ReplicaRegionType`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplicaRegion {
    /// `Region`.
    pub region: Option<String>,
    /// `KmsKeyId`: the key there.
    pub kms_key_id: Option<String>,
}

impl Shape for ReplicaRegion {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            region: members.string("Region", &REGION),
            kms_key_id: members.string("KmsKeyId", &KMS_KEY_ID),
        }
    }
}

/// How replication to one region stands.
///
/// Source: Secrets Manager API reference, `ReplicationStatusType`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplicationStatus {
    /// `Region`.
    pub region: String,
    /// `KmsKeyId`: the key there.
    pub kms_key_id: Option<String>,
    /// `Status`.
    pub status: ReplicationState,
    /// `StatusMessage`.
    pub status_message: Option<String>,
    /// `LastAccessedDate`: the day of the last access there.
    pub last_accessed_date: Option<Timestamp>,
}

impl Encode for ReplicationStatus {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("Region", &self.region)
            .member("KmsKeyId", &self.kms_key_id)
            .member("Status", &self.status)
            .member("StatusMessage", &self.status_message)
            .member("LastAccessedDate", &self.last_accessed_date)
            .end();
    }
}

/// A state of replication.
///
/// Source: Secrets Manager service model 2017-10-17, `StatusType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReplicationState {
    /// The replica has the primary's state.
    InSync,
    /// Replication failed; the message says why.
    Failed,
    /// Replication is under way.
    InProgress,
    /// Replication waits for the other account.
    Pending,
    /// The replica no longer follows its primary.
    Detached,
}

impl ReplicationState {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InSync => "InSync",
            Self::Failed => "Failed",
            Self::InProgress => "InProgress",
            Self::Pending => "Pending",
            Self::Detached => "Detached",
        }
    }
}

impl Encode for ReplicationState {
    fn encode(&self, writer: &mut Writer) {
        self.name().encode(writer);
    }
}

/// The primary in another account.
///
/// Source: Secrets Manager service model 2017-10-17, `CrossAccountPrimaryType`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossAccountPrimary {
    /// `PrimarySecretARN`.
    pub primary_secret_arn: String,
    /// `ReplicationStatus`.
    pub replication_status: ReplicationState,
    /// `StatusMessage`.
    pub status_message: Option<String>,
}

impl Encode for CrossAccountPrimary {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("PrimarySecretARN", &self.primary_secret_arn)
            .member("ReplicationStatus", &self.replication_status)
            .member("StatusMessage", &self.status_message)
            .end();
    }
}

/// A replica in another account.
///
/// Source: Secrets Manager service model 2017-10-17, `CrossAccountReplicaEntry`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossAccountReplica {
    /// `ReplicaSecretARN`.
    pub replica_secret_arn: String,
    /// `ReplicationRoleARN`.
    pub replication_role_arn: Option<String>,
    /// `ReplicationStatus`.
    pub replication_status: ReplicationState,
    /// `StatusMessage`.
    pub status_message: Option<String>,
}

impl Encode for CrossAccountReplica {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("ReplicaSecretARN", &self.replica_secret_arn)
            .member("ReplicationRoleARN", &self.replication_role_arn)
            .member("ReplicationStatus", &self.replication_status)
            .member("StatusMessage", &self.status_message)
            .end();
    }
}

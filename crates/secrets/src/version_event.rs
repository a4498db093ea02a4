//! What becomes of versions besides what a call says of itself: it is told to whoever keeps records.
//!
//! Source: Secrets Manager User Guide, "AWS CloudTrail events for Secrets Manager", service events.

use store::Tenant;

use crate::{Secret, VersionId};

/// Something happened to a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionEvent {
    /// What happened.
    pub kind: VersionEventKind,
    /// The account and region of the secret.
    pub tenant: Tenant,
    /// The secret's ARN.
    pub arn: String,
    /// The version.
    pub version: VersionId,
}

/// What may happen to a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionEventKind {
    /// The deletion of its secret was taken back.
    DeletionCancelled,
    /// It is gone, with its secret.
    DeletionEnded,
    /// Its secret was scheduled for deletion, or is being deleted.
    DeletionStarted,
    /// It was deprecated and old, and is gone.
    Pruned,
}

impl VersionEvent {
    /// The same for each labelled version of a secret. There are few of them, whereas the deprecated ones, which nobody can
    /// name by a label, may be thousands.
    pub(crate) fn of_each_labelled(kind: VersionEventKind, tenant: &Tenant, secret: &Secret) -> Vec<Self> {
        let versions = secret.labels.by_version().into_keys();
        versions.map(|version| Self::of(kind, tenant, secret, version)).collect()
    }

    pub(crate) fn of(kind: VersionEventKind, tenant: &Tenant, secret: &Secret, version: &VersionId) -> Self {
        Self { kind, tenant: tenant.clone(), arn: secret.arn(tenant), version: version.clone() }
    }
}

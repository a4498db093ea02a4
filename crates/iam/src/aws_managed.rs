//! The managed policies that every account has without making them: AWS's best-known ones, confined to the services that
//! are served here.
//!
//! They are a part of the program, under the names, paths and ids that AWS gives them. Of an account's use of one there
//! is a record, under the policy's id; of that record nothing but the two counts is ever looked at.

use std::sync::{Arc, LazyLock};

use arn::Partition;

use crate::policy::PolicyKind;
use crate::{EntityKind, ManagedPolicy, PolicyVersion, UniqueId, WrittenPolicy};

/// The account that AWS's own policies name in their ARNs.
const OWNER: &str = "aws";

/// A policy before it is compiled: name, id, when AWS made it, what it is for, document.
type Shipped = (&'static str, &'static str, &'static str, &'static str, &'static str);

macro_rules! shipped {
    ($name:literal, $id:literal, $created_at:literal, $description:literal) => {
        ($name, $id, $created_at, $description, include_str!(concat!("aws_managed/", $name, ".json")))
    };
}

/// In the order of their names.
///
/// Source: AWS Managed Policy Reference Guide, each policy's own page.
const SHIPPED: [Shipped; 6] = [
    shipped!(
        "AdministratorAccess",
        "ANPAIWMBCKSKIEE64ZLYK",
        "2015-02-06T18:39:46Z",
        "Provides full access to AWS services and resources."
    ),
    shipped!(
        "AWSKeyManagementServicePowerUser",
        "ANPAJNPP7PPPPMJRV2SA4",
        "2015-02-06T18:40:40Z",
        "Provides access to AWS Key Management Service (KMS)."
    ),
    shipped!(
        "IAMFullAccess",
        "ANPAI7XKCFMBPM3QQRRVQ",
        "2015-02-06T18:40:38Z",
        "Provides full access to IAM via the AWS Management Console."
    ),
    shipped!(
        "IAMReadOnlyAccess",
        "ANPAJKSO7NDY4T57MWDSQ",
        "2015-02-06T18:40:39Z",
        "Provides read only access to IAM via the AWS Management Console."
    ),
    shipped!(
        "ReadOnlyAccess",
        "ANPAILL3HVNFSB6DCOWYQ",
        "2015-02-06T18:39:48Z",
        "Provides read-only access to AWS services and resources."
    ),
    shipped!(
        "SecretsManagerReadWrite",
        "ANPAI3VG7CI5BIQZQ6G2E",
        "2018-04-04T18:05:29Z",
        "Provides read/write access to AWS Secrets Manager via the AWS Management Console."
    ),
];

/// All of them compiled, without any use.
static ALL: LazyLock<Vec<Arc<ManagedPolicy>>> =
    LazyLock::new(|| SHIPPED.iter().filter_map(compile).map(Arc::new).collect());

/// All of them in the order of their ids, for a search at every call.
static BY_ID: LazyLock<Vec<Arc<ManagedPolicy>>> = LazyLock::new(|| {
    let mut policies = ALL.clone();
    policies.sort_by(|one, other| one.id.cmp(&other.id));
    policies
});

/// All of them, in the order of their names.
pub(crate) fn all() -> &'static [Arc<ManagedPolicy>] {
    &ALL
}

/// The one with that id.
pub(crate) fn by_id(id: &UniqueId) -> Option<&'static Arc<ManagedPolicy>> {
    let place = BY_ID.binary_search_by(|policy| policy.id.cmp(id)).ok()?;
    BY_ID.get(place)
}

/// The one with that ARN.
pub(crate) fn by_arn(arn: &str, partition: Partition) -> Option<&'static Arc<ManagedPolicy>> {
    // Cheap for the many ARNs that are an account's own.
    let (_, rest) = arn.split_once(":iam::aws:policy/")?;
    let name = rest.rsplit('/').next()?;
    ALL.iter().find(|policy| policy.name == name).filter(|policy| self::arn(policy, partition) == arn)
}

/// The ARN of one of them.
pub(crate) fn arn(policy: &ManagedPolicy, partition: Partition) -> String {
    format!("arn:{partition}:iam::{OWNER}:policy{}{}", policy.path, policy.name)
}

/// None if the program was built with a document that is none, which a test prevents.
fn compile(&(name, id, created_at, description, document): &Shipped) -> Option<ManagedPolicy> {
    let created_at = created_at.parse().ok()?;
    let document = WrittenPolicy::parse(document, PolicyKind::Identity).ok()?;
    Some(ManagedPolicy {
        id: UniqueId::parse(EntityKind::ManagedPolicy, id)?,
        name: name.to_owned(),
        path: "/".to_owned(),
        description: Some(description.to_owned()),
        created_at,
        updated_at: created_at,
        versions: vec![PolicyVersion { number: 1, created_at, document }],
        default_version: 1,
        newest_version: 1,
        tags: Vec::new(),
        attachments: 0,
        boundaries: 0,
    })
}

#[cfg(test)]
mod tests;

//! Secrets Manager on the wire: one module per operation with its request and its response, and the enums over them.
//!
//! A request's fields are what the client sent, with the model's constraints checked and nothing else: a name may have
//! characters that no secret has, members may exclude each other. An absent member is `None`; no default is filled in.
//!
//! Source: Secrets Manager API reference and service model, version 2017-10-17.

pub mod batch_get_secret_value;
pub mod create_secret;
pub mod delete_resource_policy;
pub mod delete_secret;
pub mod describe_secret;
mod filter;
pub mod get_random_password;
pub mod get_resource_policy;
pub mod get_secret_value;
pub mod list_resource_policies;
pub mod list_secret_version_ids;
pub mod list_secrets;
pub mod put_resource_policy;
pub mod put_secret_value;
mod replica;
pub mod restore_secret;
mod rotation;
mod shapes;
mod tag;
pub mod tag_resource;
#[cfg(test)]
mod tests;
pub mod untag_resource;
pub mod update_secret;
pub mod update_secret_version_stage;
pub mod validate_resource_policy;

pub use filter::{Filter, FilterKey};
pub use replica::{
    CrossAccountPrimary, CrossAccountReplica, ReplicaRegion, ReplicationState, ReplicationStatus,
};
pub use rotation::{ExternalSecretRotationMetadata, RotationRules};
pub use tag::Tag;

use crate::operations::json_operations;

/// What stands before the operation's name in `X-Amz-Target`.
pub const TARGET_PREFIX: &str = "secretsmanager";

/// The name of the service in a signature's scope.
pub const SIGNING_NAME: &str = "secretsmanager";

json_operations! {
    #[expect(clippy::large_enum_variant, reason = "one answer lives at a time, and boxing costs an allocation")]
    BatchGetSecretValue: batch_get_secret_value, "Discloses the values of several secrets.";
    CreateSecret: create_secret, "Makes a secret.";
    DeleteResourcePolicy: delete_resource_policy, "Removes a secret's policy.";
    DeleteSecret: delete_secret, "Schedules a secret for deletion.";
    DescribeSecret: describe_secret, "Tells all about a secret but its value.";
    GetRandomPassword: get_random_password, "Makes up a password.";
    GetResourcePolicy: get_resource_policy, "Tells a secret's policy.";
    GetSecretValue: get_secret_value, "Discloses the value of a version.";
    ListResourcePolicies: list_resource_policies, "Lists the names of a secret's policies.";
    ListSecretVersionIds: list_secret_version_ids, "Lists a secret's versions.";
    ListSecrets: list_secrets, "Lists the account's secrets.";
    PutResourcePolicy: put_resource_policy, "Gives a secret a policy.";
    PutSecretValue: put_secret_value, "Makes a version.";
    RestoreSecret: restore_secret, "Takes a scheduled deletion back.";
    TagResource: tag_resource, "Gives a secret tags.";
    UntagResource: untag_resource, "Takes tags from a secret.";
    UpdateSecret: update_secret, "Changes a secret, perhaps with a new version.";
    UpdateSecretVersionStage: update_secret_version_stage, "Moves a staging label.";
    ValidateResourcePolicy: validate_resource_policy, "Checks a policy without attaching it.";
}

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

use zeroize::Zeroizing;

pub use filter::{Filter, FilterKey};
pub use replica::{
    CrossAccountPrimary, CrossAccountReplica, ReplicaRegion, ReplicationState, ReplicationStatus,
};
pub use rotation::{ExternalSecretRotationMetadata, RotationRules};
pub use tag::Tag;

use crate::json::{self, Document};
use crate::{Failure, UnknownOperation, members};

/// What stands before the operation's name in `X-Amz-Target`.
pub const TARGET_PREFIX: &str = "secretsmanager";

/// The name of the service in a signature's scope.
pub const SIGNING_NAME: &str = "secretsmanager";

macro_rules! operations {
    ($($operation:ident: $module:ident, $doc:literal;)+) => {
        /// An operation that is served.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Operation {
            $(#[doc = $doc] $operation,)+
        }

        impl Operation {
            /// All of them, by name.
            pub const ALL: &[Self] = &[$(Self::$operation),+];

            /// The operation's name on the wire.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$operation => stringify!($operation),)+
                }
            }
        }

        /// A request for one of the operations. Some hold secret bytes, hence no `Debug`.
        pub enum Request {
            $(#[doc = $doc] $operation($module::Request),)+
        }

        impl Request {
            /// Decodes the request for `operation` from its body.
            ///
            /// # Errors
            ///
            /// - `SerializationException` (caller): a member has another type than the model says. Wins over the next.
            /// - `ValidationException` (caller): members violate constraints of the model; lists all of them.
            pub fn decode(operation: Operation, document: &Document<'_>) -> Result<Self, Failure> {
                match operation {
                    $(Operation::$operation => members::read(document).map(Self::$operation),)+
                }
            }

            /// The operation that is asked for.
            pub const fn operation(&self) -> Operation {
                match self {
                    $(Self::$operation(_) => Operation::$operation,)+
                }
            }
        }

        /// The answer of one of the operations. Some hold secret bytes, hence no `Debug`.
        #[expect(clippy::large_enum_variant, reason = "one answer lives at a time, and boxing costs an allocation")]
        pub enum Response {
            $(#[doc = $doc] $operation($module::Response),)+
        }

        impl Response {
            /// Encodes the body of the answer; the operations without output answer with an empty one.
            pub fn encode(self) -> Zeroizing<Vec<u8>> {
                match self {
                    $(Self::$operation(response) => json::encode(&response),)+
                }
            }
        }

        $(
            impl From<$module::Request> for Request {
                fn from(request: $module::Request) -> Self {
                    Self::$operation(request)
                }
            }

            impl From<$module::Response> for Response {
                fn from(response: $module::Response) -> Self {
                    Self::$operation(response)
                }
            }
        )+
    };
}

operations! {
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

impl Operation {
    /// The operation of that name. Upper and lower case differ.
    ///
    /// # Errors
    ///
    /// [`UnknownOperation`] (caller) if none has it.
    pub fn parse(name: &str) -> Result<Self, UnknownOperation> {
        Self::ALL.iter().find(|operation| operation.name() == name).copied().ok_or(UnknownOperation)
    }
}

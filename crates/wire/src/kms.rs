//! KMS on the wire: one module per operation with its request and its response.
//!
//! A request's fields are what the client sent, with the model's constraints checked and nothing else.
//!
//! Source: AWS Key Management Service API reference and service model, version 2014-11-01.

pub mod cancel_key_deletion;
pub mod create_alias;
pub mod create_grant;
pub mod create_key;
pub mod decrypt;
pub mod delete_alias;
pub mod describe_key;
pub mod disable_key;
pub mod disable_key_rotation;
pub mod enable_key;
pub mod enable_key_rotation;
pub mod encrypt;
mod enums;
pub mod generate_data_key;
pub mod generate_data_key_without_plaintext;
pub mod generate_random;
pub mod get_key_policy;
pub mod get_key_rotation_status;
mod grant;
mod key_metadata;
pub mod list_aliases;
mod list_entries;
pub mod list_grants;
pub mod list_key_policies;
pub mod list_key_rotations;
pub mod list_keys;
pub mod list_resource_tags;
pub mod list_retirable_grants;
pub mod put_key_policy;
pub mod re_encrypt;
mod recipient;
pub mod retire_grant;
pub mod revoke_grant;
pub mod rotate_key_on_demand;
pub mod schedule_key_deletion;
mod shapes;
mod tag;
pub mod tag_resource;
#[cfg(test)]
mod tests;
mod unsupported;
pub mod untag_resource;
pub mod update_alias;
pub mod update_key_description;

pub use enums::{DataKeySpec, EncryptionAlgorithm, IncludeKeyMaterial, KeySpec, KeyUsage, Origin};
pub use grant::{GrantConstraints, GrantEntry};
pub use key_metadata::KeyMetadata;
pub use list_entries::{AliasEntry, KeyEntry, RotationEntry};
pub use recipient::Recipient;
pub use tag::Tag;
pub use unsupported::is_unsupported;

use crate::operations::json_operations;

/// What stands before the operation's name in `X-Amz-Target`.
pub const TARGET_PREFIX: &str = "TrentService";

/// The name of the service in a signature's scope.
pub const SIGNING_NAME: &str = "kms";

json_operations! {
    CancelKeyDeletion: cancel_key_deletion, "Keeps a key that was to be deleted.";
    CreateAlias: create_alias, "Gives a key another name.";
    CreateGrant: create_grant, "Hands out a right to a key.";
    CreateKey: create_key, "Makes a key.";
    Decrypt: decrypt, "Opens a ciphertext.";
    DeleteAlias: delete_alias, "Takes a name away from its key.";
    DescribeKey: describe_key, "Tells what a key is like.";
    DisableKey: disable_key, "Keeps a key from being used.";
    DisableKeyRotation: disable_key_rotation, "Leaves a key's material as it is.";
    EnableKey: enable_key, "Lets a key be used again.";
    EnableKeyRotation: enable_key_rotation, "Has a key's material replaced again and again.";
    Encrypt: encrypt, "Encrypts a few bytes under a key.";
    GenerateDataKey: generate_data_key, "Makes a data key.";
    GenerateDataKeyWithoutPlaintext: generate_data_key_without_plaintext, "Makes a data key and shows it wrapped only.";
    GenerateRandom: generate_random, "Makes up random bytes.";
    GetKeyPolicy: get_key_policy, "Shows a key's policy.";
    GetKeyRotationStatus: get_key_rotation_status, "Tells whether a key's material is replaced.";
    ListAliases: list_aliases, "Lists the names of keys.";
    ListGrants: list_grants, "Lists the grants of a key.";
    ListKeyPolicies: list_key_policies, "Lists the names of a key's policies.";
    ListKeyRotations: list_key_rotations, "Lists what a key's material was replaced by.";
    ListKeys: list_keys, "Lists keys.";
    ListResourceTags: list_resource_tags, "Lists the tags of a key.";
    ListRetirableGrants: list_retirable_grants, "Lists the grants that somebody may end.";
    PutKeyPolicy: put_key_policy, "Gives a key another policy.";
    ReEncrypt: re_encrypt, "Moves a ciphertext to another key.";
    RetireGrant: retire_grant, "Ends a grant by whoever is done with it.";
    RevokeGrant: revoke_grant, "Ends a grant by whoever governs the key.";
    RotateKeyOnDemand: rotate_key_on_demand, "Replaces a key's material at once.";
    ScheduleKeyDeletion: schedule_key_deletion, "Has a key deleted after a window.";
    TagResource: tag_resource, "Sets tags of a key.";
    UntagResource: untag_resource, "Removes tags of a key.";
    UpdateAlias: update_alias, "Moves a name to another key.";
    UpdateKeyDescription: update_key_description, "Says something else of a key.";
}

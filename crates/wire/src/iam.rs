//! IAM on the wire: one module per operation with its request and its response, in the Query protocol.
//!
//! Source: AWS Identity and Access Management API reference, version 2010-05-08.

pub mod add_client_id_to_open_id_connect_provider;
pub mod attach_role_policy;
pub mod attach_user_policy;
mod attached_policy;
pub mod create_open_id_connect_provider;
pub mod create_policy;
pub mod create_policy_version;
pub mod delete_open_id_connect_provider;
pub mod delete_policy;
pub mod delete_policy_version;
pub mod detach_role_policy;
pub mod detach_user_policy;
pub mod get_open_id_connect_provider;
pub mod get_policy;
pub mod get_policy_version;
pub mod get_user;
pub mod list_attached_role_policies;
pub mod list_attached_user_policies;
pub mod list_entities_for_policy;
pub mod list_open_id_connect_provider_tags;
pub mod list_open_id_connect_providers;
pub mod list_policies;
pub mod list_policy_tags;
pub mod list_policy_versions;
mod no_output;
mod policy;
mod policy_document;
mod policy_filter;
mod policy_holder;
mod policy_shapes;
mod policy_version;
mod provider_entry;
pub mod remove_client_id_from_open_id_connect_provider;
pub mod set_default_policy_version;
mod tag;
pub mod tag_open_id_connect_provider;
pub mod tag_policy;
pub mod untag_open_id_connect_provider;
pub mod untag_policy;
pub mod update_open_id_connect_provider_thumbprint;
mod user;

pub use attached_policy::AttachedPolicy;
pub use policy::Policy;
pub use policy_document::PolicyDocument;
pub use policy_filter::{EntityFilter, PolicyScope, PolicyUsage};
pub use policy_holder::{PolicyGroup, PolicyRole, PolicyUser};
pub use policy_version::PolicyVersion;
pub use provider_entry::ProviderEntry;
pub use tag::Tag;
pub use user::User;

use crate::operations::query_operations;
use no_output::no_output;

/// The version of the API, which also tells its requests from other Query services'.
pub const VERSION: &str = "2010-05-08";

/// The namespace of its answers and its errors.
pub const NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

/// The name of the service in a signature's scope.
pub const SIGNING_NAME: &str = "iam";

query_operations! {
    AddClientIDToOpenIDConnectProvider: add_client_id_to_open_id_connect_provider, "Lets tokens for one more audience in.";
    AttachRolePolicy: attach_role_policy, "Attaches a managed policy to a role.";
    AttachUserPolicy: attach_user_policy, "Attaches a managed policy to a user.";
    CreateOpenIDConnectProvider: create_open_id_connect_provider, "Registers an issuer of tokens.";
    CreatePolicy: create_policy, "Makes a managed policy.";
    CreatePolicyVersion: create_policy_version, "Adds a version to a managed policy.";
    DeleteOpenIDConnectProvider: delete_open_id_connect_provider, "Forgets an issuer of tokens.";
    DeletePolicy: delete_policy, "Deletes a managed policy.";
    DeletePolicyVersion: delete_policy_version, "Removes a version of a managed policy.";
    DetachRolePolicy: detach_role_policy, "Detaches a managed policy from a role.";
    DetachUserPolicy: detach_user_policy, "Detaches a managed policy from a user.";
    GetOpenIDConnectProvider: get_open_id_connect_provider, "Tells about an issuer of tokens.";
    GetPolicy: get_policy, "Tells about a managed policy.";
    GetPolicyVersion: get_policy_version, "Tells what a version of a managed policy says.";
    GetUser: get_user, "Tells about a user.";
    ListAttachedRolePolicies: list_attached_role_policies, "Lists the managed policies attached to a role.";
    ListAttachedUserPolicies: list_attached_user_policies, "Lists the managed policies attached to a user.";
    ListEntitiesForPolicy: list_entities_for_policy, "Lists the users and roles that have a managed policy.";
    ListOpenIDConnectProviderTags: list_open_id_connect_provider_tags, "Lists the tags of an issuer of tokens.";
    ListOpenIDConnectProviders: list_open_id_connect_providers, "Lists the issuers of tokens.";
    ListPolicies: list_policies, "Lists managed policies.";
    ListPolicyTags: list_policy_tags, "Lists the tags of a managed policy.";
    ListPolicyVersions: list_policy_versions, "Lists the versions of a managed policy.";
    RemoveClientIDFromOpenIDConnectProvider: remove_client_id_from_open_id_connect_provider, "Lets tokens for an audience in no longer.";
    SetDefaultPolicyVersion: set_default_policy_version, "Puts a version of a managed policy in force.";
    TagOpenIDConnectProvider: tag_open_id_connect_provider, "Sets tags of an issuer of tokens.";
    TagPolicy: tag_policy, "Sets tags of a managed policy.";
    UntagOpenIDConnectProvider: untag_open_id_connect_provider, "Removes tags of an issuer of tokens.";
    UntagPolicy: untag_policy, "Removes tags of a managed policy.";
    UpdateOpenIDConnectProviderThumbprint: update_open_id_connect_provider_thumbprint, "Replaces the thumbprints of an issuer of tokens.";
}

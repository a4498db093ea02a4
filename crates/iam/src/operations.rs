//! What is done with identities: one file per operation.

mod accounts;
mod assume_role;
mod assume_role_with_web_identity;
mod attach_policy;
mod begin_session;
mod change_provider;
mod create_account;
mod create_policy;
mod create_policy_version;
mod create_provider;
mod delete_policy;
mod delete_policy_version;
mod explain_access;
mod get_policy;
mod get_policy_version;
mod get_session_token;
mod get_user;
mod identify;
mod list_attached_policies;
mod list_entities_for_policy;
mod list_policies;
mod list_policy_versions;
mod policy_change;
mod policy_tags;
mod principals;
mod set_default_policy_version;
mod stand;

pub use accounts::{account, accounts, first_account};
pub use assume_role::{AssumeRole, AssumeRoleError, SetSourceIdentity, TagSession, assume_role};
pub use assume_role_with_web_identity::{
    Federated, Unsigned, WebIdentityError, assume_role_with_web_identity, identity_provider,
};
pub use attach_policy::{
    AttachRolePolicy, AttachUserPolicy, Attaching, DetachRolePolicy, DetachUserPolicy, Detaching, Holder,
    attach_policy, detach_policy,
};
pub use begin_session::{Begun, SessionError};
pub use change_provider::{
    AddClientIDToOpenIDConnectProvider, DeleteOpenIDConnectProvider, GetOpenIDConnectProvider,
    ListOpenIDConnectProviderTags, RemoveClientIDFromOpenIDConnectProvider, TagOpenIDConnectProvider,
    UntagOpenIDConnectProvider, UpdateOpenIDConnectProviderThumbprint, add_client_id, delete_provider,
    get_provider, list_provider_tags, remove_client_id, tag_provider, untag_provider, update_thumbprints,
};
pub use create_account::{CreateAccountError, create_account};
pub use create_policy::{CreatePolicy, NewPolicy, create_policy};
pub use create_policy_version::{CreatePolicyVersion, create_policy_version};
pub use create_provider::{
    CreateOpenIDConnectProvider, ListOpenIDConnectProviders, NewProvider, create_provider, list_providers,
};
pub use delete_policy::{DeletePolicy, delete_policy};
pub use delete_policy_version::{DeletePolicyVersion, delete_policy_version};
pub use explain_access::{ExplainAccess, explain_access};
pub use get_policy::{GetPolicy, get_policy};
pub use get_policy_version::{GetPolicyVersion, get_policy_version};
pub use get_session_token::{GetSessionTokenError, get_session_token};
pub use get_user::{GetUser, get_user};
pub use identify::{Identified, identify, identify_session};
pub use list_attached_policies::{
    ListAttachedRolePolicies, ListAttachedUserPolicies, ListingAttached, list_attached_policies,
};
pub use list_entities_for_policy::{
    HolderListing, ListEntitiesForPolicy, PolicyHolder, list_entities_for_policy,
};
pub use list_policies::{ListPolicies, PolicyListing, list_policies};
pub use list_policy_versions::{ListPolicyVersions, list_policy_versions};
pub(crate) use policy_change::policy_by_id;
pub use policy_tags::{ListPolicyTags, TagPolicy, UntagPolicy, list_policy_tags, tag_policy, untag_policy};
pub use principals::{PrincipalPosition, principal_of_arn, principals_after};
pub use set_default_policy_version::{SetDefaultPolicyVersion, set_default_policy_version};
pub use stand::stand;

/// Declares the permission that an operation demands.
macro_rules! permission {
    ($(#[$doc:meta])* $action:ident on $subject:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $action;

        impl $crate::Action for $action {
            const NAME: &'static str = concat!("iam:", stringify!($action));
            type Subject = $subject;
        }
    };
}
use permission;

#[cfg(test)]
mod tests;

//! What is done with identities: one file per operation.

mod accounts;
mod assume_role;
mod assume_role_with_web_identity;
mod attach_policy;
mod begin_session;
mod bind;
mod boundaries;
mod by_name;
mod change_provider;
mod create_access_key;
mod create_account;
mod create_policy;
mod create_policy_version;
mod create_provider;
mod create_role;
mod create_user;
mod delete_access_key;
mod delete_login_profile;
mod delete_policy;
mod delete_policy_version;
mod delete_role;
mod delete_role_permissions_boundary;
mod delete_role_policy;
mod delete_user;
mod delete_user_permissions_boundary;
mod delete_user_policy;
mod explain_access;
mod get_access_key_last_used;
mod get_account_summary;
mod get_login_profile;
mod get_policy;
mod get_policy_version;
mod get_role;
mod get_role_policy;
mod get_session_token;
mod get_user;
mod get_user_policy;
mod identify;
mod inline_policies;
mod key_holders;
mod list_access_keys;
mod list_attached_policies;
mod list_entities_for_policy;
mod list_groups_for_user;
mod list_instance_profiles_for_role;
mod list_mfa_devices;
mod list_policies;
mod list_policy_versions;
mod list_role_policies;
mod list_role_tags;
mod list_roles;
mod list_service_specific_credentials;
mod list_signing_certificates;
mod list_ssh_public_keys;
mod list_user_policies;
mod list_user_tags;
mod list_users;
mod list_virtual_mfa_devices;
mod policy_change;
mod policy_tags;
mod principals;
mod put_role_permissions_boundary;
mod put_role_policy;
mod put_user_permissions_boundary;
mod put_user_policy;
mod record_uses;
mod set_default_policy_version;
mod stand;
mod tag_role;
mod tag_user;
mod tags;
mod trust;
mod untag_role;
mod untag_user;
mod update_access_key;
mod update_assume_role_policy;
mod update_role;
mod update_role_description;
mod update_user;

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
pub use bind::{BindRefused, bind, bind_name, bind_of_resource, present_name, present_text};
pub use boundaries::boundary_arn;
pub use change_provider::{
    AddClientIDToOpenIDConnectProvider, DeleteOpenIDConnectProvider, GetOpenIDConnectProvider,
    ListOpenIDConnectProviderTags, RemoveClientIDFromOpenIDConnectProvider, TagOpenIDConnectProvider,
    UntagOpenIDConnectProvider, UpdateOpenIDConnectProviderThumbprint, add_client_id, delete_provider,
    get_provider, list_provider_tags, remove_client_id, tag_provider, untag_provider, update_thumbprints,
};
pub use create_access_key::{CreateAccessKey, CreatedAccessKey, create_access_key};
pub use create_account::{CreateAccountError, create_account};
pub use create_policy::{CreatePolicy, NewPolicy, create_policy};
pub use create_policy_version::{CreatePolicyVersion, create_policy_version};
pub use create_provider::{
    CreateOpenIDConnectProvider, ListOpenIDConnectProviders, NewProvider, create_provider, list_providers,
};
pub use create_role::{CreateRole, CreateRoleInput, create_role};
pub use create_user::{CreateUser, CreateUserInput, create_user};
pub use delete_access_key::{DeleteAccessKey, delete_access_key};
pub use delete_login_profile::{DeleteLoginProfile, delete_login_profile};
pub use delete_policy::{DeletePolicy, delete_policy};
pub use delete_policy_version::{DeletePolicyVersion, delete_policy_version};
pub use delete_role::{DeleteRole, delete_role};
pub use delete_role_permissions_boundary::{DeleteRolePermissionsBoundary, delete_role_permissions_boundary};
pub use delete_role_policy::{DeleteRolePolicy, delete_role_policy};
pub use delete_user::{DeleteUser, delete_user};
pub use delete_user_permissions_boundary::{DeleteUserPermissionsBoundary, delete_user_permissions_boundary};
pub use delete_user_policy::{DeleteUserPolicy, delete_user_policy};
pub use explain_access::{ExplainAccess, explain_access};
pub use get_access_key_last_used::{GetAccessKeyLastUsed, get_access_key_last_used};
pub use get_account_summary::{AccountSummary, GetAccountSummary, get_account_summary};
pub use get_login_profile::{GetLoginProfile, get_login_profile};
pub use get_policy::{GetPolicy, get_policy};
pub use get_policy_version::{GetPolicyVersion, get_policy_version};
pub use get_role::{GetRole, get_role};
pub use get_role_policy::{GetRolePolicy, get_role_policy};
pub use get_session_token::{GetSessionTokenError, get_session_token};
pub use get_user::{GetUser, get_user};
pub use get_user_policy::{GetUserPolicy, get_user_policy};
pub use identify::{Identified, identify, identify_session};
pub use list_access_keys::{ListAccessKeys, list_access_keys};
pub use list_attached_policies::{
    ListAttachedRolePolicies, ListAttachedUserPolicies, ListingAttached, list_attached_policies,
};
pub use list_entities_for_policy::{
    HolderListing, ListEntitiesForPolicy, PolicyHolder, list_entities_for_policy,
};
pub use list_groups_for_user::{ListGroupsForUser, list_groups_for_user};
pub use list_instance_profiles_for_role::{ListInstanceProfilesForRole, list_instance_profiles_for_role};
pub use list_mfa_devices::{ListMFADevices, list_mfa_devices};
pub use list_policies::{ListPolicies, PolicyListing, list_policies};
pub use list_policy_versions::{ListPolicyVersions, list_policy_versions};
pub use list_role_policies::{ListRolePolicies, list_role_policies};
pub use list_role_tags::{ListRoleTags, list_role_tags};
pub use list_roles::{ListRoles, list_roles};
pub use list_service_specific_credentials::{
    ListServiceSpecificCredentials, list_service_specific_credentials,
};
pub use list_signing_certificates::{ListSigningCertificates, list_signing_certificates};
pub use list_ssh_public_keys::{ListSSHPublicKeys, list_ssh_public_keys};
pub use list_user_policies::{ListUserPolicies, list_user_policies};
pub use list_user_tags::{ListUserTags, list_user_tags};
pub use list_users::{ListUsers, list_users};
pub use list_virtual_mfa_devices::{ListVirtualMFADevices, list_virtual_mfa_devices};
pub(crate) use policy_change::policy_by_id;
pub use policy_tags::{ListPolicyTags, TagPolicy, UntagPolicy, list_policy_tags, tag_policy, untag_policy};
pub use principals::{PrincipalPosition, principal_of_arn, principals_after};
pub use put_role_permissions_boundary::{PutRolePermissionsBoundary, put_role_permissions_boundary};
pub use put_role_policy::{PutRolePolicy, put_role_policy};
pub use put_user_permissions_boundary::{PutUserPermissionsBoundary, put_user_permissions_boundary};
pub use put_user_policy::{PutUserPolicy, put_user_policy};
pub use record_uses::record_uses;
pub use set_default_policy_version::{SetDefaultPolicyVersion, set_default_policy_version};
pub use stand::stand;
pub use tag_role::{TagRole, tag_role};
pub use tag_user::{TagUser, tag_user};
pub use untag_role::{UntagRole, untag_role};
pub use untag_user::{UntagUser, untag_user};
pub use update_access_key::{UpdateAccessKey, update_access_key};
pub use update_assume_role_policy::{UpdateAssumeRolePolicy, update_assume_role_policy};
pub use update_role::{UpdateRole, update_role};
pub use update_role_description::{UpdateRoleDescription, update_role_description};
pub use update_user::{UpdateUser, update_user};

use std::sync::Arc;

use arn::{AccountId, Partition};
use store::{StoreError, Transaction};

use crate::identity::Identity;
use crate::record::{Named, access_key_key, account_key};
use crate::{AccessKey, AccessKeyId, Account, Action, Authorized, IdentitySubject, Refusal};

/// Declares the permission for an operation.
macro_rules! permission {
    ($(#[$doc:meta])* $action:ident on $subject:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $action;

        impl crate::Action for $action {
            const NAME: &'static str = concat!("iam:", stringify!($action));
            type Subject = $subject;
        }
    };
}
use permission;

/// The user or the role that an operation is about.
fn found<A, T>(authorized: &Authorized<A>) -> Result<Arc<T>, Refusal>
where
    A: Action<Subject = IdentitySubject<T>>,
    T: Identity,
{
    let subject = authorized.subject();
    subject.found().cloned().ok_or_else(|| T::missing(subject.name()))
}

/// Changes the user or the role that an operation is about, and answers it as it is then.
fn change<A, T>(
    tx: &mut Transaction,
    authorized: &Authorized<A>,
    change: impl FnOnce(&mut T) -> Result<(), Refusal>,
) -> Result<T, Refusal>
where
    A: Action<Subject = IdentitySubject<T>>,
    T: Identity,
{
    let mut changed = T::clone(&*found(authorized)?);
    change(&mut changed)?;
    let key = T::Name::entity_key(&authorized.subject().identities(), changed.id());
    tx.put(&key, changed.clone())?;
    Ok(changed)
}

/// Changes an account's record.
async fn account_change(
    tx: &mut Transaction,
    (partition, id): (Partition, &AccountId),
    change: impl FnOnce(&mut Account) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let gone = || StoreError::Damaged { record: format!("the account {id}") };
    let account = accounts::account(tx, partition, id).await?.ok_or_else(gone)?;
    let mut account = Account::clone(&account);
    change(&mut account)?;
    Ok(tx.put(&account_key(partition, id), account)?)
}

/// The access key of that id, whoever's it is.
pub(crate) async fn access_key(
    tx: &mut Transaction,
    id: &AccessKeyId,
) -> Result<Option<Arc<AccessKey>>, StoreError> {
    tx.get(&access_key_key(id)).await
}

#[cfg(test)]
mod tests;

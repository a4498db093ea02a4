//! The operations of IAM.

mod add_client_id_to_open_id_connect_provider;
mod attach_role_policy;
mod attach_user_policy;
mod create_access_key;
mod create_open_id_connect_provider;
mod create_policy;
mod create_policy_version;
mod create_role;
mod create_user;
mod delete_access_key;
mod delete_login_profile;
mod delete_open_id_connect_provider;
mod delete_policy;
mod delete_policy_version;
mod delete_role;
mod delete_role_permissions_boundary;
mod delete_role_policy;
mod delete_user;
mod delete_user_permissions_boundary;
mod delete_user_policy;
mod detach_role_policy;
mod detach_user_policy;
mod get_access_key_last_used;
mod get_account_summary;
mod get_login_profile;
mod get_open_id_connect_provider;
mod get_policy;
mod get_policy_version;
mod get_role;
mod get_role_policy;
mod get_user;
mod get_user_policy;
mod identities;
mod list_access_keys;
mod list_attached_role_policies;
mod list_attached_user_policies;
mod list_entities_for_policy;
mod list_groups_for_user;
mod list_instance_profiles_for_role;
mod list_mfa_devices;
mod list_open_id_connect_provider_tags;
mod list_open_id_connect_providers;
mod list_policies;
mod list_policy_tags;
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
mod paging;
mod policies;
mod providers;
mod put_role_permissions_boundary;
mod put_role_policy;
mod put_user_permissions_boundary;
mod put_user_policy;
mod refusal;
mod remove_client_id_from_open_id_connect_provider;
mod set_default_policy_version;
mod tag_open_id_connect_provider;
mod tag_policy;
mod tag_role;
mod tag_user;
mod untag_open_id_connect_provider;
mod untag_policy;
mod untag_role;
mod untag_user;
mod update_access_key;
mod update_assume_role_policy;
mod update_open_id_connect_provider_thumbprint;
mod update_role;
mod update_role_description;
mod update_user;

use iam::policy::ConditionKeys;
use iam::{
    AccessKeyId, AccountIdentities, Action, Authorized, IdentitySubject, KeyHolder, KeyStatus, PageAsked,
    Principal, Role, Tag, User,
};
use store::{StoreError, Transaction};
use wire::Failure;
use wire::iam::{self as wire_iam, Paging, Request, Response, Status};

use self::identities::{bounded, full_role, full_user, listed_role, listed_user};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging::{limit, token_in};

/// Declares `answer` by the operations that there are.
macro_rules! answered {
    ($($operation:ident: $module:ident;)+) => {
        /// Answers one request.
        pub(crate) async fn answer(
            tx: &mut Transaction,
            call: &Context<'_>,
            request: &Request,
        ) -> Result<Response, Refused> {
            Ok(match request {
                $(Request::$operation(request) => $module::answer(tx, call, request).await?.into(),)+
            })
        }
    };
}

answered! {
    AddClientIDToOpenIDConnectProvider: add_client_id_to_open_id_connect_provider;
    AttachRolePolicy: attach_role_policy;
    AttachUserPolicy: attach_user_policy;
    CreateAccessKey: create_access_key;
    CreateOpenIDConnectProvider: create_open_id_connect_provider;
    CreatePolicy: create_policy;
    CreatePolicyVersion: create_policy_version;
    CreateRole: create_role;
    CreateUser: create_user;
    DeleteAccessKey: delete_access_key;
    DeleteLoginProfile: delete_login_profile;
    DeleteOpenIDConnectProvider: delete_open_id_connect_provider;
    DeletePolicy: delete_policy;
    DeletePolicyVersion: delete_policy_version;
    DeleteRole: delete_role;
    DeleteRolePermissionsBoundary: delete_role_permissions_boundary;
    DeleteRolePolicy: delete_role_policy;
    DeleteUser: delete_user;
    DeleteUserPermissionsBoundary: delete_user_permissions_boundary;
    DeleteUserPolicy: delete_user_policy;
    DetachRolePolicy: detach_role_policy;
    DetachUserPolicy: detach_user_policy;
    GetAccessKeyLastUsed: get_access_key_last_used;
    GetAccountSummary: get_account_summary;
    GetLoginProfile: get_login_profile;
    GetOpenIDConnectProvider: get_open_id_connect_provider;
    GetPolicy: get_policy;
    GetPolicyVersion: get_policy_version;
    GetRole: get_role;
    GetRolePolicy: get_role_policy;
    GetUser: get_user;
    GetUserPolicy: get_user_policy;
    ListAccessKeys: list_access_keys;
    ListAttachedRolePolicies: list_attached_role_policies;
    ListAttachedUserPolicies: list_attached_user_policies;
    ListEntitiesForPolicy: list_entities_for_policy;
    ListGroupsForUser: list_groups_for_user;
    ListInstanceProfilesForRole: list_instance_profiles_for_role;
    ListMFADevices: list_mfa_devices;
    ListOpenIDConnectProviderTags: list_open_id_connect_provider_tags;
    ListOpenIDConnectProviders: list_open_id_connect_providers;
    ListPolicies: list_policies;
    ListPolicyTags: list_policy_tags;
    ListPolicyVersions: list_policy_versions;
    ListRolePolicies: list_role_policies;
    ListRoleTags: list_role_tags;
    ListRoles: list_roles;
    ListSSHPublicKeys: list_ssh_public_keys;
    ListServiceSpecificCredentials: list_service_specific_credentials;
    ListSigningCertificates: list_signing_certificates;
    ListUserPolicies: list_user_policies;
    ListUserTags: list_user_tags;
    ListUsers: list_users;
    ListVirtualMFADevices: list_virtual_mfa_devices;
    PutRolePermissionsBoundary: put_role_permissions_boundary;
    PutRolePolicy: put_role_policy;
    PutUserPermissionsBoundary: put_user_permissions_boundary;
    PutUserPolicy: put_user_policy;
    RemoveClientIDFromOpenIDConnectProvider: remove_client_id_from_open_id_connect_provider;
    SetDefaultPolicyVersion: set_default_policy_version;
    TagOpenIDConnectProvider: tag_open_id_connect_provider;
    TagPolicy: tag_policy;
    TagRole: tag_role;
    TagUser: tag_user;
    UntagOpenIDConnectProvider: untag_open_id_connect_provider;
    UntagPolicy: untag_policy;
    UntagRole: untag_role;
    UntagUser: untag_user;
    UpdateAccessKey: update_access_key;
    UpdateAssumeRolePolicy: update_assume_role_policy;
    UpdateOpenIDConnectProviderThumbprint: update_open_id_connect_provider_thumbprint;
    UpdateRole: update_role;
    UpdateRoleDescription: update_role_description;
    UpdateUser: update_user;
}

/// The id of the access key that a request makes unusable, or usable, if it is such a request.
pub(crate) fn access_key_changed(request: &Request) -> Option<&str> {
    if let Request::DeleteAccessKey(request) = request {
        return Some(&request.access_key_id);
    }
    if let Request::UpdateAccessKey(request) = request { Some(&request.access_key_id) } else { None }
}

/// Looks for the user of that name in the caller's account.
async fn seek_user(
    tx: &mut Transaction,
    call: &Context<'_>,
    name: &str,
) -> Result<IdentitySubject<User>, StoreError> {
    IdentitySubject::user(tx, &call.caller.principal, name).await
}

/// Looks for the role of that name in the caller's account.
async fn seek_role(
    tx: &mut Transaction,
    call: &Context<'_>,
    name: &str,
) -> Result<IdentitySubject<Role>, StoreError> {
    IdentitySubject::role(tx, &call.caller.principal, name).await
}

/// Asks whether the caller may do `A` to the user of that name.
async fn on_user<A>(
    tx: &mut Transaction,
    call: &Context<'_>,
    name: &str,
    parameters: &dyn ConditionKeys,
) -> Result<Authorized<A>, Refused>
where
    A: Action<Subject = IdentitySubject<User>>,
{
    let subject = seek_user(tx, call, name).await?;
    Ok(iam::authorize(&call.caller, subject, parameters)?)
}

/// Asks whether the caller may do `A` to the role of that name.
async fn on_role<A>(
    tx: &mut Transaction,
    call: &Context<'_>,
    name: &str,
    parameters: &dyn ConditionKeys,
) -> Result<Authorized<A>, Refused>
where
    A: Action<Subject = IdentitySubject<Role>>,
{
    let subject = seek_role(tx, call, name).await?;
    Ok(iam::authorize(&call.caller, subject, parameters)?)
}

/// Asks whether the caller may do `A`, which is done to no identity in particular.
fn on_account<A>(call: &Context<'_>) -> Result<Authorized<A>, Refused>
where
    A: Action<Subject = AccountIdentities>,
{
    Ok(iam::authorize(&call.caller, AccountIdentities::of(&call.caller.principal), &())?)
}

/// The name of the user that a call is about: the one given, or else the caller's.
fn own_name<'a>(call: &'a Context<'_>, given: Option<&'a str>) -> Result<&'a str, Refused> {
    match (given, &call.caller.principal) {
        (Some(name), _) => Ok(name),
        (None, Principal::User(user)) => Ok(&user.name),
        (None, Principal::Role(_) | Principal::Root { .. }) => {
            Err(Failure::validation("Must specify userName when calling with non-User credentials").into())
        }
    }
}

/// Whose keys a call is about: those of the user given, or else of the caller, a root included.
async fn key_holder(
    tx: &mut Transaction,
    call: &Context<'_>,
    given: Option<&str>,
) -> Result<KeyHolder, Refused> {
    let asking = &call.caller.principal;
    if given.is_none() && matches!(asking, Principal::Root { .. }) {
        return Ok(KeyHolder::root(tx, asking).await?);
    }
    Ok(KeyHolder::of_user(&seek_user(tx, call, own_name(call, given)?).await?))
}

/// An id that the model has let through, and so is one.
fn access_key_id(text: &str) -> Result<AccessKeyId, Refused> {
    Ok(AccessKeyId::parse(text).map_err(|failure| Failure::validation(failure.to_string()))?)
}

const fn key_status(status: KeyStatus) -> Status {
    match status {
        KeyStatus::Active => Status::Active,
        KeyStatus::Inactive => Status::Inactive,
    }
}

/// Seconds that the model has bounded.
fn seconds(asked: i64) -> Option<u32> {
    u32::try_from(asked).ok()
}

fn page_asked(paging: &Paging) -> Result<PageAsked, iam::Refusal> {
    let marker = paging.marker.as_deref().map(token_in).transpose()?;
    Ok(PageAsked { marker, limit: limit(paging.max_items, iam::limits::PAGE_ENTRIES_DEFAULT) })
}

fn domain_tags(tags: &[wire_iam::Tag]) -> Vec<Tag> {
    tags.iter().map(|tag| Tag { key: tag.key.clone(), value: tag.value.clone() }).collect()
}

fn wire_tags(tags: &[Tag]) -> Vec<wire_iam::Tag> {
    tags.iter().map(|tag| wire_iam::Tag { key: tag.key.clone(), value: tag.value.clone() }).collect()
}

/// Tags as they stand beside what they are of: absent if there are none.
fn tags_beside(tags: &[Tag]) -> Option<Vec<wire_iam::Tag>> {
    (!tags.is_empty()).then(|| wire_tags(tags))
}

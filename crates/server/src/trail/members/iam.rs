//! What of a call to IAM may stand in its record: each member is picked here by name.
//!
//! The secret of a new access key is never named, and could not be: its type is not recordable.
//!
//! Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail".

mod access_keys;
mod policies;
mod providers;
mod roles;
mod users;

use audit::Parameters;
use wire::iam::{Operation as Asked, Paging, Request, Response, Role, Tag, User};

use super::spelled;

/// Whether an operation changes nothing.
pub(super) const fn is_read_only(operation: Asked) -> bool {
    match operation {
        Asked::GetAccessKeyLastUsed
        | Asked::GetAccountSummary
        | Asked::GetLoginProfile
        | Asked::GetOpenIDConnectProvider
        | Asked::GetPolicy
        | Asked::GetPolicyVersion
        | Asked::GetRole
        | Asked::GetRolePolicy
        | Asked::GetUser
        | Asked::GetUserPolicy
        | Asked::ListAccessKeys
        | Asked::ListAttachedRolePolicies
        | Asked::ListAttachedUserPolicies
        | Asked::ListEntitiesForPolicy
        | Asked::ListGroupsForUser
        | Asked::ListInstanceProfilesForRole
        | Asked::ListMFADevices
        | Asked::ListOpenIDConnectProviderTags
        | Asked::ListOpenIDConnectProviders
        | Asked::ListPolicies
        | Asked::ListPolicyTags
        | Asked::ListPolicyVersions
        | Asked::ListRolePolicies
        | Asked::ListRoleTags
        | Asked::ListRoles
        | Asked::ListSSHPublicKeys
        | Asked::ListServiceSpecificCredentials
        | Asked::ListSigningCertificates
        | Asked::ListUserPolicies
        | Asked::ListUserTags
        | Asked::ListUsers
        | Asked::ListVirtualMFADevices => true,
        Asked::AddClientIDToOpenIDConnectProvider
        | Asked::AttachRolePolicy
        | Asked::AttachUserPolicy
        | Asked::CreateAccessKey
        | Asked::CreateOpenIDConnectProvider
        | Asked::CreatePolicy
        | Asked::CreatePolicyVersion
        | Asked::CreateRole
        | Asked::CreateUser
        | Asked::DeleteAccessKey
        | Asked::DeleteLoginProfile
        | Asked::DeleteOpenIDConnectProvider
        | Asked::DeletePolicy
        | Asked::DeletePolicyVersion
        | Asked::DeleteRole
        | Asked::DeleteRolePermissionsBoundary
        | Asked::DeleteRolePolicy
        | Asked::DeleteUser
        | Asked::DeleteUserPermissionsBoundary
        | Asked::DeleteUserPolicy
        | Asked::DetachRolePolicy
        | Asked::DetachUserPolicy
        | Asked::PutRolePermissionsBoundary
        | Asked::PutRolePolicy
        | Asked::PutUserPermissionsBoundary
        | Asked::PutUserPolicy
        | Asked::RemoveClientIDFromOpenIDConnectProvider
        | Asked::SetDefaultPolicyVersion
        | Asked::TagOpenIDConnectProvider
        | Asked::TagPolicy
        | Asked::TagRole
        | Asked::TagUser
        | Asked::UntagOpenIDConnectProvider
        | Asked::UntagPolicy
        | Asked::UntagRole
        | Asked::UntagUser
        | Asked::UpdateAccessKey
        | Asked::UpdateAssumeRolePolicy
        | Asked::UpdateOpenIDConnectProviderThumbprint
        | Asked::UpdateRole
        | Asked::UpdateRoleDescription
        | Asked::UpdateUser => false,
    }
}

/// A request of which something may stand in its record.
trait Recorded {
    /// What was asked for.
    fn recorded(&self) -> Option<Parameters>;
}

/// Declares `parameters` by the operations that there are.
macro_rules! recorded {
    ($($operation:ident)+) => {
        /// What was asked for.
        pub(super) fn parameters(request: &Request) -> Option<Parameters> {
            match request {
                $(Request::$operation(asked) => asked.recorded(),)+
            }
        }
    };
}

recorded! {
    AddClientIDToOpenIDConnectProvider
    AttachRolePolicy
    AttachUserPolicy
    CreateAccessKey
    CreateOpenIDConnectProvider
    CreatePolicy
    CreatePolicyVersion
    CreateRole
    CreateUser
    DeleteAccessKey
    DeleteLoginProfile
    DeleteOpenIDConnectProvider
    DeletePolicy
    DeletePolicyVersion
    DeleteRole
    DeleteRolePermissionsBoundary
    DeleteRolePolicy
    DeleteUser
    DeleteUserPermissionsBoundary
    DeleteUserPolicy
    DetachRolePolicy
    DetachUserPolicy
    GetAccessKeyLastUsed
    GetAccountSummary
    GetLoginProfile
    GetOpenIDConnectProvider
    GetPolicy
    GetPolicyVersion
    GetRole
    GetRolePolicy
    GetUser
    GetUserPolicy
    ListAccessKeys
    ListAttachedRolePolicies
    ListAttachedUserPolicies
    ListEntitiesForPolicy
    ListGroupsForUser
    ListInstanceProfilesForRole
    ListMFADevices
    ListOpenIDConnectProviderTags
    ListOpenIDConnectProviders
    ListPolicies
    ListPolicyTags
    ListPolicyVersions
    ListRolePolicies
    ListRoleTags
    ListRoles
    ListSSHPublicKeys
    ListServiceSpecificCredentials
    ListSigningCertificates
    ListUserPolicies
    ListUserTags
    ListUsers
    ListVirtualMFADevices
    PutRolePermissionsBoundary
    PutRolePolicy
    PutUserPermissionsBoundary
    PutUserPolicy
    RemoveClientIDFromOpenIDConnectProvider
    SetDefaultPolicyVersion
    TagOpenIDConnectProvider
    TagPolicy
    TagRole
    TagUser
    UntagOpenIDConnectProvider
    UntagPolicy
    UntagRole
    UntagUser
    UpdateAccessKey
    UpdateAssumeRolePolicy
    UpdateOpenIDConnectProviderThumbprint
    UpdateRole
    UpdateRoleDescription
    UpdateUser
}

/// What was answered to a call that changes something.
pub(super) fn elements(response: &Response) -> Option<Parameters> {
    Some(match response {
        Response::CreateAccessKey(done) => {
            let access_key = Parameters::new()
                .with("accessKeyId", &done.access_key_id)
                .with("status", done.status.name())
                .with("userName", &done.user_name)
                .with("createDate", spelled(done.create_date));
            Parameters::new().with("accessKey", access_key)
        }
        Response::CreateOpenIDConnectProvider(made) => {
            Parameters::new().with("openIDConnectProviderArn", &made.open_id_connect_provider_arn)
        }
        Response::CreatePolicy(made) => {
            let policy = Parameters::new()
                .with("arn", &made.policy.arn)
                .with("policyId", &made.policy.policy_id)
                .with("defaultVersionId", &made.policy.default_version_id);
            Parameters::new().with("policy", policy)
        }
        Response::CreatePolicyVersion(made) => {
            let version = Parameters::new()
                .with("versionId", &made.policy_version.version_id)
                .with("isDefaultVersion", made.policy_version.is_default_version);
            Parameters::new().with("policyVersion", version)
        }
        Response::CreateRole(done) => Parameters::new().with("role", role(&done.role)),
        Response::CreateUser(done) => Parameters::new().with("user", user(&done.user)),
        Response::UpdateRoleDescription(done) => Parameters::new().with("role", role(&done.role)),
        Response::AddClientIDToOpenIDConnectProvider(_)
        | Response::AttachRolePolicy(_)
        | Response::AttachUserPolicy(_)
        | Response::DeleteAccessKey(_)
        | Response::DeleteLoginProfile(_)
        | Response::DeleteOpenIDConnectProvider(_)
        | Response::DeletePolicy(_)
        | Response::DeletePolicyVersion(_)
        | Response::DeleteRole(_)
        | Response::DeleteRolePermissionsBoundary(_)
        | Response::DeleteRolePolicy(_)
        | Response::DeleteUser(_)
        | Response::DeleteUserPermissionsBoundary(_)
        | Response::DeleteUserPolicy(_)
        | Response::DetachRolePolicy(_)
        | Response::DetachUserPolicy(_)
        | Response::GetAccessKeyLastUsed(_)
        | Response::GetAccountSummary(_)
        | Response::GetLoginProfile(_)
        | Response::GetOpenIDConnectProvider(_)
        | Response::GetPolicy(_)
        | Response::GetPolicyVersion(_)
        | Response::GetRole(_)
        | Response::GetRolePolicy(_)
        | Response::GetUser(_)
        | Response::GetUserPolicy(_)
        | Response::ListAccessKeys(_)
        | Response::ListAttachedRolePolicies(_)
        | Response::ListAttachedUserPolicies(_)
        | Response::ListEntitiesForPolicy(_)
        | Response::ListGroupsForUser(_)
        | Response::ListInstanceProfilesForRole(_)
        | Response::ListMFADevices(_)
        | Response::ListOpenIDConnectProviderTags(_)
        | Response::ListOpenIDConnectProviders(_)
        | Response::ListPolicies(_)
        | Response::ListPolicyTags(_)
        | Response::ListPolicyVersions(_)
        | Response::ListRolePolicies(_)
        | Response::ListRoleTags(_)
        | Response::ListRoles(_)
        | Response::ListSSHPublicKeys(_)
        | Response::ListServiceSpecificCredentials(_)
        | Response::ListSigningCertificates(_)
        | Response::ListUserPolicies(_)
        | Response::ListUserTags(_)
        | Response::ListUsers(_)
        | Response::ListVirtualMFADevices(_)
        | Response::PutRolePermissionsBoundary(_)
        | Response::PutRolePolicy(_)
        | Response::PutUserPermissionsBoundary(_)
        | Response::PutUserPolicy(_)
        | Response::RemoveClientIDFromOpenIDConnectProvider(_)
        | Response::SetDefaultPolicyVersion(_)
        | Response::TagOpenIDConnectProvider(_)
        | Response::TagPolicy(_)
        | Response::TagRole(_)
        | Response::TagUser(_)
        | Response::UntagOpenIDConnectProvider(_)
        | Response::UntagPolicy(_)
        | Response::UntagRole(_)
        | Response::UntagUser(_)
        | Response::UpdateAccessKey(_)
        | Response::UpdateAssumeRolePolicy(_)
        | Response::UpdateOpenIDConnectProviderThumbprint(_)
        | Response::UpdateRole(_)
        | Response::UpdateUser(_) => return None,
    })
}

fn paged(parameters: Parameters, paging: &Paging) -> Parameters {
    parameters.with_some("maxItems", paging.max_items)
}

fn user(user: &User) -> Parameters {
    Parameters::new()
        .with_some("path", user.path.as_ref())
        .with_some("userName", user.user_name.as_ref())
        .with("userId", &user.user_id)
        .with("arn", &user.arn)
        .with("createDate", spelled(user.create_date))
}

fn role(role: &Role) -> Parameters {
    Parameters::new()
        .with("path", &role.path)
        .with("roleName", &role.role_name)
        .with("roleId", &role.role_id)
        .with("arn", &role.arn)
        .with("createDate", spelled(role.create_date))
}

fn tags(tags: &[Tag]) -> Vec<Parameters> {
    tags.iter().map(|tag| Parameters::new().with("key", &tag.key).with("value", &tag.value)).collect()
}

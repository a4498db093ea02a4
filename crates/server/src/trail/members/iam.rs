//! What of a call to IAM may stand in its record: each member is picked here by name.
//!
//! The secret of a new access key is never named, and could not be: its type is not recordable.
//!
//! Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail".

use audit::Parameters;
use wire::iam::{
    Operation as Asked, Paging, Request, Response, Role, Tag, User, create_open_id_connect_provider,
    create_policy, list_entities_for_policy, list_policies,
};

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

/// What was asked for.
pub(super) fn parameters(request: &Request) -> Option<Parameters> {
    Some(match request {
        Request::AddClientIDToOpenIDConnectProvider(asked) => {
            provider(&asked.open_id_connect_provider_arn).with("clientID", &asked.client_id)
        }
        Request::AttachRolePolicy(asked) => of_role(&asked.role_name).with("policyArn", &asked.policy_arn),
        Request::AttachUserPolicy(asked) => of_user(&asked.user_name).with("policyArn", &asked.policy_arn),
        Request::CreateAccessKey(asked) => Parameters::new().with_some("userName", asked.user_name.as_ref()),
        Request::CreateOpenIDConnectProvider(asked) => new_provider(asked),
        Request::CreatePolicy(asked) => new_policy(asked),
        Request::CreatePolicyVersion(asked) => policy(&asked.policy_arn)
            .with("policyDocument", &asked.policy_document)
            .with_some("setAsDefault", asked.set_as_default),
        Request::CreateRole(asked) => Parameters::new()
            .with("roleName", &asked.role_name)
            .with_some("path", asked.path.as_ref())
            .with("assumeRolePolicyDocument", &asked.assume_role_policy_document)
            .with_some("description", asked.description.as_ref())
            .with_some("maxSessionDuration", asked.max_session_duration)
            .with_some("permissionsBoundary", asked.permissions_boundary.as_ref())
            .with_some("tags", asked.tags.as_deref().map(tags)),
        Request::CreateUser(asked) => Parameters::new()
            .with("userName", &asked.user_name)
            .with_some("path", asked.path.as_ref())
            .with_some("permissionsBoundary", asked.permissions_boundary.as_ref())
            .with_some("tags", asked.tags.as_deref().map(tags)),
        Request::DeleteAccessKey(asked) => Parameters::new()
            .with_some("userName", asked.user_name.as_ref())
            .with("accessKeyId", &asked.access_key_id),
        Request::DeleteLoginProfile(asked) => {
            Parameters::new().with_some("userName", asked.user_name.as_ref())
        }
        Request::DeleteOpenIDConnectProvider(asked) => provider(&asked.open_id_connect_provider_arn),
        Request::DeletePolicy(asked) => policy(&asked.policy_arn),
        Request::DeletePolicyVersion(asked) => policy(&asked.policy_arn).with("versionId", &asked.version_id),
        Request::DeleteRole(asked) => Parameters::new().with("roleName", &asked.role_name),
        Request::DeleteRolePermissionsBoundary(asked) => Parameters::new().with("roleName", &asked.role_name),
        Request::DeleteRolePolicy(asked) => {
            Parameters::new().with("roleName", &asked.role_name).with("policyName", &asked.policy_name)
        }
        Request::DeleteUser(asked) => Parameters::new().with("userName", &asked.user_name),
        Request::DeleteUserPermissionsBoundary(asked) => Parameters::new().with("userName", &asked.user_name),
        Request::DeleteUserPolicy(asked) => {
            Parameters::new().with("userName", &asked.user_name).with("policyName", &asked.policy_name)
        }
        Request::DetachRolePolicy(asked) => of_role(&asked.role_name).with("policyArn", &asked.policy_arn),
        Request::DetachUserPolicy(asked) => of_user(&asked.user_name).with("policyArn", &asked.policy_arn),
        Request::GetAccessKeyLastUsed(asked) => Parameters::new().with("accessKeyId", &asked.access_key_id),
        Request::GetAccountSummary(_) => return None,
        Request::GetLoginProfile(asked) => Parameters::new().with("userName", &asked.user_name),
        Request::GetOpenIDConnectProvider(asked) => provider(&asked.open_id_connect_provider_arn),
        Request::GetPolicy(asked) => policy(&asked.policy_arn),
        Request::GetPolicyVersion(asked) => policy(&asked.policy_arn).with("versionId", &asked.version_id),
        Request::GetRole(asked) => Parameters::new().with("roleName", &asked.role_name),
        Request::GetRolePolicy(asked) => {
            Parameters::new().with("roleName", &asked.role_name).with("policyName", &asked.policy_name)
        }
        Request::GetUser(asked) => Parameters::new().with_some("userName", asked.user_name.as_ref()),
        Request::GetUserPolicy(asked) => {
            Parameters::new().with("userName", &asked.user_name).with("policyName", &asked.policy_name)
        }
        Request::ListAccessKeys(asked) => {
            paged(Parameters::new().with_some("userName", asked.user_name.as_ref()), &asked.paging)
        }
        Request::ListAttachedRolePolicies(asked) => of_role(&asked.role_name)
            .with_some("pathPrefix", asked.path_prefix.as_ref())
            .with_some("maxItems", asked.max_items),
        Request::ListAttachedUserPolicies(asked) => of_user(&asked.user_name)
            .with_some("pathPrefix", asked.path_prefix.as_ref())
            .with_some("maxItems", asked.max_items),
        Request::ListEntitiesForPolicy(asked) => holders(asked),
        Request::ListGroupsForUser(asked) => {
            paged(Parameters::new().with("userName", &asked.user_name), &asked.paging)
        }
        Request::ListInstanceProfilesForRole(asked) => {
            paged(Parameters::new().with("roleName", &asked.role_name), &asked.paging)
        }
        Request::ListMFADevices(asked) => {
            paged(Parameters::new().with_some("userName", asked.user_name.as_ref()), &asked.paging)
        }
        Request::ListOpenIDConnectProviderTags(asked) => {
            provider(&asked.open_id_connect_provider_arn).with_some("maxItems", asked.max_items)
        }
        Request::ListOpenIDConnectProviders(_) => return None,
        Request::ListPolicies(asked) => policies(asked),
        Request::ListPolicyTags(asked) => policy(&asked.policy_arn).with_some("maxItems", asked.max_items),
        Request::ListPolicyVersions(asked) => {
            policy(&asked.policy_arn).with_some("maxItems", asked.max_items)
        }
        Request::ListRolePolicies(asked) => {
            paged(Parameters::new().with("roleName", &asked.role_name), &asked.paging)
        }
        Request::ListRoleTags(asked) => {
            paged(Parameters::new().with("roleName", &asked.role_name), &asked.paging)
        }
        Request::ListRoles(asked) => {
            paged(Parameters::new().with_some("pathPrefix", asked.path_prefix.as_ref()), &asked.paging)
        }
        Request::ListSSHPublicKeys(asked) => {
            paged(Parameters::new().with_some("userName", asked.user_name.as_ref()), &asked.paging)
        }
        Request::ListServiceSpecificCredentials(asked) => {
            Parameters::new().with_some("userName", asked.user_name.as_ref())
        }
        Request::ListSigningCertificates(asked) => {
            paged(Parameters::new().with_some("userName", asked.user_name.as_ref()), &asked.paging)
        }
        Request::ListUserPolicies(asked) => {
            paged(Parameters::new().with("userName", &asked.user_name), &asked.paging)
        }
        Request::ListUserTags(asked) => {
            paged(Parameters::new().with("userName", &asked.user_name), &asked.paging)
        }
        Request::ListUsers(asked) => {
            paged(Parameters::new().with_some("pathPrefix", asked.path_prefix.as_ref()), &asked.paging)
        }
        Request::ListVirtualMFADevices(asked) => paged(Parameters::new(), &asked.paging),
        Request::PutRolePermissionsBoundary(asked) => Parameters::new()
            .with("roleName", &asked.role_name)
            .with("permissionsBoundary", &asked.permissions_boundary),
        Request::PutRolePolicy(asked) => Parameters::new()
            .with("roleName", &asked.role_name)
            .with("policyName", &asked.policy_name)
            .with("policyDocument", &asked.policy_document),
        Request::PutUserPermissionsBoundary(asked) => Parameters::new()
            .with("userName", &asked.user_name)
            .with("permissionsBoundary", &asked.permissions_boundary),
        Request::PutUserPolicy(asked) => Parameters::new()
            .with("userName", &asked.user_name)
            .with("policyName", &asked.policy_name)
            .with("policyDocument", &asked.policy_document),
        Request::RemoveClientIDFromOpenIDConnectProvider(asked) => {
            provider(&asked.open_id_connect_provider_arn).with("clientID", &asked.client_id)
        }
        Request::SetDefaultPolicyVersion(asked) => {
            policy(&asked.policy_arn).with("versionId", &asked.version_id)
        }
        Request::TagOpenIDConnectProvider(asked) => {
            provider(&asked.open_id_connect_provider_arn).with("tags", tags(&asked.tags))
        }
        Request::TagPolicy(asked) => policy(&asked.policy_arn).with("tags", tags(&asked.tags)),
        Request::TagRole(asked) => {
            Parameters::new().with("roleName", &asked.role_name).with("tags", tags(&asked.tags))
        }
        Request::TagUser(asked) => {
            Parameters::new().with("userName", &asked.user_name).with("tags", tags(&asked.tags))
        }
        Request::UntagOpenIDConnectProvider(asked) => {
            provider(&asked.open_id_connect_provider_arn).with("tagKeys", asked.tag_keys.clone())
        }
        Request::UntagPolicy(asked) => policy(&asked.policy_arn).with("tagKeys", asked.tag_keys.clone()),
        Request::UntagRole(asked) => {
            Parameters::new().with("roleName", &asked.role_name).with("tagKeys", asked.tag_keys.clone())
        }
        Request::UntagUser(asked) => {
            Parameters::new().with("userName", &asked.user_name).with("tagKeys", asked.tag_keys.clone())
        }
        Request::UpdateAccessKey(asked) => Parameters::new()
            .with_some("userName", asked.user_name.as_ref())
            .with("accessKeyId", &asked.access_key_id)
            .with("status", asked.status.name()),
        Request::UpdateAssumeRolePolicy(asked) => Parameters::new()
            .with("roleName", &asked.role_name)
            .with("policyDocument", &asked.policy_document),
        Request::UpdateOpenIDConnectProviderThumbprint(asked) => {
            provider(&asked.open_id_connect_provider_arn)
                .with("thumbprintList", asked.thumbprint_list.clone())
        }
        Request::UpdateRole(asked) => Parameters::new()
            .with("roleName", &asked.role_name)
            .with_some("description", asked.description.as_ref())
            .with_some("maxSessionDuration", asked.max_session_duration),
        Request::UpdateRoleDescription(asked) => {
            Parameters::new().with("roleName", &asked.role_name).with("description", &asked.description)
        }
        Request::UpdateUser(asked) => Parameters::new()
            .with("userName", &asked.user_name)
            .with_some("newUserName", asked.new_user_name.as_ref())
            .with_some("newPath", asked.new_path.as_ref()),
    })
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
        _ => return None,
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

fn new_provider(asked: &create_open_id_connect_provider::Request) -> Parameters {
    Parameters::new()
        .with("url", &asked.url)
        .with_some("clientIDList", asked.client_id_list.clone())
        .with_some("thumbprintList", asked.thumbprint_list.clone())
        .with_some("tags", asked.tags.as_deref().map(tags))
}

fn new_policy(asked: &create_policy::Request) -> Parameters {
    Parameters::new()
        .with("policyName", &asked.policy_name)
        .with_some("path", asked.path.as_ref())
        .with("policyDocument", &asked.policy_document)
        .with_some("description", asked.description.as_ref())
        .with_some("tags", asked.tags.as_deref().map(tags))
}

fn holders(asked: &list_entities_for_policy::Request) -> Parameters {
    policy(&asked.policy_arn)
        .with_some("entityFilter", asked.entity_filter.map(|filter| filter.name()))
        .with_some("pathPrefix", asked.path_prefix.as_ref())
        .with_some("policyUsageFilter", asked.policy_usage_filter.map(|usage| usage.name()))
        .with_some("maxItems", asked.max_items)
}

fn policies(asked: &list_policies::Request) -> Parameters {
    Parameters::new()
        .with_some("scope", asked.scope.map(|scope| scope.name()))
        .with_some("onlyAttached", asked.only_attached)
        .with_some("pathPrefix", asked.path_prefix.as_ref())
        .with_some("policyUsageFilter", asked.policy_usage_filter.map(|usage| usage.name()))
        .with_some("maxItems", asked.max_items)
}

fn policy(arn: &str) -> Parameters {
    Parameters::new().with("policyArn", arn)
}

fn provider(arn: &str) -> Parameters {
    Parameters::new().with("openIDConnectProviderArn", arn)
}

fn of_role(name: &str) -> Parameters {
    Parameters::new().with("roleName", name)
}

fn of_user(name: &str) -> Parameters {
    Parameters::new().with("userName", name)
}

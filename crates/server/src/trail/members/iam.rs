//! What of a call to IAM may stand in its record.
//!
//! Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail".

use audit::Parameters;
use wire::iam::{
    Operation as Asked, Request, Response, Tag, create_open_id_connect_provider, create_policy,
    list_entities_for_policy, list_policies,
};

/// Whether an operation changes nothing.
pub(super) const fn is_read_only(operation: Asked) -> bool {
    match operation {
        Asked::GetOpenIDConnectProvider
        | Asked::GetPolicy
        | Asked::GetPolicyVersion
        | Asked::GetUser
        | Asked::ListAttachedRolePolicies
        | Asked::ListAttachedUserPolicies
        | Asked::ListEntitiesForPolicy
        | Asked::ListOpenIDConnectProviderTags
        | Asked::ListOpenIDConnectProviders
        | Asked::ListPolicies
        | Asked::ListPolicyTags
        | Asked::ListPolicyVersions => true,
        Asked::AddClientIDToOpenIDConnectProvider
        | Asked::AttachRolePolicy
        | Asked::AttachUserPolicy
        | Asked::CreateOpenIDConnectProvider
        | Asked::CreatePolicy
        | Asked::CreatePolicyVersion
        | Asked::DeleteOpenIDConnectProvider
        | Asked::DeletePolicy
        | Asked::DeletePolicyVersion
        | Asked::DetachRolePolicy
        | Asked::DetachUserPolicy
        | Asked::RemoveClientIDFromOpenIDConnectProvider
        | Asked::SetDefaultPolicyVersion
        | Asked::TagOpenIDConnectProvider
        | Asked::TagPolicy
        | Asked::UntagOpenIDConnectProvider
        | Asked::UntagPolicy
        | Asked::UpdateOpenIDConnectProviderThumbprint => false,
    }
}

/// What was asked for.
pub(super) fn parameters(request: &Request) -> Option<Parameters> {
    Some(match request {
        Request::AddClientIDToOpenIDConnectProvider(asked) => {
            provider(&asked.open_id_connect_provider_arn).with("clientID", &asked.client_id)
        }
        Request::AttachRolePolicy(asked) => role(&asked.role_name).with("policyArn", &asked.policy_arn),
        Request::AttachUserPolicy(asked) => user(&asked.user_name).with("policyArn", &asked.policy_arn),
        Request::CreateOpenIDConnectProvider(asked) => new_provider(asked),
        Request::CreatePolicy(asked) => new_policy(asked),
        Request::CreatePolicyVersion(asked) => policy(&asked.policy_arn)
            .with("policyDocument", &asked.policy_document)
            .with_some("setAsDefault", asked.set_as_default),
        Request::DeleteOpenIDConnectProvider(asked) => provider(&asked.open_id_connect_provider_arn),
        Request::DeletePolicy(asked) => policy(&asked.policy_arn),
        Request::DeletePolicyVersion(asked) => policy(&asked.policy_arn).with("versionId", &asked.version_id),
        Request::DetachRolePolicy(asked) => role(&asked.role_name).with("policyArn", &asked.policy_arn),
        Request::DetachUserPolicy(asked) => user(&asked.user_name).with("policyArn", &asked.policy_arn),
        Request::GetOpenIDConnectProvider(asked) => provider(&asked.open_id_connect_provider_arn),
        Request::GetPolicy(asked) => policy(&asked.policy_arn),
        Request::GetPolicyVersion(asked) => policy(&asked.policy_arn).with("versionId", &asked.version_id),
        Request::GetUser(asked) => user(asked.user_name.as_ref()?),
        Request::ListAttachedRolePolicies(asked) => role(&asked.role_name)
            .with_some("pathPrefix", asked.path_prefix.as_ref())
            .with_some("maxItems", asked.max_items),
        Request::ListAttachedUserPolicies(asked) => user(&asked.user_name)
            .with_some("pathPrefix", asked.path_prefix.as_ref())
            .with_some("maxItems", asked.max_items),
        Request::ListEntitiesForPolicy(asked) => holders(asked),
        Request::ListOpenIDConnectProviderTags(asked) => {
            provider(&asked.open_id_connect_provider_arn).with_some("maxItems", asked.max_items)
        }
        Request::ListOpenIDConnectProviders(_) => return None,
        Request::ListPolicies(asked) => policies(asked),
        Request::ListPolicyTags(asked) => policy(&asked.policy_arn).with_some("maxItems", asked.max_items),
        Request::ListPolicyVersions(asked) => {
            policy(&asked.policy_arn).with_some("maxItems", asked.max_items)
        }
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
        Request::UntagOpenIDConnectProvider(asked) => {
            provider(&asked.open_id_connect_provider_arn).with("tagKeys", asked.tag_keys.clone())
        }
        Request::UntagPolicy(asked) => policy(&asked.policy_arn).with("tagKeys", asked.tag_keys.clone()),
        Request::UpdateOpenIDConnectProviderThumbprint(asked) => {
            provider(&asked.open_id_connect_provider_arn)
                .with("thumbprintList", asked.thumbprint_list.clone())
        }
    })
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

/// What was answered to a call that made something: what it is called from then on.
pub(super) fn elements(response: &Response) -> Option<Parameters> {
    Some(match response {
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
        Response::AddClientIDToOpenIDConnectProvider(_)
        | Response::AttachRolePolicy(_)
        | Response::AttachUserPolicy(_)
        | Response::DeleteOpenIDConnectProvider(_)
        | Response::DeletePolicy(_)
        | Response::DeletePolicyVersion(_)
        | Response::DetachRolePolicy(_)
        | Response::DetachUserPolicy(_)
        | Response::GetOpenIDConnectProvider(_)
        | Response::GetPolicy(_)
        | Response::GetPolicyVersion(_)
        | Response::GetUser(_)
        | Response::ListAttachedRolePolicies(_)
        | Response::ListAttachedUserPolicies(_)
        | Response::ListEntitiesForPolicy(_)
        | Response::ListOpenIDConnectProviderTags(_)
        | Response::ListOpenIDConnectProviders(_)
        | Response::ListPolicies(_)
        | Response::ListPolicyTags(_)
        | Response::ListPolicyVersions(_)
        | Response::RemoveClientIDFromOpenIDConnectProvider(_)
        | Response::SetDefaultPolicyVersion(_)
        | Response::TagOpenIDConnectProvider(_)
        | Response::TagPolicy(_)
        | Response::UntagOpenIDConnectProvider(_)
        | Response::UntagPolicy(_)
        | Response::UpdateOpenIDConnectProviderThumbprint(_) => return None,
    })
}

fn policy(arn: &str) -> Parameters {
    Parameters::new().with("policyArn", arn)
}

fn provider(arn: &str) -> Parameters {
    Parameters::new().with("openIDConnectProviderArn", arn)
}

fn role(name: &str) -> Parameters {
    Parameters::new().with("roleName", name)
}

fn user(name: &str) -> Parameters {
    Parameters::new().with("userName", name)
}

fn tags(tags: &[Tag]) -> Vec<Parameters> {
    tags.iter().map(|tag| Parameters::new().with("key", &tag.key).with("value", &tag.value)).collect()
}

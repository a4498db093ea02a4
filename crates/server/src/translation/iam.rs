//! The operations of IAM.

mod add_client_id_to_open_id_connect_provider;
mod attach_role_policy;
mod attach_user_policy;
mod create_open_id_connect_provider;
mod create_policy;
mod create_policy_version;
mod delete_open_id_connect_provider;
mod delete_policy;
mod delete_policy_version;
mod detach_role_policy;
mod detach_user_policy;
mod get_open_id_connect_provider;
mod get_policy;
mod get_policy_version;
mod get_user;
mod list_attached_role_policies;
mod list_attached_user_policies;
mod list_entities_for_policy;
mod list_open_id_connect_provider_tags;
mod list_open_id_connect_providers;
mod list_policies;
mod list_policy_tags;
mod list_policy_versions;
mod paging;
mod policies;
mod providers;
mod refusal;
mod remove_client_id_from_open_id_connect_provider;
mod set_default_policy_version;
mod tag_open_id_connect_provider;
mod tag_policy;
mod tags;
mod untag_open_id_connect_provider;
mod untag_policy;
mod update_open_id_connect_provider_thumbprint;

use store::Transaction;
use wire::iam::{Request, Response};

use crate::answer::Refused;
use crate::request::operate::Context;

/// Answers one request.
pub(crate) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    Ok(match request {
        Request::AddClientIDToOpenIDConnectProvider(request) => {
            add_client_id_to_open_id_connect_provider::answer(tx, call, request).await?.into()
        }
        Request::AttachRolePolicy(request) => attach_role_policy::answer(tx, call, request).await?.into(),
        Request::AttachUserPolicy(request) => attach_user_policy::answer(tx, call, request).await?.into(),
        Request::CreateOpenIDConnectProvider(request) => {
            create_open_id_connect_provider::answer(tx, call, request).await?.into()
        }
        Request::CreatePolicy(request) => create_policy::answer(tx, call, request).await?.into(),
        Request::CreatePolicyVersion(request) => {
            create_policy_version::answer(tx, call, request).await?.into()
        }
        Request::DeleteOpenIDConnectProvider(request) => {
            delete_open_id_connect_provider::answer(tx, call, request).await?.into()
        }
        Request::DeletePolicy(request) => delete_policy::answer(tx, call, request).await?.into(),
        Request::DeletePolicyVersion(request) => {
            delete_policy_version::answer(tx, call, request).await?.into()
        }
        Request::DetachRolePolicy(request) => detach_role_policy::answer(tx, call, request).await?.into(),
        Request::DetachUserPolicy(request) => detach_user_policy::answer(tx, call, request).await?.into(),
        Request::GetOpenIDConnectProvider(request) => {
            get_open_id_connect_provider::answer(tx, call, request).await?.into()
        }
        Request::GetPolicy(request) => get_policy::answer(tx, call, request).await?.into(),
        Request::GetPolicyVersion(request) => get_policy_version::answer(tx, call, request).await?.into(),
        Request::GetUser(request) => get_user::answer(tx, call, request).await?.into(),
        Request::ListAttachedRolePolicies(request) => {
            list_attached_role_policies::answer(tx, call, request).await?.into()
        }
        Request::ListAttachedUserPolicies(request) => {
            list_attached_user_policies::answer(tx, call, request).await?.into()
        }
        Request::ListEntitiesForPolicy(request) => {
            list_entities_for_policy::answer(tx, call, request).await?.into()
        }
        Request::ListOpenIDConnectProviderTags(request) => {
            list_open_id_connect_provider_tags::answer(tx, call, request).await?.into()
        }
        Request::ListOpenIDConnectProviders(request) => {
            list_open_id_connect_providers::answer(tx, call, request).await?.into()
        }
        Request::ListPolicies(request) => list_policies::answer(tx, call, request).await?.into(),
        Request::ListPolicyTags(request) => list_policy_tags::answer(tx, call, request).await?.into(),
        Request::ListPolicyVersions(request) => list_policy_versions::answer(tx, call, request).await?.into(),
        Request::RemoveClientIDFromOpenIDConnectProvider(request) => {
            remove_client_id_from_open_id_connect_provider::answer(tx, call, request).await?.into()
        }
        Request::SetDefaultPolicyVersion(request) => {
            set_default_policy_version::answer(tx, call, request).await?.into()
        }
        Request::TagOpenIDConnectProvider(request) => {
            tag_open_id_connect_provider::answer(tx, call, request).await?.into()
        }
        Request::TagPolicy(request) => tag_policy::answer(tx, call, request).await?.into(),
        Request::UntagOpenIDConnectProvider(request) => {
            untag_open_id_connect_provider::answer(tx, call, request).await?.into()
        }
        Request::UntagPolicy(request) => untag_policy::answer(tx, call, request).await?.into(),
        Request::UpdateOpenIDConnectProviderThumbprint(request) => {
            update_open_id_connect_provider_thumbprint::answer(tx, call, request).await?.into()
        }
    })
}

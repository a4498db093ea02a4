//! The operations of Secrets Manager.

mod batch_get_secret_value;
mod create_secret;
mod delete_resource_policy;
mod delete_secret;
mod describe_secret;
mod get_random_password;
mod get_resource_policy;
mod get_secret_value;
mod list_resource_policies;
mod list_secret_version_ids;
mod list_secrets;
mod listing;
mod put_resource_policy;
mod put_secret_value;
mod restore_secret;
mod tag_resource;
mod untag_resource;
mod update_secret;
mod update_secret_version_stage;
mod validate_resource_policy;
mod value;

pub(super) use batch_get_secret_value::filters_given;

use std::collections::BTreeMap;

use iam::policy::ConditionKeys;
use iam::{Action, Authorized};
use secrets::{
    AccountSubject, Day, Labels, Secret, SecretId, SecretSubject, StagingLabel, Tag, Tags, VersionEvent,
    VersionId,
};
use store::Transaction;
use wire::secretsmanager::{self as wire_secrets, Request, Response};
use wire::{Code, Failure};

use crate::answer::Refused;
use crate::request::operate::Context;

/// Answers one request, and tells what became of versions besides.
pub(crate) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<(Response, Vec<VersionEvent>), Refused> {
    let response = match request {
        Request::BatchGetSecretValue(request) => {
            batch_get_secret_value::answer(tx, call, request).await?.into()
        }
        Request::CreateSecret(request) => create_secret::answer(tx, call, request).await?.into(),
        Request::DeleteResourcePolicy(request) => {
            delete_resource_policy::answer(tx, call, request).await?.into()
        }
        Request::DeleteSecret(request) => {
            let (response, happened) = delete_secret::answer(tx, call, request).await?;
            return Ok((response.into(), happened));
        }
        Request::DescribeSecret(request) => describe_secret::answer(tx, call, request).await?.into(),
        Request::GetRandomPassword(request) => get_random_password::answer(tx, call, request)?.into(),
        Request::GetResourcePolicy(request) => get_resource_policy::answer(tx, call, request).await?.into(),
        Request::GetSecretValue(request) => get_secret_value::answer(tx, call, request).await?.into(),
        Request::ListResourcePolicies(request) => {
            list_resource_policies::answer(tx, call, request).await?.into()
        }
        Request::ListSecretVersionIds(request) => {
            list_secret_version_ids::answer(tx, call, request).await?.into()
        }
        Request::ListSecrets(request) => list_secrets::answer(tx, call, request).await?.into(),
        Request::PutResourcePolicy(request) => put_resource_policy::answer(tx, call, request).await?.into(),
        Request::PutSecretValue(request) => put_secret_value::answer(tx, call, request).await?.into(),
        Request::RestoreSecret(request) => {
            let (response, happened) = restore_secret::answer(tx, call, request).await?;
            return Ok((response.into(), happened));
        }
        Request::TagResource(request) => tag_resource::answer(tx, call, request).await?.into(),
        Request::UntagResource(request) => untag_resource::answer(tx, call, request).await?.into(),
        Request::UpdateSecret(request) => update_secret::answer(tx, call, request).await?.into(),
        Request::UpdateSecretVersionStage(request) => {
            update_secret_version_stage::answer(tx, call, request).await?.into()
        }
        Request::ValidateResourcePolicy(request) => {
            validate_resource_policy::answer(tx, call, request).await?.into()
        }
    };
    Ok((response, Vec::new()))
}

/// Loads the secret that `id` names, and asks whether the caller may do `A` to it.
async fn authorize<A>(
    tx: &mut Transaction,
    call: &Context<'_>,
    id: &SecretId,
    parameters: &dyn ConditionKeys,
) -> Result<Authorized<A>, Refused>
where
    A: Action<Subject = SecretSubject>,
{
    let subject = SecretSubject::seek(tx, &call.home, id).await?;
    Ok(iam::authorize(&call.caller, subject, parameters)?)
}

/// Asks whether the caller may do `A`, which is done to no secret in particular.
fn authorize_on_account<A>(call: &Context<'_>) -> Result<Authorized<A>, Refused>
where
    A: Action<Subject = AccountSubject>,
{
    Ok(iam::authorize(&call.caller, AccountSubject::new(&call.home), &())?)
}

/// A version id that the model has let through, and so is one.
fn version_id(text: &str) -> Result<VersionId, Refused> {
    Ok(VersionId::parse(text).map_err(|failure| Failure::validation(failure.to_string()))?)
}

/// A label that the model has let through, and so is one.
fn label(text: &str) -> Result<StagingLabel, Refused> {
    Ok(StagingLabel::parse(text).map_err(|failure| Failure::validation(failure.to_string()))?)
}

/// The token of a call that makes a version: SDKs send one unasked, and the service makes none up.
fn token(text: Option<&str>) -> Result<VersionId, Refused> {
    let missing = || {
        let text = "You must provide a ClientRequestToken value. We recommend a UUID-type value.";
        Failure::new(Code::InvalidRequest, text)
    };
    version_id(text.ok_or_else(missing)?)
}

fn label_texts(labels: &[StagingLabel]) -> Vec<String> {
    labels.iter().map(ToString::to_string).collect()
}

/// The labels of each version; nothing if no version has any.
fn labels_by_version(labels: &Labels) -> Option<BTreeMap<String, Vec<String>>> {
    let texts = |labels: Vec<&StagingLabel>| labels.into_iter().map(ToString::to_string).collect();
    let by_version = labels.by_version().into_iter().map(|(id, labels)| (id.to_string(), texts(labels)));
    Some(by_version.collect::<BTreeMap<_, _>>()).filter(|by_version| !by_version.is_empty())
}

fn wire_tags(tags: &Tags) -> Vec<wire_secrets::Tag> {
    tags.iter()
        .map(|tag| wire_secrets::Tag { key: tag.key.clone(), value: Some(tag.value.clone()) })
        .collect()
}

fn domain_tags(tags: &[wire_secrets::Tag]) -> Vec<Tag> {
    let value = |tag: &wire_secrets::Tag| tag.value.clone().unwrap_or_default();
    tags.iter().map(|tag| Tag { key: tag.key.clone(), value: value(tag) }).collect()
}

/// The name and ARN that most answers consist of.
fn identity(secret: &Secret, call: &Subject<'_>) -> (String, String) {
    (secret.arn(call.0), secret.name.to_string())
}

/// The account and region of a subject, for naming it.
struct Subject<'a>(&'a store::Tenant);

impl<'a> Subject<'a> {
    fn of<A: Action<Subject = SecretSubject>>(authorized: &'a Authorized<A>) -> Self {
        Self(authorized.subject().tenant())
    }
}

fn midnight(day: Option<Day>) -> Option<jiff::Timestamp> {
    day.map(Day::midnight)
}

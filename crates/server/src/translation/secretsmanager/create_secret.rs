//! `CreateSecret`.

use iam::Authorized;
use secrets::operations::{CreateSecret, CreateSecretInput, TagResource, create_secret, named_key_arn};
use secrets::{SecretName, SecretSubject, VersionId};
use store::Transaction;
use wire::secretsmanager::create_secret::{Request, Response};
use wire::{Code, Failure};

use super::{Subject, domain_tags, identity, token, value};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let input = input(request)?;
    let key_arn = named_key_arn(tx, &call.caller, &call.home, request.kms_key_id.as_deref()).await?;
    let authorized = authorize(call, request, &input, key_arn)?;
    refuse_replication(request)?;
    let tenant = authorized.subject().tenant().clone();
    let created = create_secret(tx, authorized, &input).await?;
    let (arn, name) = identity(&created.secret, &Subject(&tenant));
    let version_id = created.version.map(|id| id.to_string());
    Ok(Response { arn, name, version_id, replication_status: None })
}

fn input(request: &Request) -> Result<CreateSecretInput, Refused> {
    let name = SecretName::parse(&request.name)?;
    let value = value::input(request.secret_string.as_ref(), request.secret_binary.as_ref());
    let token: Option<VersionId> =
        value.is_given().then(|| token(request.client_request_token.as_deref())).transpose()?;
    Ok(CreateSecretInput {
        name,
        token,
        description: request.description.clone(),
        kms_key_id: request.kms_key_id.clone(),
        kind: request.kind.clone(),
        tags: domain_tags(request.tags.as_deref().unwrap_or_default()),
        value,
    })
}

/// Tags need a permission of their own.
fn authorize(
    call: &Context<'_>,
    request: &Request,
    input: &CreateSecretInput,
    key_arn: Option<String>,
) -> Result<Authorized<CreateSecret>, Refused> {
    let parameters = Parameters::default()
        .with("secretsmanager:name", Some(request.name.as_str()))
        .with("secretsmanager:description", request.description.as_deref())
        .with("secretsmanager:kmskeyarn", key_arn)
        .with("secretsmanager:kmskeyid", request.kms_key_id.as_deref())
        .with("secretsmanager:type", request.kind.as_deref())
        .with_tags(&input.tags);
    let subject = SecretSubject::to_be_created(&call.home, &input.name);
    if !input.tags.is_empty() {
        iam::authorize::<TagResource>(&call.caller, subject.clone(), &parameters)?;
    }
    Ok(iam::authorize(&call.caller, subject, &parameters)?)
}

/// Asking for replicas and silently getting none would be worse than a refusal.
fn refuse_replication(request: &Request) -> Result<(), Refused> {
    if request.add_replica_regions.is_none() && request.cross_account_primary_arn.is_none() {
        return Ok(());
    }
    let text = "Replication is not supported yet: leave AddReplicaRegions and CrossAccountPrimaryARN out.";
    Err(Failure::new(Code::InvalidParameter, text).into())
}

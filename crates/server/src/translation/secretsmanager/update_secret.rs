//! `UpdateSecret`.

use secrets::SecretId;
use secrets::operations::{UpdateSecret, UpdateSecretInput, named_key_arn, update_secret};
use store::Transaction;
use wire::secretsmanager::update_secret::{Request, Response};

use super::{Subject, authorize, identity, token, value};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let input = input(request)?;
    let tenant = id.locate(&call.home).map_or_else(|| call.home.clone(), |location| location.tenant);
    let key_arn = named_key_arn(tx, &call.caller, &tenant, request.kms_key_id.as_deref()).await?;
    let parameters = Parameters::default()
        .with("secretsmanager:description", request.description.as_deref())
        .with("secretsmanager:kmskeyarn", key_arn)
        .with("secretsmanager:kmskeyid", request.kms_key_id.as_deref())
        .with("secretsmanager:type", request.kind.as_deref());
    let authorized = authorize::<UpdateSecret>(tx, call, &id, &parameters).await?;
    let updated = update_secret(tx, authorized, &input).await?;
    let (arn, name) = identity(&updated.secret, &Subject(&tenant));
    Ok(Response { arn, name, version_id: updated.version.map(|id| id.to_string()) })
}

fn input(request: &Request) -> Result<UpdateSecretInput, Refused> {
    let value = value::input(request.secret_string.as_ref(), request.secret_binary.as_ref());
    Ok(UpdateSecretInput {
        token: value.is_given().then(|| token(request.client_request_token.as_deref())).transpose()?,
        description: request.description.clone(),
        kms_key_id: request.kms_key_id.clone(),
        kind: request.kind.clone(),
        value,
    })
}

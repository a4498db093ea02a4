//! `PutSecretValue`.

use secrets::SecretId;
use secrets::operations::{PutSecretValue, PutSecretValueInput, put_secret_value};
use store::Transaction;
use wire::secretsmanager::put_secret_value::{Request, Response};

use super::{Subject, authorize, identity, label, label_texts, token, value};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let input = input(request)?;
    let authorized = authorize::<PutSecretValue>(tx, call, &id, &()).await?;
    let tenant = authorized.subject().tenant().clone();
    let put = put_secret_value(tx, authorized, &input).await?;
    let (arn, name) = identity(&put.secret, &Subject(&tenant));
    Ok(Response {
        arn,
        name,
        version_id: put.version.to_string(),
        version_stages: Some(label_texts(&put.labels)),
    })
}

fn input(request: &Request) -> Result<PutSecretValueInput, Refused> {
    let labels = request.version_stages.as_ref();
    Ok(PutSecretValueInput {
        token: token(request.client_request_token.as_deref())?,
        value: value::input(request.secret_string.as_ref(), request.secret_binary.as_ref()),
        labels: labels.map(|labels| labels.iter().map(|text| label(text)).collect()).transpose()?,
    })
}

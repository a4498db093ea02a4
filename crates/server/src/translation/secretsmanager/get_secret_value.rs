//! `GetSecretValue`.

use secrets::operations::{DisclosedValue, GetSecretValue, VersionSelector, get_secret_value};
use secrets::{SecretId, StagingLabel, ValueKind};
use store::Transaction;
use wire::secretsmanager::get_secret_value::{Request, Response};

use super::{authorize, label, label_texts, value, version_id};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let parameters = Parameters::default()
        .with("secretsmanager:versionid", request.version_id.as_deref())
        .with("secretsmanager:versionstage", request.version_stage.as_deref());
    let authorized = authorize::<GetSecretValue>(tx, call, &id, &parameters).await?;
    let disclosed = get_secret_value(tx, authorized, &selector(request)?).await?;
    disclose(call, disclosed)
}

fn selector(request: &Request) -> Result<VersionSelector, Refused> {
    let label = request.version_stage.as_deref().map(label).transpose()?;
    Ok(match &request.version_id {
        Some(id) => VersionSelector::Version(version_id(id)?, label),
        None => VersionSelector::Label(label.unwrap_or(StagingLabel::CURRENT)),
    })
}

/// Puts a disclosed value into the answer, and leaves a note of the read.
pub(super) fn disclose(call: &Context<'_>, disclosed: DisclosedValue) -> Result<Response, Refused> {
    disclosed.read.into_iter().for_each(|read| call.reads.note(read));
    let plaintext = &disclosed.value.plaintext;
    let (secret_string, secret_binary) = match disclosed.value.kind {
        ValueKind::Binary => (None, Some(value::bytes(plaintext))),
        ValueKind::String => (Some(value::text(plaintext)?), None),
    };
    Ok(Response {
        arn: disclosed.arn,
        name: disclosed.secret.name.to_string(),
        version_id: disclosed.version.to_string(),
        secret_binary,
        secret_string,
        version_stages: Some(label_texts(&disclosed.labels)).filter(|labels| !labels.is_empty()),
        created_date: Some(disclosed.created_at),
    })
}

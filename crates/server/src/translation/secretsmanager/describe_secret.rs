//! `DescribeSecret`.

use secrets::SecretId;
use secrets::operations::{DescribeSecret, describe_secret};
use store::Transaction;
use wire::secretsmanager::describe_secret::{Request, Response};

use super::{authorize, labels_by_version, midnight, wire_tags};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let authorized = authorize::<DescribeSecret>(tx, call, &id, &()).await?;
    let described = describe_secret(&authorized, call.reads)?;
    let secret = &described.secret;
    Ok(Response {
        arn: described.arn,
        name: secret.name.to_string(),
        kind: secret.kind.clone(),
        description: secret.description.clone(),
        kms_key_id: secret.kms_key_id.clone(),
        last_changed_date: Some(secret.changed_at),
        last_accessed_date: midnight(described.last_accessed),
        deleted_date: secret.deletion,
        tags: secret.tags.as_ref().map(wire_tags),
        version_ids_to_stages: labels_by_version(&secret.labels),
        created_date: Some(secret.created_at),
        ..Response::default()
    })
}

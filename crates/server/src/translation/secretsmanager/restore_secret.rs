//! `RestoreSecret`.

use secrets::operations::{RestoreSecret, restore_secret};
use secrets::{SecretId, VersionEvent};
use store::Transaction;
use wire::secretsmanager::restore_secret::{Request, Response};

use super::{Subject, authorize, identity};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<(Response, Vec<VersionEvent>), Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let authorized = authorize::<RestoreSecret>(tx, call, &id, &()).await?;
    let tenant = authorized.subject().tenant().clone();
    let restored = restore_secret(tx, authorized)?;
    let (arn, name) = identity(&restored.secret, &Subject(&tenant));
    Ok((Response { arn, name }, restored.events))
}

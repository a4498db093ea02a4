//! `UpdateSecretVersionStage`.

use secrets::SecretId;
use secrets::operations::{StageMove, UpdateSecretVersionStage, update_secret_version_stage};
use store::Transaction;
use wire::secretsmanager::update_secret_version_stage::{Request, Response};

use super::{Subject, authorize, identity, label, version_id};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let stage = StageMove {
        label: label(&request.version_stage)?,
        to: request.move_to_version_id.as_deref().map(version_id).transpose()?,
        from: request.remove_from_version_id.as_deref().map(version_id).transpose()?,
    };
    let parameters =
        Parameters::default().with("secretsmanager:versionstage", Some(request.version_stage.as_str()));
    let authorized = authorize::<UpdateSecretVersionStage>(tx, call, &id, &parameters).await?;
    let tenant = authorized.subject().tenant().clone();
    let secret = update_secret_version_stage(tx, authorized, &stage).await?;
    let (arn, name) = identity(&secret, &Subject(&tenant));
    Ok(Response { arn, name })
}

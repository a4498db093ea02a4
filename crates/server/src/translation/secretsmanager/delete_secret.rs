//! `DeleteSecret`.

use secrets::operations::{DeleteSecret, DeletionMode, delete_secret};
use secrets::{Refusal, SecretId, VersionEvent};
use store::Transaction;
use wire::secretsmanager::delete_secret::{Request, Response};

use super::authorize;
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<(Response, Vec<VersionEvent>), Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let mode = mode(request)?;
    let parameters = Parameters::default()
        .with(
            "secretsmanager:recoverywindowindays",
            request.recovery_window_in_days.map(|days| days.to_string()),
        )
        .with(
            "secretsmanager:forcedeletewithoutrecovery",
            request.force_delete_without_recovery.map(|force| force.to_string()),
        );
    let authorized = authorize::<DeleteSecret>(tx, call, &id, &parameters).await?;
    let deleted = delete_secret(tx, authorized, &id, mode)?;
    let response = Response { arn: deleted.arn, name: deleted.name, deletion_date: Some(deleted.deletion) };
    Ok((response, deleted.events))
}

/// What cannot be asked for at all is refused before anything is looked up.
fn mode(request: &Request) -> Result<DeletionMode, Refusal> {
    let force = request.force_delete_without_recovery.unwrap_or(false);
    match (force, request.recovery_window_in_days) {
        (true, None) => Ok(DeletionMode::WithoutRecovery),
        (true, Some(_)) => Err(Refusal::WindowWithoutRecovery),
        (false, days) => Ok(DeletionMode::Recoverable { days }),
    }
}

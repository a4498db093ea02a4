//! `DeleteSecret`.

use secrets::operations::{DeleteSecret, DeletionMode, delete_secret};
use secrets::{RecoveryWindow, Refusal, SecretId};
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
) -> Result<Response, Refused> {
    let id = SecretId::parse(&request.secret_id)?;
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
    let deleted = delete_secret(tx, authorized, &id, mode(request)?)?;
    Ok(Response { arn: deleted.arn, name: deleted.name, deletion_date: Some(deleted.deletion) })
}

fn mode(request: &Request) -> Result<DeletionMode, Refusal> {
    let force = request.force_delete_without_recovery.unwrap_or(false);
    match (force, request.recovery_window_in_days) {
        (true, None) => Ok(DeletionMode::WithoutRecovery),
        (true, Some(_)) => Err(Refusal::WindowWithoutRecovery),
        (false, None) => Ok(DeletionMode::Recoverable(RecoveryWindow::default())),
        (false, Some(days)) => Ok(DeletionMode::Recoverable(RecoveryWindow::from_days(days)?)),
    }
}

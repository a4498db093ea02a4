//! `GetKeyRotationStatus`.

use kms::KeyReach;
use kms::operations::{GetKeyRotationStatus, get_key_rotation_status};
use store::Transaction;
use wire::kms::get_key_rotation_status::{Request, Response};

use super::authorize;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let reach = KeyReach::AnyById;
    let authorized = authorize::<GetKeyRotationStatus>(tx, call, &request.key_id, reach, &()).await?;
    let status = get_key_rotation_status(&authorized)?;
    Ok(Response {
        key_rotation_enabled: status.rotation.is_some(),
        key_id: status.arn,
        rotation_period_in_days: status.rotation.map(|rotation| rotation.period.days().into()),
        next_rotation_date: status.rotation.map(|rotation| rotation.next),
    })
}

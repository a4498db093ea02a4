//! `EnableKeyRotation`.

use kms::operations::{EnableKeyRotation, enable_key_rotation};
use kms::{KeyReach, RotationPeriod};
use store::Transaction;
use wire::Failure;
use wire::kms::enable_key_rotation::{Request, Response};

use super::authorize;
use super::parameters::Parameters;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let period = request.rotation_period_in_days.map(RotationPeriod::from_days).transpose();
    let period = period.map_err(|failure| Failure::validation(failure.to_string()))?;
    let mut parameters = Parameters::default();
    if let Some(period) = period {
        parameters = parameters.with("kms:RotationPeriodInDays", period.days().to_string());
    }
    let reach = KeyReach::OwnById;
    let authorized = authorize::<EnableKeyRotation>(tx, call, &request.key_id, reach, &parameters).await?;
    enable_key_rotation(tx, &authorized, period)?;
    Ok(Response)
}

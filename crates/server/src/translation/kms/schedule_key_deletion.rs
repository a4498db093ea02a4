//! `ScheduleKeyDeletion`.

use kms::KeyReach;
use kms::limits::{PENDING_WINDOW_DAYS, PENDING_WINDOW_DAYS_DEFAULT};
use kms::operations::{ScheduleKeyDeletion, schedule_key_deletion};
use store::Transaction;
use wire::Failure;
use wire::kms::schedule_key_deletion::{Request, Response};

use super::authorize;
use super::parameters::Parameters;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let days = window(request.pending_window_in_days)?;
    let parameters =
        Parameters::default().with("kms:ScheduleKeyDeletionPendingWindowInDays", days.to_string());
    let reach = KeyReach::OwnById;
    let authorized = authorize::<ScheduleKeyDeletion>(tx, call, &request.key_id, reach, &parameters).await?;
    let key = schedule_key_deletion(tx, &authorized, days)?;
    Ok(Response {
        key_id: key.arn(authorized.subject().tenant()),
        deletion_date: key.state.deletion(),
        key_state: key.state.name(),
        pending_window_in_days: days.into(),
    })
}

/// The window that is asked for. The service's bounds are narrower than the model's.
fn window(asked: Option<i64>) -> Result<u8, Refused> {
    let Some(days) = asked else { return Ok(PENDING_WINDOW_DAYS_DEFAULT) };
    let valid = u8::try_from(days).ok().filter(|_| PENDING_WINDOW_DAYS.contains(&days));
    let out_of_range = || {
        let (min, max) = (PENDING_WINDOW_DAYS.start(), PENDING_WINDOW_DAYS.end());
        let bound = if days < *min {
            format!("greater than or equal to {min}")
        } else {
            format!("less than or equal to {max}")
        };
        Failure::validation(format!(
            "1 validation error detected: Value '{days}' at 'pendingWindowInDays' failed to satisfy constraint: \
             Member must have value {bound}"
        ))
    };
    Ok(valid.ok_or_else(out_of_range)?)
}

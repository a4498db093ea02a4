//! `RetireGrant`.

use kms::operations::{RetireGrant, retire_grant};
use kms::{GrantId, GrantSubject, GrantToken, KeyFailure, KeyReach, KeySubject};
use store::Transaction;
use wire::Failure;
use wire::kms::retire_grant::{Request, Response};

use super::end_dry_run;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let subject = match (&request.grant_token, &request.key_id, &request.grant_id) {
        (Some(token), None, None) => {
            let token = GrantToken::parse(token).map_err(|_| KeyFailure::GrantToken)?;
            GrantSubject::of_token(tx, &call.caller, &call.home, &token).await?
        }
        (None, Some(key_id), Some(grant_id)) => {
            let reach = KeyReach::AnyById;
            let key = KeySubject::seek(tx, &call.caller, &call.home, key_id, reach).await?;
            let grant_id = GrantId::parse(grant_id).map_err(KeyFailure::from)?;
            GrantSubject::seek(tx, key, &grant_id).await?
        }
        _ => return Err(Failure::validation(ONE_OF_TWO).into()),
    };
    let authorized = iam::authorize::<RetireGrant>(&call.caller, subject, &())?;
    authorized.subject().grant()?;
    end_dry_run(request.dry_run)?;
    retire_grant(tx, &authorized)?;
    Ok(Response)
}

const ONE_OF_TWO: &str = "Please specify either a grant token or both a key ID and a grant ID.";

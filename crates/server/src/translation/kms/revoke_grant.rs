//! `RevokeGrant`.

use kms::operations::{RevokeGrant, revoke_grant};
use kms::{GrantId, GrantSubject, KeyFailure, KeyReach, KeySubject};
use store::Transaction;
use wire::kms::revoke_grant::{Request, Response};

use super::end_dry_run;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let reach = KeyReach::AnyById;
    let key = KeySubject::seek(tx, &call.caller, &call.home, &request.key_id, reach).await?;
    let grant_id = GrantId::parse(&request.grant_id).map_err(KeyFailure::from)?;
    let subject = GrantSubject::seek(tx, key, &grant_id).await?;
    let authorized = iam::authorize::<RevokeGrant>(&call.caller, subject, &())?;
    authorized.subject().grant()?;
    end_dry_run(request.dry_run)?;
    revoke_grant(tx, &authorized)?;
    Ok(Response)
}

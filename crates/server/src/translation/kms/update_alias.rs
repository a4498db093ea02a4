//! `UpdateAlias`.

use kms::operations::{UpdateAlias, UpdateAliasName, alias_target, update_alias};
use kms::{AliasSubject, KeyReach};
use store::Transaction;
use wire::kms::update_alias::{Request, Response};

use super::{alias_name, authorize};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let alias = AliasSubject::new(&call.caller, &call.home, alias_name(&request.alias_name)?);
    let name = iam::authorize::<UpdateAliasName>(&call.caller, alias, &())?;
    let source = alias_target(tx, &call.caller, name.subject()).await?;
    let from = iam::authorize::<UpdateAlias>(&call.caller, source, &())?;
    let reach = KeyReach::OwnById;
    let to = authorize::<UpdateAlias>(tx, call, &request.target_key_id, reach, &()).await?;
    update_alias(tx, &name, &from, &to).await?;
    Ok(Response)
}

//! `CreateAlias`.

use kms::operations::{CreateAlias, CreateAliasName, create_alias};
use kms::{AliasSubject, KeyReach};
use store::Transaction;
use wire::kms::create_alias::{Request, Response};

use super::{alias_name, authorize};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let alias = AliasSubject::new(&call.caller, &call.home, alias_name(&request.alias_name)?);
    let name = iam::authorize::<CreateAliasName>(&call.caller, alias, &())?;
    let reach = KeyReach::OwnById;
    let key = authorize::<CreateAlias>(tx, call, &request.target_key_id, reach, &()).await?;
    create_alias(tx, &name, &key).await?;
    Ok(Response)
}

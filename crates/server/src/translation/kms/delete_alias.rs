//! `DeleteAlias`.

use kms::AliasSubject;
use kms::operations::{DeleteAlias, DeleteAliasName, alias_target, delete_alias};
use store::Transaction;
use wire::kms::delete_alias::{Request, Response};

use super::alias_name;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let alias = AliasSubject::new(&call.caller, &call.home, alias_name(&request.alias_name)?);
    let name = iam::authorize::<DeleteAliasName>(&call.caller, alias, &())?;
    let key = alias_target(tx, &call.caller, name.subject()).await?;
    let key = iam::authorize::<DeleteAlias>(&call.caller, key, &())?;
    delete_alias(tx, &name, &key)?;
    Ok(Response)
}

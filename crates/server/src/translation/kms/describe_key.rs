//! `DescribeKey`.

use kms::KeyReach;
use kms::operations::{DescribeKey, describe_key};
use store::Transaction;
use wire::kms::describe_key::{Request, Response};

use super::{authorize, check_grant_tokens, metadata};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    check_grant_tokens(request.grant_tokens.as_deref())?;
    let authorized = authorize::<DescribeKey>(tx, call, &request.key_id, KeyReach::Any, &()).await?;
    let key = describe_key(&authorized)?;
    Ok(Response { key_metadata: metadata(authorized.subject().tenant(), &key) })
}

//! `ListKeyPolicies`.

use iam::InvalidPagingToken;
use kms::operations::{ListKeyPolicies, list_key_policies};
use kms::{KeyFailure, KeyReach};
use store::Transaction;
use wire::kms::list_key_policies::{Request, Response};

use super::authorize;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let reach = KeyReach::OwnById;
    let authorized = authorize::<ListKeyPolicies>(tx, call, &request.key_id, reach, &()).await?;
    // One name is never more than a page, so no marker was ever given out.
    if request.marker.is_some() {
        return Err(KeyFailure::from(InvalidPagingToken).into());
    }
    let policy_names = list_key_policies(&authorized)?.map(str::to_owned).to_vec();
    Ok(Response { policy_names, next_marker: None, truncated: false })
}

//! `UntagPolicy`.

use iam::operations::{UntagPolicy, untag_policy};
use store::Transaction;
use wire::iam::untag_policy::{Request, Response};

use super::policies::authorize_policy;
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let parameters = Parameters::default().with_tag_keys(&request.tag_keys);
    let authorized = authorize_policy::<UntagPolicy>(tx, call, &request.policy_arn, &parameters).await?;

    untag_policy(tx, &authorized, &request.tag_keys)?;
    Ok(Response)
}

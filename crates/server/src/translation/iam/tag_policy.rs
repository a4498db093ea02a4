//! `TagPolicy`.

use iam::operations::{TagPolicy, tag_policy};
use store::Transaction;
use wire::iam::tag_policy::{Request, Response};

use super::domain_tags;
use super::policies::authorize_policy;
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let tags = domain_tags(&request.tags);
    let parameters = Parameters::default().with_identity_tags(&tags);
    let authorized = authorize_policy::<TagPolicy>(tx, call, &request.policy_arn, &parameters).await?;

    tag_policy(tx, &authorized, &tags)?;
    Ok(Response)
}

//! `GetPolicyVersion`.

use iam::operations::{GetPolicyVersion, get_policy_version};
use store::Transaction;
use wire::iam::get_policy_version::{Request, Response};
use wire::iam::{PolicyDocument, PolicyVersion};

use super::policies::authorize_policy;
use super::policies::{of_version, version_number, wire_version};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = authorize_policy::<GetPolicyVersion>(tx, call, &request.policy_arn, &()).await?;

    let found = get_policy_version(&authorized, version_number(&request.version_id));
    let (version, in_force) = found.map_err(of_version(&request.policy_arn, &request.version_id))?;
    let document = PolicyDocument(version.document.text().to_owned());
    let policy_version = PolicyVersion { document: Some(document), ..wire_version(&version, in_force) };
    Ok(Response { policy_version })
}

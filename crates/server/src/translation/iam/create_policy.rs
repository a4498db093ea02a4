//! `CreatePolicy`.

use iam::IdentitySubject;
use iam::operations::{CreatePolicy, NewPolicy, create_policy};
use store::Transaction;
use wire::iam::create_policy::{Request, Response};

use super::domain_tags;
use super::policies::wire_policy;
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let tags = domain_tags(request.tags.as_deref().unwrap_or_default());
    let parameters = Parameters::default().with_identity_tags(&tags);
    let path = request.path.as_deref().unwrap_or("/");
    let subject = IdentitySubject::new_policy(&call.caller.principal, path, &request.policy_name);
    let authorized = iam::authorize::<CreatePolicy>(&call.caller, subject, &parameters)?;
    let new = NewPolicy {
        name: &request.policy_name,
        path,
        description: request.description.as_deref(),
        document: &request.policy_document,
        tags: &tags,
    };
    let policy = create_policy(tx, authorized, &new).await?;
    Ok(Response { policy: wire_policy(call, &policy) })
}

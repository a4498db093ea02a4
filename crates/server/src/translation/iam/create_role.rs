//! `CreateRole`.

use iam::IdentitySubject;
use iam::operations::{CreateRole, CreateRoleInput, TagRole, create_role};
use store::Transaction;
use wire::iam::create_role::{Request, Response};

use super::{domain_tags, full_role, seconds};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let path = request.path.as_deref().unwrap_or("/");
    let tags = domain_tags(request.tags.as_deref().unwrap_or_default());
    let boundary = request.permissions_boundary.as_deref();
    let parameters =
        Parameters::default().with("iam:permissionsboundary", boundary).with_identity_tags(&tags);
    let subject = IdentitySubject::new_role(&call.caller.principal, path, &request.role_name);
    // Tags need a permission of their own.
    if !tags.is_empty() {
        iam::authorize::<TagRole>(&call.caller, subject.clone(), &parameters)?;
    }
    let authorized = iam::authorize::<CreateRole>(&call.caller, subject, &parameters)?;
    let input = CreateRoleInput {
        path: path.to_owned(),
        trust: request.assume_role_policy_document.clone(),
        description: request.description.clone(),
        session_seconds_max: request.max_session_duration.and_then(seconds),
        boundary: boundary.map(str::to_owned),
        tags: tags.clone(),
    };
    let role = create_role(tx, &authorized, &input).await?;
    Ok(Response { role: full_role(tx, call, &role).await? })
}

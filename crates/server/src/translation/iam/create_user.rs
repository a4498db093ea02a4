//! `CreateUser`.

use iam::IdentitySubject;
use iam::operations::{CreateUser, CreateUserInput, TagUser, create_user};
use store::Transaction;
use wire::iam::create_user::{Request, Response};

use super::{domain_tags, full_user};
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
    let subject = IdentitySubject::new_user(&call.caller.principal, path, &request.user_name);
    // Tags need a permission of their own.
    if !tags.is_empty() {
        iam::authorize::<TagUser>(&call.caller, subject.clone(), &parameters)?;
    }
    let authorized = iam::authorize::<CreateUser>(&call.caller, subject, &parameters)?;
    let boundary = boundary.map(str::to_owned);
    let input = CreateUserInput { path: path.to_owned(), boundary, tags: tags.clone() };
    let user = create_user(tx, &authorized, &input).await?;
    Ok(Response { user: full_user(tx, call, &user).await? })
}

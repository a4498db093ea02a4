//! What the operations on OpenID Connect providers share.

use iam::policy::ConditionKeys;
use iam::{Action, Authorized, IdentitySubject, OidcProvider};
use store::Transaction;

use crate::answer::Refused;
use crate::request::operate::Context;

/// Loads the provider of that ARN, and asks whether the caller may do `A` to it.
pub(super) async fn authorize_provider<A>(
    tx: &mut Transaction,
    call: &Context<'_>,
    arn: &str,
    parameters: &dyn ConditionKeys,
) -> Result<Authorized<A>, Refused>
where
    A: Action<Subject = IdentitySubject<OidcProvider>>,
{
    let subject = IdentitySubject::provider(tx, &call.caller.principal, arn).await?;
    Ok(iam::authorize(&call.caller, subject, parameters)?)
}

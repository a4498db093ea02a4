//! `ExplainAccess`.

use iam::operations::{ExplainAccess, principal_of_arn};
use iam::policy::KeyTable;
use iam::{AccountSubject, Caller};
use secrets::SecretSubject;
use store::Transaction;
use wire::strongroom::explain_access::{Request, Response};
use wire::{Code, Failure};

use super::explained::{allowed, checks, own_secret, supposed};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let proof = iam::authorize::<ExplainAccess>(&call.caller, AccountSubject::new(&call.home), &())?;
    let caller = whom(tx, call, request).await?;
    let subject = match &request.secret_id {
        Some(id) => own_secret(tx, call, id).await?,
        None => SecretSubject::none_in_particular(&call.home),
    };
    let checks = checks(tx, &proof, &caller, (&request.action, &subject), &context(request)).await?;
    Ok(Response { principal_arn: caller.principal.arn().into_owned(), allowed: allowed(&checks), checks })
}

/// Whom the question is about: whoever asks, or a principal of the same account.
async fn whom(tx: &mut Transaction, call: &Context<'_>, request: &Request) -> Result<Caller, Refused> {
    let Some(arn) = &request.principal_arn else { return Ok(call.caller.clone()) };
    let missing =
        || Failure::new(Code::ResourceNotFound, format!("Strongroom can't find the principal {arn}."));
    let principal = principal_of_arn(tx, arn).await?;
    let principal = principal.filter(|principal| principal.account() == call.caller.principal.account());
    supposed(tx, &call.caller, principal.ok_or_else(missing)?).await?.ok_or_else(|| missing().into())
}

/// The condition keys that the call is supposed to have.
fn context(request: &Request) -> KeyTable {
    let mut keys = KeyTable::default();
    for (name, value) in request.context.iter().flatten() {
        keys.insert(name, value.clone());
    }
    keys
}

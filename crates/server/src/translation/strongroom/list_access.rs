//! `ListAccess`.

use iam::operations::{ExplainAccess, PrincipalPosition, principals_after};
use iam::{AccountSubject, Principal, Subject};
use secrets::SecretSubject;
use store::Transaction;
use wire::strongroom::list_access::{Request, Response};
use wire::{Code, Failure};

use super::explained::{allowed, checks, own_secret, supposed};
use crate::answer::Refused;
use crate::request::operate::Context;

const ACTION_DEFAULT: &str = "secretsmanager:GetSecretValue";
const PRINCIPALS_DEFAULT: usize = 100;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let proof = iam::authorize::<ExplainAccess>(&call.caller, AccountSubject::new(&call.home), &())?;
    let subject = own_secret(tx, call, &request.secret_id).await?;
    let arn = subject.secret()?.arn(subject.tenant());
    let action = request.action.as_deref().unwrap_or(ACTION_DEFAULT);
    let position = request.next_token.as_deref().map(position).transpose()?;
    let (principals, next) = looked_at(tx, &owner(&subject)?, position.as_ref(), limit(request)).await?;
    let mut principal_arns = Vec::new();
    for principal in principals {
        let Some(caller) = supposed(tx, &call.caller, principal).await? else { continue };
        if allowed(&checks(tx, &proof, &caller, (action, &subject), &()).await?) {
            principal_arns.push(caller.principal.arn_in_conditions().into_owned());
        }
    }
    let foreign_principals = subject.policy().map(|policy| policy.foreign_principals(subject.owner()));
    Ok(Response {
        arn,
        action: action.to_owned(),
        principal_arns,
        foreign_principals: foreign_principals.unwrap_or_default(),
        next_token: next.as_ref().map(token),
    })
}

/// The root of the account that a secret belongs to.
fn owner(subject: &SecretSubject) -> Result<Principal, Refused> {
    let tenant = subject.tenant();
    match (tenant.partition().parse(), tenant.account().parse()) {
        (Ok(partition), Ok(account)) => Ok(Principal::Root { partition, account }),
        _ => Err(Failure::internal().into()),
    }
}

/// The principals of a page; the root stands before the first.
async fn looked_at(
    tx: &mut Transaction,
    root: &Principal,
    position: Option<&PrincipalPosition>,
    limit: usize,
) -> Result<(Vec<Principal>, Option<PrincipalPosition>), Refused> {
    let first = PrincipalPosition::User(String::new());
    let (principals, next) = principals_after(tx, root, position.unwrap_or(&first), limit).await?;
    let before = position.is_none().then(|| root.clone());
    Ok((before.into_iter().chain(principals).collect(), next))
}

fn limit(request: &Request) -> usize {
    request.max_results.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(PRINCIPALS_DEFAULT)
}

/// A token is the last name that was looked at, which whoever asks may know.
fn token(position: &PrincipalPosition) -> String {
    match position {
        PrincipalPosition::Role(name) => format!("role/{name}"),
        PrincipalPosition::User(name) => format!("user/{name}"),
    }
}

fn position(token: &str) -> Result<PrincipalPosition, Failure> {
    match token.split_once('/') {
        Some(("role", name)) => Ok(PrincipalPosition::Role(name.to_owned())),
        Some(("user", name)) => Ok(PrincipalPosition::User(name.to_owned())),
        _ => Err(Failure::new(Code::InvalidNextToken, "Invalid NextToken.")),
    }
}

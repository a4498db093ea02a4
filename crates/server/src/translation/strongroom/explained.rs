//! What both operations share: supposing a caller, and an explanation on the wire.

use std::sync::Arc;

use iam::operations::{ExplainAccess, explain_access};
use iam::policy::{ConditionKeys, Effect, Side};
use iam::{Action, Authorized, Caller, ExplainedStatement, Explanation, Principal, Subject, Verdict};
use kms::operations::Decrypt;
use secrets::operations::decryption_of_current;
use secrets::{Decryption, Refusal, SecretId, SecretSubject};
use store::Transaction;
use wire::strongroom::{Check, Statement};

use crate::answer::Refused;
use crate::request::operate::Context;

/// The secret that `id` names, if it is of the account that asks: what governs others' is theirs to know.
///
/// # Errors
///
/// `ResourceNotFoundException`: it is another account's.
pub(super) async fn own_secret(
    tx: &mut Transaction,
    call: &Context<'_>,
    id: &str,
) -> Result<SecretSubject, Refused> {
    let subject = SecretSubject::seek(tx, &call.home, &SecretId::parse(id)?).await?;
    let own = subject.tenant().account() == call.home.account();
    own.then_some(subject).ok_or_else(|| Refusal::NotFound.into())
}

/// The action that needs the right to decrypt as well.
const GET_SECRET_VALUE: &str = "secretsmanager:GetSecretValue";

/// Explains each permission that `caller` needs to do `action` to a secret.
pub(super) async fn checks(
    tx: &mut Transaction,
    proof: &Authorized<ExplainAccess>,
    caller: &Caller,
    (action, subject): (&str, &SecretSubject),
    request: &dyn ConditionKeys,
) -> Result<Vec<Check>, Refused> {
    let explanation = explain_access(proof, caller, action, subject, request);
    let mut checks = vec![check(action, &subject.resource(), explanation)];
    if action == GET_SECRET_VALUE
        && let Some(Decryption { key, context }) = decryption_of_current(tx, caller, subject).await?
    {
        let explanation = explain_access(proof, &caller.via("secretsmanager"), Decrypt::NAME, &key, &context);
        checks.push(check(Decrypt::NAME, &key.resource(), explanation));
    }
    Ok(checks)
}

/// A caller who would be `principal`, in the circumstances of whoever asks.
///
/// Nobody is supposed to be in a session: what a session's own policies take away is known to its holder alone.
pub(super) async fn supposed(
    tx: &mut Transaction,
    asking: &Caller,
    principal: Principal,
) -> Result<Option<Caller>, Refused> {
    let standing = iam::operations::stand(tx, &principal, None).await?;
    let caller =
        |standing| Caller { principal, session: None, standing: Arc::new(standing), ..asking.clone() };
    Ok(standing.map(caller))
}

/// Whether every one of the permissions is there.
pub(super) fn allowed(checks: &[Check]) -> bool {
    checks.iter().all(|check| check.decision == decision(Verdict::Allowed))
}

/// An explanation on the wire.
fn check(action: &str, resource: &str, explanation: Explanation) -> Check {
    Check {
        action: action.to_owned(),
        resource: resource.to_owned(),
        decision: decision(explanation.verdict),
        sentence: explanation.sentence,
        statements: explanation.statements.into_iter().map(statement).collect(),
    }
}

const fn decision(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => "Allowed",
        Verdict::ExplicitDeny => "ExplicitDeny",
        Verdict::ImplicitDeny => "ImplicitDeny",
    }
}

fn statement(explained: ExplainedStatement) -> Statement {
    Statement {
        policy_type: match explained.side {
            Side::Boundary => "PermissionsBoundary",
            Side::Identity => "Identity",
            Side::Resource => "Resource",
            Side::Session => "Session",
        },
        policy_name: explained.policy,
        number: i64::try_from(explained.number).unwrap_or(i64::MAX),
        sid: explained.sid,
        effect: match explained.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        },
        applies: explained.failed_conditions.is_empty(),
        failed_conditions: Some(explained.failed_conditions).filter(|failed| !failed.is_empty()),
    }
}

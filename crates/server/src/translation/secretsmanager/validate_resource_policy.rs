//! `ValidateResourcePolicy`.

use iam::Authorized;
use secrets::operations::{
    PolicyFinding, PutResourcePolicy, ValidateResourcePolicy, validate_resource_policy,
};
use secrets::{SecretId, SecretSubject};
use store::Transaction;
use wire::secretsmanager::validate_resource_policy::{CheckFailure, Request, Response};

use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = request.secret_id.as_deref().map(SecretId::parse).transpose()?;
    let subject = match &id {
        Some(id) => SecretSubject::seek(tx, &call.home, id).await?,
        None => SecretSubject::none_in_particular(&call.home),
    };
    iam::authorize::<PutResourcePolicy>(&call.caller, subject.clone(), &())?;
    let authorized: Authorized<ValidateResourcePolicy> = iam::authorize(&call.caller, subject, &())?;
    let findings = validate_resource_policy(tx, &authorized, &request.resource_policy).await?;
    let validation_errors: Vec<_> = findings.into_iter().map(check_failure).collect();
    Ok(Response { policy_validation_passed: validation_errors.is_empty(), validation_errors })
}

fn check_failure(finding: PolicyFinding) -> CheckFailure {
    let (check_name, error_message) = match finding {
        PolicyFinding::BroadAccess => (
            "BlockPublicPolicyCheck",
            "You can not attach a resource policy that grants Public access to your secret.",
        ),
        PolicyFinding::LockOut => {
            ("LockOutCheck", "This resource policy will not allow you to manage this secret in the future.")
        }
    };
    CheckFailure { check_name: check_name.to_owned(), error_message: error_message.to_owned() }
}

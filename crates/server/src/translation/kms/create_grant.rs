//! `CreateGrant`.

use kms::operations::{CreateGrant, GrantInput, create_grant};
use kms::{Constraint, Deed, EncryptionContext, GrantOperation, KeyReach};
use store::Transaction;
use wire::Failure;
use wire::kms::GrantConstraints;
use wire::kms::create_grant::{Request, Response};

use super::parameters::Parameters;
use super::{authorize, check_grant_tokens, check_principal, context, end_dry_run};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    check_grant_tokens(request.grant_tokens.as_deref())?;
    let input = input(request)?;
    let pairs = input.constraint.as_ref().map(|constraint| context(Some(constraint.pairs()))).transpose()?;
    let pairs = pairs.unwrap_or_default();
    let parameters = parameters(&input, &pairs);
    let reach = KeyReach::AnyById;
    let authorized = authorize::<CreateGrant>(tx, call, &request.key_id, reach, &parameters).await?;
    authorized.subject().key_for(Deed::Use)?;
    end_dry_run(request.dry_run)?;
    let grant = create_grant(tx, &authorized, input).await?;
    let token = grant.token(authorized.subject().tenant()).map(|token| token.to_string());
    Ok(Response { grant_token: token.unwrap_or_default(), grant_id: grant.id.to_string() })
}

fn input(request: &Request) -> Result<GrantInput, Refused> {
    check_principal(&request.grantee_principal)?;
    request.retiring_principal.as_deref().map_or(Ok(()), check_principal)?;
    let operation = |name: &String| {
        let unfit =
            || Failure::validation(format!("The operation {name} is not valid for a grant on this key."));
        GrantOperation::parse(name).ok_or_else(unfit)
    };
    let mut operations = request.operations.iter().map(operation).collect::<Result<Vec<_>, _>>()?;
    operations.sort_unstable();
    operations.dedup();
    if operations.is_empty() {
        return Err(Failure::validation("A grant must name at least one operation.").into());
    }
    Ok(GrantInput {
        name: request.name.clone(),
        grantee: request.grantee_principal.clone(),
        retiring: request.retiring_principal.clone(),
        operations,
        constraint: request.constraints.as_ref().map(constraint).transpose()?.flatten(),
    })
}

fn constraint(asked: &GrantConstraints) -> Result<Option<Constraint>, Refused> {
    match (&asked.encryption_context_subset, &asked.encryption_context_equals) {
        (None, None) => Ok(None),
        (Some(pairs), None) => Ok(Some(Constraint::Subset(pairs.clone()))),
        (None, Some(pairs)) => Ok(Some(Constraint::Equals(pairs.clone()))),
        (Some(_), Some(_)) => Err(Failure::validation(BOTH_CONSTRAINTS).into()),
    }
}

const BOTH_CONSTRAINTS: &str =
    "A grant has either the constraint EncryptionContextSubset or EncryptionContextEquals, not both.";

fn parameters<'a>(input: &GrantInput, pairs: &'a EncryptionContext) -> Parameters<'a> {
    let operations: Vec<_> = input.operations.iter().map(|operation| operation.name()).collect();
    let mut parameters = Parameters::in_context(pairs)
        .with_many("kms:GrantOperations", operations)
        .with("kms:GranteePrincipal", &input.grantee)
        .with("kms:GrantIsForAWSResource", "false");
    if let Some(retiring) = &input.retiring {
        parameters = parameters.with("kms:RetiringPrincipal", retiring);
    }
    if let Some(constraint) = &input.constraint {
        parameters = parameters.with("kms:GrantConstraintType", constraint.type_name());
    }
    parameters
}

//! `BatchGetSecretValue`: each secret is authorized and read as by a call of its own; one that fails does not fail the rest.

use secrets::operations::{
    BatchGetSecretValue, GetSecretValue, ListSecrets, SecretListing, VersionSelector, get_secret_value,
    list_secrets,
};
use secrets::{InvalidSecretName, Query, SecretId, SortKey, StagingLabel};
use store::Transaction;
use wire::secretsmanager::batch_get_secret_value::{EntryError, Request, Response};
use wire::secretsmanager::{self as wire_secrets, get_secret_value};
use wire::{Code, Failure};

use super::get_secret_value::disclose;
use super::listing::{filters, limit, token_in, token_out};
use super::{authorize, authorize_on_account};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    authorize_on_account::<BatchGetSecretValue>(call)?;
    let (ids, next_token) = match (&request.secret_id_list, filters_given(request)) {
        (Some(ids), None) if request.max_results.is_none() => (ids.clone(), None),
        (Some(_), None) => {
            return Err(invalid(
                "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.",
            ));
        }
        (None, Some(filters)) => found(tx, call, request, filters).await?,
        (None, None) | (Some(_), Some(_)) => {
            return Err(invalid("Either 'SecretIdList' or 'Filters' must be provided, but not both."));
        }
    };
    let mut response = Response { next_token, ..Response::default() };
    for id in ids {
        match read(tx, call, &id).await {
            Ok(value) => response.secret_values.push(value),
            Err(Refused(failure)) => response.errors.push(entry_error(id, &failure)?),
        }
    }
    Ok(response)
}

/// The filters; an empty list is as good as none.
pub(in crate::translation) fn filters_given(request: &Request) -> Option<&[wire_secrets::Filter]> {
    request.filters.as_deref().filter(|filters| !filters.is_empty())
}

fn invalid(text: &'static str) -> Refused {
    Failure::new(Code::InvalidParameter, text).into()
}

/// The ARNs of the secrets that the filters find, and the token of the next page.
async fn found(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
    asked: &[wire_secrets::Filter],
) -> Result<(Vec<String>, Option<String>), Refused> {
    let authorized = authorize_on_account::<ListSecrets>(call)?;
    let filters = filters(Some(asked))?;
    let asked = SecretListing {
        operation: "BatchGetSecretValue",
        query: Query {
            filters,
            include_planned_deletion: false,
            sort: SortKey::CreatedDate,
            descending: false,
        },
        limit: limit(request.max_results, secrets::limits::BATCH_ENTRIES_DEFAULT),
        token: request.next_token.as_deref().map(token_in).transpose()?,
    };
    let page = list_secrets(tx, &authorized, &asked, call.catalogues.as_deref()).await?;
    Ok((page.secrets.iter().map(|secret| secret.arn(&call.home)).collect(), page.token.map(token_out)))
}

async fn read(
    tx: &mut Transaction,
    call: &Context<'_>,
    id: &str,
) -> Result<get_secret_value::Response, Refused> {
    let id = SecretId::parse(id).map_err(invalid_name)?;
    let authorized = authorize::<GetSecretValue>(tx, call, &id, &()).await?;
    let current = VersionSelector::Label(StagingLabel::CURRENT);
    disclose(call, get_secret_value(tx, authorized, &current).await?)
}

/// What fails the call where it names one secret is one secret's failure here, whose codes are those of the API.
fn invalid_name(failure: InvalidSecretName) -> Refused {
    let Refused(single) = failure.into();
    Failure::new(Code::InvalidParameter, single.message().unwrap_or_default().to_owned()).into()
}

/// A failure that is one secret's stands in the answer; one that is ours fails the call.
fn entry_error(secret_id: String, failure: &Failure) -> Result<EntryError, Refused> {
    if matches!(failure.code(), Code::InternalServiceError | Code::Throttling) {
        return Err(failure.clone().into());
    }
    Ok(EntryError { secret_id, error_code: failure.code(), message: failure.message().map(str::to_owned) })
}

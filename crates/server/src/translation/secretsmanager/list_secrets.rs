//! `ListSecrets`.

use secrets::operations::{ListSecrets, SecretListing, list_secrets};
use secrets::{Query, Secret, SortKey};
use store::Transaction;
use wire::secretsmanager::list_secrets::{Entry, Request, Response, SortBy, SortOrder};

use super::listing::{filters, limit, token_in, token_out};
use super::{authorize_on_account, labels_by_version, midnight, wire_tags};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = authorize_on_account::<ListSecrets>(call)?;
    let page = list_secrets(tx, &authorized, &asked(request)?, call.catalogues.as_deref()).await?;
    let secret_list = page.secrets.iter().map(|secret| entry(call, secret)).collect();
    Ok(Response { secret_list, next_token: page.token.map(token_out) })
}

fn asked(request: &Request) -> Result<SecretListing, Refused> {
    let query = Query {
        filters: filters(request.filters.as_deref())?,
        include_planned_deletion: request.include_planned_deletion.unwrap_or(false),
        sort: request.sort_by.map_or(SortKey::CreatedDate, sort_key),
        descending: request.sort_order == Some(SortOrder::Descending),
    };
    Ok(SecretListing {
        operation: "ListSecrets",
        query,
        limit: limit(request.max_results, secrets::limits::PAGE_ENTRIES_DEFAULT),
        token: request.next_token.as_deref().map(token_in).transpose()?,
    })
}

const fn sort_key(sort_by: SortBy) -> SortKey {
    match sort_by {
        SortBy::CreatedDate => SortKey::CreatedDate,
        SortBy::LastAccessedDate => SortKey::LastAccessedDate,
        SortBy::LastChangedDate => SortKey::LastChangedDate,
        SortBy::Name => SortKey::Name,
    }
}

fn entry(call: &Context<'_>, secret: &Secret) -> Entry {
    Entry {
        arn: secret.arn(&call.home),
        name: secret.name.to_string(),
        kind: secret.kind.clone(),
        description: secret.description.clone(),
        kms_key_id: secret.kms_key_id.clone(),
        last_changed_date: Some(secret.changed_at),
        last_accessed_date: midnight(secret.last_accessed(call.reads.secret_day(secret.serial))),
        deleted_date: secret.deletion,
        tags: secret.tags.as_ref().map(wire_tags),
        secret_versions_to_stages: labels_by_version(&secret.labels),
        created_date: Some(secret.created_at),
        ..Entry::default()
    }
}

//! `ListSecretVersionIds`.

use secrets::operations::{ListSecretVersionIds, ListedVersion, VersionListing, list_secret_version_ids};
use secrets::{SecretId, Version};
use store::Transaction;
use wire::secretsmanager::list_secret_version_ids::{Entry, Request, Response};

use super::listing::{limit, token_in, token_out};
use super::{Subject, authorize, identity, label_texts, midnight};
use crate::answer::Refused;
use crate::request::operate::Context;

/// What the service's own key is called where a version's keys are listed.
const DEFAULT_KEY: &str = "DefaultEncryptionKey";

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let authorized = authorize::<ListSecretVersionIds>(tx, call, &id, &()).await?;
    authorized.subject().secret()?;
    let asked = VersionListing {
        include_deprecated: request.include_deprecated.unwrap_or(false),
        limit: limit(request.max_results, secrets::limits::PAGE_ENTRIES_DEFAULT),
        token: request.next_token.as_deref().map(token_in).transpose()?,
    };
    let tenant = authorized.subject().tenant().clone();
    let page = list_secret_version_ids(tx, authorized, &asked, call.reads).await?;
    let (arn, name) = identity(&page.secret, &Subject(&tenant));
    let versions = page.versions.into_iter().map(entry).collect();
    Ok(Response { versions, next_token: page.token.map(token_out), arn, name })
}

fn entry(listed: ListedVersion) -> Entry {
    Entry {
        version_id: listed.id.to_string(),
        version_stages: Some(label_texts(&listed.labels)).filter(|labels| !labels.is_empty()),
        last_accessed_date: midnight(listed.last_accessed),
        created_date: Some(listed.version.created_at),
        kms_key_ids: Some(key_ids(&listed.version)),
    }
}

fn key_ids(version: &Version) -> Vec<String> {
    version.kms_key_ids.iter().map(|id| id.clone().unwrap_or_else(|| DEFAULT_KEY.to_owned())).collect()
}

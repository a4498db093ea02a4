//! Registers an OpenID Connect provider.

use std::sync::Arc;

use store::{StoreError, Tenant, TenantKey, Transaction};

use super::permission;
use crate::limits::PROVIDERS_MAX;
use crate::record::provider_key;
use crate::{AccountIdentities, Authorized, IdentitySubject, OidcProvider, Refusal, Tag, issuer};

permission! {
    /// The permission to register an OpenID Connect provider.
    CreateOpenIDConnectProvider on IdentitySubject<OidcProvider>
}

permission! {
    /// The permission to see which OpenID Connect providers there are.
    ListOpenIDConnectProviders on AccountIdentities
}

/// A provider that is to be registered.
#[derive(Debug, Clone, Copy)]
pub struct NewProvider<'a> {
    /// The issuer's URL, with its scheme.
    pub url: &'a str,
    /// The audiences.
    pub client_ids: &'a [String],
    /// The thumbprints.
    pub thumbprints: &'a [String],
    /// The tags.
    pub tags: &'a [Tag],
}

/// Registers a provider: whoever its tokens are about may assume the roles that trust it.
///
/// Source: IAM API reference, `CreateOpenIDConnectProvider`.
///
/// # Errors
///
/// - [`Refusal::Provider`]: URL, audiences or thumbprints.
/// - [`Refusal::Tags`].
/// - [`Refusal::ProviderExists`].
/// - [`Refusal::Quota`]: the account has as many providers as it may.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn create_provider(
    tx: &mut Transaction,
    authorized: Authorized<CreateOpenIDConnectProvider>,
    new: &NewProvider<'_>,
) -> Result<Arc<OidcProvider>, Refusal> {
    let mut provider = OidcProvider {
        url: issuer(new.url)?.to_owned(),
        client_ids: Vec::new(),
        thumbprints: Vec::new(),
        created_at: tx.now(),
        tags: Vec::new(),
    };
    provider.set_thumbprints(new.thumbprints)?;
    new.client_ids.iter().try_for_each(|client_id| provider.add_client_id(client_id))?;
    Tag::set(&mut provider.tags, new.tags)?;
    let identities = authorized.subject().identities();
    let key = provider_key(&identities, &provider.url);
    if tx.get(&key).await?.is_some() {
        return Err(Refusal::ProviderExists { url: new.url.to_owned() });
    }
    if all(tx, &identities).await?.len() >= PROVIDERS_MAX {
        return Err(Refusal::Quota { quota: "OpenIdConnectProvidersPerAccount", max: PROVIDERS_MAX });
    }
    tx.put(&key, provider.clone())?;
    Ok(Arc::new(provider))
}

/// All providers, by URL; there are few.
///
/// Source: IAM API reference, `ListOpenIDConnectProviders`.
///
/// # Errors
///
/// [`Refusal::Store`]: the medium failed, or a record is damaged (ours).
pub async fn list_providers(
    tx: &mut Transaction,
    authorized: Authorized<ListOpenIDConnectProviders>,
) -> Result<Vec<Arc<OidcProvider>>, Refusal> {
    Ok(all(tx, &authorized.subject().identities()).await?)
}

async fn all(tx: &mut Transaction, identities: &Tenant) -> Result<Vec<Arc<OidcProvider>>, StoreError> {
    let mut range = TenantKey::<OidcProvider>::of(identities).prefix();
    let mut providers = Vec::new();
    loop {
        let page = tx.page(&range, PROVIDERS_MAX).await?;
        let last = page.entries.last().map(|(key, _)| key.clone());
        providers.extend(page.entries.into_iter().map(|(_, provider)| provider));
        match last.filter(|_| page.more) {
            Some(last) => range = range.after(&last),
            None => return Ok(providers),
        }
    }
}

//! Changes, reads and forgets an OpenID Connect provider.

use std::sync::Arc;

use store::Transaction;

use super::permission;
use crate::record::provider_key;
use crate::{Action, Authorized, IdentitySubject, Listing, OidcProvider, Page, PageAsked, Refusal, Tag};

permission! {
    /// The permission to let tokens for more audiences in.
    AddClientIDToOpenIDConnectProvider on IdentitySubject<OidcProvider>
}

permission! {
    /// The permission to forget a provider.
    DeleteOpenIDConnectProvider on IdentitySubject<OidcProvider>
}

permission! {
    /// The permission to read what is known of a provider.
    GetOpenIDConnectProvider on IdentitySubject<OidcProvider>
}

permission! {
    /// The permission to see the tags of a provider.
    ListOpenIDConnectProviderTags on IdentitySubject<OidcProvider>
}

permission! {
    /// The permission to let tokens for an audience in no longer.
    RemoveClientIDFromOpenIDConnectProvider on IdentitySubject<OidcProvider>
}

permission! {
    /// The permission to set tags of a provider.
    TagOpenIDConnectProvider on IdentitySubject<OidcProvider>
}

permission! {
    /// The permission to remove tags of a provider.
    UntagOpenIDConnectProvider on IdentitySubject<OidcProvider>
}

permission! {
    /// The permission to replace the thumbprints of a provider.
    UpdateOpenIDConnectProviderThumbprint on IdentitySubject<OidcProvider>
}

/// The provider.
///
/// Source: IAM API reference, `GetOpenIDConnectProvider`.
///
/// # Errors
///
/// [`Refusal::NoSuchProvider`].
pub fn get_provider(authorized: &Authorized<GetOpenIDConnectProvider>) -> Result<Arc<OidcProvider>, Refusal> {
    found(authorized).cloned()
}

/// Forgets a provider; one that is not there is none afterwards either.
///
/// Source: IAM API reference, `DeleteOpenIDConnectProvider`.
///
/// # Errors
///
/// [`Refusal::Store`]: the medium failed (ours).
pub fn delete_provider(
    tx: &mut Transaction,
    authorized: &Authorized<DeleteOpenIDConnectProvider>,
) -> Result<(), Refusal> {
    let subject = authorized.subject();
    match subject.found() {
        Some(provider) => Ok(tx.delete(&provider_key(&subject.identities(), &provider.url))?),
        None => Ok(()),
    }
}

/// Lets tokens for one more audience in.
///
/// Source: IAM API reference, `AddClientIDToOpenIDConnectProvider`.
///
/// # Errors
///
/// - [`Refusal::NoSuchProvider`].
/// - [`Refusal::Provider`]: there are as many audiences as there may be.
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn add_client_id(
    tx: &mut Transaction,
    authorized: &Authorized<AddClientIDToOpenIDConnectProvider>,
    client_id: &str,
) -> Result<(), Refusal> {
    change(tx, authorized, |provider| Ok(provider.add_client_id(client_id)?))
}

/// Lets tokens for an audience in no longer.
///
/// Source: IAM API reference, `RemoveClientIDFromOpenIDConnectProvider`.
///
/// # Errors
///
/// - [`Refusal::NoSuchProvider`].
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn remove_client_id(
    tx: &mut Transaction,
    authorized: &Authorized<RemoveClientIDFromOpenIDConnectProvider>,
    client_id: &str,
) -> Result<(), Refusal> {
    change(tx, authorized, |provider| {
        provider.remove_client_id(client_id);
        Ok(())
    })
}

/// Replaces the thumbprints of a provider.
///
/// Source: IAM API reference, `UpdateOpenIDConnectProviderThumbprint`.
///
/// # Errors
///
/// - [`Refusal::NoSuchProvider`].
/// - [`Refusal::Provider`]: there are more thumbprints than there may be.
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn update_thumbprints(
    tx: &mut Transaction,
    authorized: &Authorized<UpdateOpenIDConnectProviderThumbprint>,
    thumbprints: &[String],
) -> Result<(), Refusal> {
    change(tx, authorized, |provider| Ok(provider.set_thumbprints(thumbprints)?))
}

/// A page of a provider's tags, by key.
///
/// Source: IAM API reference, `ListOpenIDConnectProviderTags`.
///
/// # Errors
///
/// - [`Refusal::NoSuchProvider`].
/// - [`Refusal::PagingToken`].
pub fn list_provider_tags(
    tx: &mut Transaction,
    authorized: &Authorized<ListOpenIDConnectProviderTags>,
    asked: &PageAsked,
) -> Result<Page<Tag>, Refusal> {
    let provider = found(authorized)?;
    let question = seal::sha256(&[provider.url.as_bytes()]);
    let identities = authorized.subject().identities();
    let listing = Listing::new("ListOpenIDConnectProviderTags", &identities, &question);
    Ok(asked.of(tx, &listing, provider.tags.clone(), Tag::lowercase)?)
}

/// Sets tags of a provider.
///
/// Source: IAM API reference, `TagOpenIDConnectProvider`.
///
/// # Errors
///
/// - [`Refusal::NoSuchProvider`].
/// - [`Refusal::Tags`].
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn tag_provider(
    tx: &mut Transaction,
    authorized: &Authorized<TagOpenIDConnectProvider>,
    tags: &[Tag],
) -> Result<(), Refusal> {
    change(tx, authorized, |provider| Ok(Tag::set(&mut provider.tags, tags)?))
}

/// Removes tags of a provider.
///
/// Source: IAM API reference, `UntagOpenIDConnectProvider`.
///
/// # Errors
///
/// - [`Refusal::NoSuchProvider`].
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn untag_provider(
    tx: &mut Transaction,
    authorized: &Authorized<UntagOpenIDConnectProvider>,
    keys: &[String],
) -> Result<(), Refusal> {
    change(tx, authorized, |provider| {
        Tag::remove(&mut provider.tags, keys);
        Ok(())
    })
}

fn found<A>(authorized: &Authorized<A>) -> Result<&Arc<OidcProvider>, Refusal>
where
    A: Action<Subject = IdentitySubject<OidcProvider>>,
{
    let subject = authorized.subject();
    subject.found().ok_or_else(|| Refusal::NoSuchProvider { arn: subject.arn().to_owned() })
}

/// Changes the provider that a call is about, and saves it.
fn change<A>(
    tx: &mut Transaction,
    authorized: &Authorized<A>,
    change: impl FnOnce(&mut OidcProvider) -> Result<(), Refusal>,
) -> Result<(), Refusal>
where
    A: Action<Subject = IdentitySubject<OidcProvider>>,
{
    let mut provider = OidcProvider::clone(found(authorized)?);
    change(&mut provider)?;
    let key = provider_key(&authorized.subject().identities(), &provider.url);
    Ok(tx.put(&key, provider)?)
}

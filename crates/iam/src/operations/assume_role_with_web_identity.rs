//! Begins a session of a role on the word of an identity provider.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::Timestamp;
use store::{StoreError, Transaction};

use super::begin_session::{Begun, SessionError, Terms, begin_session};
use crate::policy::{self, KeyTable, Policies, RequestContext};
use crate::record::{identities, provider_key};
use crate::{
    Federation, IdentityToken, OidcProvider, Role, RoleArn, RoleToAssume, SessionRequest, Subject,
    VerifiedIdentity,
};

const ASSUME_ROLE: &str = "sts:AssumeRoleWithWebIdentity";
const SET_SOURCE_IDENTITY: &str = "sts:SetSourceIdentity";
const TAG_SESSION: &str = "sts:TagSession";

/// A session that was begun on a provider's word. It holds a secret, hence no `Debug`.
pub struct Federated {
    /// The session and its credentials.
    pub begun: Begun,
    /// On whose word, for whom and about whom.
    pub federation: Federation,
}

/// Why a session was not begun on a provider's word.
#[derive(Debug, thiserror::Error)]
pub enum WebIdentityError {
    /// The token is for none of the audiences that the provider is registered with (the caller's fault).
    #[error("the token is for somebody else")]
    Audience,
    /// The role's trust policy does not let the bearer, or there is no such role (the caller's fault).
    #[error("the role is not for the bearer of this token")]
    Denied,
    /// The account trusts no such provider any more (the caller's fault).
    #[error("the account trusts no such provider")]
    NoProvider,
    /// The session cannot be as it is asked for.
    #[error(transparent)]
    Session(#[from] SessionError),
}

impl From<StoreError> for WebIdentityError {
    fn from(failure: StoreError) -> Self {
        Self::Session(failure.into())
    }
}

/// What policies may ask about a call that nobody signed.
#[derive(Debug, Clone)]
pub struct Unsigned {
    /// The caller's network address.
    pub source_ip: IpAddr,
    /// Whether the call came over TLS.
    pub secure_transport: bool,
    /// When the call was received, by the real clock.
    pub received_at: Timestamp,
}

/// The provider that a token claims to be of, if the role's account trusts it.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn identity_provider(
    tx: &mut Transaction,
    role: &RoleArn,
    token: &IdentityToken,
) -> Result<Option<Arc<OidcProvider>>, StoreError> {
    match token.provider_url() {
        Some(url) => provider(tx, role, url).await,
        None => Ok(None),
    }
}

async fn provider(
    tx: &mut Transaction,
    role: &RoleArn,
    url: &str,
) -> Result<Option<Arc<OidcProvider>>, StoreError> {
    tx.get(&provider_key(&identities(role.partition(), role.account()), url)).await
}

/// Begins a session of a role for whomever a provider vouched for, if the role's trust policy lets them.
///
/// Source: STS API reference, `AssumeRoleWithWebIdentity`; IAM User Guide, "Available keys for AWS OIDC federation".
///
/// # Errors
///
/// In this order: [`WebIdentityError::NoProvider`], [`WebIdentityError::Audience`], [`WebIdentityError::Denied`],
/// [`WebIdentityError::Session`].
pub async fn assume_role_with_web_identity(
    tx: &mut Transaction,
    role: RoleToAssume,
    identity: &VerifiedIdentity,
    request: &SessionRequest,
    unsigned: &Unsigned,
) -> Result<Federated, WebIdentityError> {
    let arn = role.arn();
    let provider = provider(tx, arn, identity.provider_url()).await?.ok_or(WebIdentityError::NoProvider)?;
    let audience = identity.audience_among(&provider.client_ids).ok_or(WebIdentityError::Audience)?;
    let federation = Federation {
        provider_arn: provider.arn(arn.partition(), arn.account()),
        audience: identity.authorized_party().unwrap_or(audience).to_owned(),
        subject: identity.subject().to_owned(),
    };
    let request = &SessionRequest {
        tags: identity.tags().to_vec(),
        transitive_tag_keys: identity.transitive_tag_keys().to_vec(),
        source_identity: identity.source_identity().map(ToOwned::to_owned),
        external_id: None,
        ..request.clone()
    };
    let found =
        trusting(&role, (&federation, identity), request, unsigned).ok_or(WebIdentityError::Denied)?;
    let terms = Terms {
        now: unsigned.received_at,
        is_chained: false,
        tags: request.session_tags(None).map_err(SessionError::from)?,
        source_identity: request.source_identity.clone(),
        federation: Some(federation.clone()),
    };
    let begun = begin_session(tx, (arn, found), request, terms).await?;
    Ok(Federated { begun, federation })
}

/// The role, if its trust policy lets the bearer do all that is asked.
fn trusting<'a>(
    role: &'a RoleToAssume,
    (federation, identity): (&Federation, &VerifiedIdentity),
    request: &SessionRequest,
    unsigned: &Unsigned,
) -> Option<&'a Role> {
    let found = role.found()?;
    let mut keys = condition_keys((federation, identity), request, unsigned);
    for tag in &found.tags {
        keys.insert(&format!("aws:ResourceTag/{}", tag.key), tag.value.as_str());
    }
    let policies = Policies { resource: Some(found.trust.policy()), ..Policies::default() };
    let lets = |action: &str| {
        let context = RequestContext {
            caller: policy::Caller::WebIdentity { provider_arn: &federation.provider_arn },
            action,
            resource: role.arn().as_str(),
            owner: role.owner(),
            keys: &keys,
        };
        policies.decide(&context).outcome.is_allow()
    };
    let allowed = lets(ASSUME_ROLE)
        && (request.tags.is_empty() || lets(TAG_SESSION))
        && (request.source_identity.is_none() || lets(SET_SOURCE_IDENTITY));
    allowed.then_some(found)
}

/// Source: IAM User Guide, "Available keys for AWS OIDC federation": the names of a provider's own begin with its URL.
fn condition_keys(
    (federation, identity): (&Federation, &VerifiedIdentity),
    request: &SessionRequest,
    unsigned: &Unsigned,
) -> KeyTable {
    let mut keys = request.condition_keys(request.source_identity.as_deref());
    let provider = identity.provider_url();
    keys.insert(&format!("{provider}:aud"), federation.audience.as_str());
    keys.insert(&format!("{provider}:sub"), federation.subject.as_str());
    keys.insert_many(&format!("{provider}:amr"), identity.methods().iter().map(String::as_str));
    keys.insert("aws:FederatedProvider", federation.provider_arn.as_str());
    keys.insert("aws:CurrentTime", unsigned.received_at.to_string());
    keys.insert("aws:EpochTime", unsigned.received_at.as_second().to_string());
    keys.insert("aws:SecureTransport", unsigned.secure_transport.to_string());
    keys.insert("aws:SourceIp", unsigned.source_ip.to_string());
    keys
}

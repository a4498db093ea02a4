//! Finds out who calls, or that nobody known does.

use std::sync::Arc;

use iam::operations::Identified;
use iam::{AccessKey, AccessKeyId, Caller, Circumstances, Principal, SessionToken, Standing};
use sigv4::{
    AuthError, Body, ClockSkew, Header, Miss, Parts, PresignedPolicy, Rules, SignedRequest, SigningKey,
};
use store::{StoreError, Transaction, Work};
use wire::failure::Protocol;
use wire::{Code, Failure, Target};

use super::receive::{RawRequest, Request};
use crate::Server;
use crate::answer::Refused;

/// Verifies a request's signature, and tells whose it is.
///
/// The order of refusals is that of [`SignedRequest::parse`]; then an unknown key, a session token that is lacking, wrong
/// or over, then a wrong signature. Nothing that the operation is about has been looked at by then. The token is opened and
/// its owner looked for at every call, so that no signing key that is kept outlives a session.
pub(crate) async fn verify(server: &Server, request: &Request<'_>) -> Result<Caller, Refused> {
    let raw = request.raw;
    let headers = headers(raw)?;
    let refused = |failure: AuthError| refusal(&failure, raw.protocol());
    let signed = parse(server, request, &headers).map_err(refused)?;
    let id = AccessKeyId::parse(signed.access_key_id()).map_err(|_| refused(AuthError::UnknownAccessKey))?;
    let signer = if id.is_temporary() {
        let token = session_token(server, &signed, &id, raw).map_err(refused)?;
        session(server, token).await?.ok_or_else(|| refused(AuthError::TokenInvalid))?
    } else {
        let signer = identify(server, id).await?.ok_or_else(|| refused(AuthError::UnknownAccessKey))?;
        if signed.security_token().is_some() {
            return Err(refused(AuthError::TokenInvalid));
        }
        signer
    };
    verify_signature(server, &signed, &signer).map_err(|failure| failure.into_refused(raw.protocol()))?;
    caller(server, raw, &signed, signer)
}

/// Who signs, and with what.
struct Signer {
    principal: Principal,
    key: Key,
}

enum Key {
    /// One that lies in the store.
    Kept(Arc<AccessKey>),
    /// One that came with its token.
    Temporary(Box<SessionToken>),
}

impl Key {
    fn id(&self) -> &AccessKeyId {
        match self {
            Self::Kept(key) => &key.id,
            Self::Temporary(token) => &token.access_key,
        }
    }
}

/// The token that has to come with a temporary key.
fn session_token(
    server: &Server,
    signed: &SignedRequest<'_>,
    id: &AccessKeyId,
    raw: &RawRequest,
) -> Result<SessionToken, AuthError> {
    let token = signed.security_token().ok_or(AuthError::TokenInvalid)?;
    let token = SessionToken::open(server.store.keyring(), id, token).map_err(|_| AuthError::TokenInvalid)?;
    // Credentials expire by the real clock, as signatures do.
    if token.is_over(raw.received_at) { Err(AuthError::TokenExpired) } else { Ok(token) }
}

/// Everything about the signature that needs no key.
fn parse<'a>(
    server: &Server,
    request: &'a Request<'_>,
    headers: &'a [Header<'a>],
) -> Result<SignedRequest<'a>, AuthError> {
    let raw = request.raw;
    let parts = Parts {
        method: raw.head.method.as_str(),
        path: raw.head.uri.path(),
        query: raw.query(),
        host: raw.authority(),
        headers,
        body: Body::Bytes(request.body),
    };
    let serves_region = |region: &str| server.region(region).is_some();
    SignedRequest::parse(&parts, &rules(request.target, raw, &serves_region))
}

fn headers(raw: &RawRequest) -> Result<Vec<Header<'_>>, Refused> {
    if raw.head.headers.len() > crate::limits::HEADERS_MAX {
        return Err(Failure::headers_too_large().into());
    }
    Ok(raw.head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect())
}

fn rules<'a>(target: Target, raw: &RawRequest, serves_region: &'a dyn Fn(&str) -> bool) -> Rules<'a> {
    let (clock_skew, presigned) = match target {
        Target::Kms(_) | Target::SecretsManager(_) | Target::Strongroom(_) => {
            (ClockSkew::DEFAULT, PresignedPolicy::Refused)
        }
        Target::Iam(_) => (ClockSkew::WIDEST, PresignedPolicy::Refused),
        Target::Sts(_) => (ClockSkew::WIDEST, PresignedPolicy::Allowed),
    };
    Rules { now: raw.received_at, clock_skew, presigned, service: target.signing_name(), serves_region }
}

async fn identify(server: &Server, id: AccessKeyId) -> Result<Option<Signer>, Refused> {
    let identified = server.store.transact(&Identify(id)).await?;
    let signer = |found: Identified| Signer { principal: found.principal, key: Key::Kept(found.access_key) };
    Ok(identified.map(signer))
}

struct Identify(AccessKeyId);

impl Work for Identify {
    type Done = Option<Identified>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        iam::operations::identify(tx, &self.0).await
    }
}

async fn session(server: &Server, token: SessionToken) -> Result<Option<Signer>, Refused> {
    let principal = server.store.transact(&IdentifySession(&token)).await?;
    Ok(principal.map(|principal| Signer { principal, key: Key::Temporary(Box::new(token)) }))
}

struct IdentifySession<'a>(&'a SessionToken);

impl Work for IdentifySession<'_> {
    type Done = Option<Principal>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        iam::operations::identify_session(tx, self.0).await
    }
}

/// Why a signature was not accepted.
enum SignatureFailure {
    /// The request's fault.
    Refused(AuthError),
    /// Ours: the key's secret does not open.
    SecretDamaged(AccessKeyId),
}

impl SignatureFailure {
    fn into_refused(self, protocol: Protocol) -> Refused {
        match self {
            Self::Refused(failure) => refusal(&failure, protocol),
            Self::SecretDamaged(id) => {
                tracing::error!(access_key = %id, "the secret of an access key does not open under the keyring");
                Failure::internal().into()
            }
        }
    }
}

fn verify_signature(
    server: &Server,
    signed: &SignedRequest<'_>,
    signer: &Signer,
) -> Result<(), SignatureFailure> {
    match server.signing_keys.get(signed.credential()) {
        Ok(signing_key) => signed.verify(&signing_key).map_err(SignatureFailure::Refused),
        Err(miss) => verify_and_keep(server, signed, &signer.key, miss),
    }
}

fn verify_and_keep(
    server: &Server,
    signed: &SignedRequest<'_>,
    key: &Key,
    miss: Miss,
) -> Result<(), SignatureFailure> {
    let kept;
    let secret = match key {
        Key::Kept(key) => {
            let secret = key.secret(server.store.keyring());
            kept = secret.map_err(|_| SignatureFailure::SecretDamaged(key.id.clone()))?;
            &kept
        }
        Key::Temporary(token) => &token.secret,
    };
    let scope = signed.credential();
    let signing_key = SigningKey::derive(secret.plaintext(), scope.date(), scope.region(), scope.service());
    signed.verify(&signing_key).map_err(SignatureFailure::Refused)?;
    server.signing_keys.insert(miss, scope, Arc::new(signing_key));
    Ok(())
}

fn caller(
    server: &Server,
    raw: &RawRequest,
    signed: &SignedRequest<'_>,
    signer: Signer,
) -> Result<Caller, Refused> {
    let user_agent = raw.head.headers.get(http::header::USER_AGENT).and_then(|value| value.to_str().ok());
    // The scope's region was found among the served ones.
    let region = server.region(signed.credential().region()).ok_or_else(Failure::internal)?.clone();
    let circumstances = Circumstances {
        source_ip: raw.peer.ip,
        secure_transport: raw.peer.tls.is_some(),
        user_agent: user_agent.map(Arc::from),
        region,
        received_at: raw.received_at,
        via: None,
    };
    Ok(Caller {
        access_key: signer.key.id().clone(),
        session: match &signer.key {
            Key::Kept(_) => None,
            Key::Temporary(token) => Some(Arc::clone(&token.session)),
        },
        principal: signer.principal,
        // Which policies bear on the call is found in the transaction that decides about it.
        standing: Arc::new(Standing::default()),
        circumstances,
    })
}

fn refusal(failure: &AuthError, protocol: Protocol) -> Refused {
    let spoken = match protocol {
        Protocol::Json => sigv4::Protocol::Json,
        Protocol::Query => sigv4::Protocol::Query,
    };
    Failure::new(code(failure), failure.message(spoken).unwrap_or_default()).into()
}

fn code(failure: &AuthError) -> Code {
    match failure.class() {
        sigv4::Class::ExpiredToken => Code::ExpiredToken,
        sigv4::Class::Invalid => Code::InvalidSignature,
        sigv4::Class::Malformed => Code::IncompleteSignature,
        sigv4::Class::Missing => Code::MissingAuthenticationToken,
        sigv4::Class::UnknownKey => Code::UnrecognizedClient,
    }
}

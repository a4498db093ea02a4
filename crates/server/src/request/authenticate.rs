//! Finds out who calls, or that nobody known does.

use std::sync::Arc;

use audit::UserIdentity;
use iam::operations::Identified;
use iam::{AccessKeyId, Caller, Circumstances, SessionToken, Standing};
use seal::Digest;
use sigv4::{
    AuthError, Body, ClockSkew, Header, Miss, Parts, PresignedPolicy, Rules, SignedRequest, SigningKey,
};
use store::{StoreError, Transaction, Work};
use wire::failure::Protocol;
use wire::{Code, Failure, Target};

use super::receive::{RawRequest, Request};
use crate::Server;
use crate::answer::Refused;
use crate::signers::{self, Key, Signer};

/// Verifies a request's signature, and tells whose it is, and what a record calls that one.
///
/// The order of refusals is that of [`SignedRequest::parse`]; then an unknown key, a session token that is lacking, wrong
/// or over, then a wrong signature. Nothing that the operation is about has been looked at by then. What is known of a
/// signer counts only as long as no record of it has changed, so that nothing that is kept outlives a key or a session.
pub(crate) async fn verify(
    server: &Server,
    request: &Request<'_>,
) -> Result<(Caller, Arc<UserIdentity>), Refused> {
    let raw = request.raw;
    let headers = headers(raw)?;
    let refused = |failure: AuthError| refusal(&failure, raw.protocol());
    let signed = parse(server, request, &headers).map_err(refused)?;
    let id = AccessKeyId::parse(signed.access_key_id()).map_err(|_| refused(AuthError::UnknownAccessKey))?;
    let signer = match server.signers.known(&id, signed.security_token()) {
        Some(known) => {
            check(server, raw, &signed, &known.key)?;
            known
        }
        None => {
            let found = find(server, id, &signed, raw).await?;
            check(server, raw, &signed, &found.key)?;
            get_to_know(server, found).await?
        }
    };
    let caller = caller(server, raw, &signed, &signer)?;
    let identity = signer.identity(&caller);
    Ok((caller, identity))
}

/// Whether the key is good at present, and has signed this.
fn check(server: &Server, raw: &RawRequest, signed: &SignedRequest<'_>, key: &Key) -> Result<(), Refused> {
    // Credentials expire by the real clock, as signatures do.
    if key.session().is_some_and(|session| session.is_over(raw.received_at)) {
        return Err(refusal(&AuthError::TokenExpired, raw.protocol()));
    }
    verify_signature(server, signed, key).map_err(|failure| failure.into_refused(raw.protocol()))
}

/// Finds the signer that is not known.
async fn find(
    server: &Server,
    id: AccessKeyId,
    signed: &SignedRequest<'_>,
    raw: &RawRequest,
) -> Result<Signer, Refused> {
    let refused = |failure: AuthError| refusal(&failure, raw.protocol());
    if id.is_temporary() {
        let (text, token) = session_token(server, signed, &id).map_err(refused)?;
        let found = server.store.transact(&FindSession { token: &token, hash: signers::hash(text) }).await?;
        return found.ok_or_else(|| refused(AuthError::TokenInvalid));
    }
    let found = server.store.transact(&FindKey(id)).await?;
    let signer = found.ok_or_else(|| refused(AuthError::UnknownAccessKey))?;
    if signed.security_token().is_some() { Err(refused(AuthError::TokenInvalid)) } else { Ok(signer) }
}

/// The token that has to come with a temporary key.
fn session_token<'a>(
    server: &Server,
    signed: &'a SignedRequest<'_>,
    id: &AccessKeyId,
) -> Result<(&'a str, SessionToken), AuthError> {
    let text = signed.security_token().ok_or(AuthError::TokenInvalid)?;
    let token = SessionToken::open(server.store.keyring(), id, text).map_err(|_| AuthError::TokenInvalid)?;
    Ok((text, token))
}

/// Finds who has a lasting key.
struct FindKey(AccessKeyId);

impl Work for FindKey {
    type Done = Option<Signer>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        let mark = tx.note_reads();
        let found = iam::operations::identify(tx, &self.0).await?;
        let signer =
            |found: Identified| Signer::new(Key::Kept(found.access_key), found.principal, tx.footprint(mark));
        Ok(found.map(signer))
    }
}

/// Finds whose an opened token is.
struct FindSession<'a> {
    token: &'a SessionToken,
    hash: Digest,
}

impl Work for FindSession<'_> {
    type Done = Option<Signer>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        let mark = tx.note_reads();
        let SessionToken { access_key, session, .. } = self.token;
        let principal = iam::operations::identify_session(tx, self.token).await?;
        let key = Key::Temporary { id: access_key.clone(), session: Arc::clone(session), token: self.hash };
        Ok(principal.map(|principal| Signer::new(key, principal, tx.footprint(mark))))
    }
}

/// Finds where somebody stands whose signature holds, and keeps what is known of that one. Who stands nowhere any more is
/// told so by the transaction that carries the call out.
async fn get_to_know(server: &Server, found: Signer) -> Result<Arc<Signer>, Refused> {
    let standing = server.store.transact(&Stand(&found)).await?.unwrap_or_default();
    let signer = Arc::new(found.standing(standing));
    server.signers.keep(&signer);
    Ok(signer)
}

struct Stand<'a>(&'a Signer);

impl Work for Stand<'_> {
    type Done = Option<Standing>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        let Signer { key, principal, .. } = self.0;
        iam::operations::stand(tx, principal, key.session().map(Arc::as_ref)).await
    }
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

fn verify_signature(server: &Server, signed: &SignedRequest<'_>, key: &Key) -> Result<(), SignatureFailure> {
    match server.signing_keys.get(signed.credential()) {
        Ok(signing_key) => signed.verify(&signing_key).map_err(SignatureFailure::Refused),
        Err(miss) => verify_and_keep(server, signed, key, miss),
    }
}

fn verify_and_keep(
    server: &Server,
    signed: &SignedRequest<'_>,
    key: &Key,
    miss: Miss,
) -> Result<(), SignatureFailure> {
    let secret = match key {
        Key::Kept(key) => {
            key.secret(server.store.keyring()).map_err(|_| SignatureFailure::SecretDamaged(key.id.clone()))?
        }
        Key::Temporary { id, .. } => {
            session_token(server, signed, id).map_err(SignatureFailure::Refused)?.1.secret
        }
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
    signer: &Signer,
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
        session: signer.key.session().cloned(),
        principal: signer.principal.clone(),
        standing: Arc::clone(&signer.standing),
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

//! The one call that nobody signs: a token of an identity provider is exchanged for a session of a role.
//!
//! It has no caller, and needs none: what begins the session is a [`VerifiedIdentity`], which only a token makes that its
//! provider signed. The provider's keys are at hand before the transaction begins, since that does no other I/O.

use std::sync::Arc;

use iam::operations::Unsigned;
use iam::{IdentityToken, KeySet, OidcProvider, RoleArn, TokenRefused, VerifiedIdentity};
use secrecy::ExposeSecret;
use store::{StoreError, Transaction, Work};
use wire::sts::assume_role_with_web_identity::Request as Asked;
use wire::sts::{Operation, Request as StsRequest};
use wire::{Code, Failure, Target};

use super::receive::{Input, Request};
use crate::Server;
use crate::answer::{Answer, Refused};
use crate::trail::{Done, Draft, Recorder};
use crate::translation::sts::assume_role_with_web_identity::{answer, no_provider};
use crate::translation::sts::role_arn;

/// Whether an operation is called without a signature. A signature that comes along is not looked at.
pub(crate) const fn is_unsigned(target: Target) -> bool {
    matches!(target, Target::Sts(Operation::AssumeRoleWithWebIdentity))
}

/// Exchanges a token for a session.
pub(crate) async fn exchange(
    server: &Server,
    request: Request<'_>,
    draft: &mut Draft<'_>,
) -> Result<Done, Refused> {
    let raw = request.raw;
    let Input::Sts(StsRequest::AssumeRoleWithWebIdentity(asked)) = request.input? else {
        return Err(Failure::internal().into());
    };
    // Strangers make this call, and may have to wait for their provider: they take nobody else's place.
    let _place = server.exchanging.try_acquire().map_err(|_| Failure::throttled())?;
    let role = role_arn(&asked.role_arn)?;
    let token = IdentityToken::parse(asked.web_identity_token.expose_secret()).map_err(refused)?;
    let keys = keys(server, &role, &token).await?;
    let identity = token.verify(&keys, raw.received_at).map_err(refused)?;
    draft.vouched_for(&role, &identity);
    let unsigned = Unsigned {
        source_ip: raw.peer.ip,
        secure_transport: raw.peer.tls.is_some(),
        received_at: raw.received_at,
    };
    let recorder = &server.recorder;
    server.store.transact(&Exchange { asked, role, identity, unsigned, draft, recorder }).await
}

/// The keys of the token's provider, if the role's account trusts it.
async fn keys(server: &Server, role: &RoleArn, token: &IdentityToken) -> Result<Arc<KeySet>, Refused> {
    let provider = server.store.transact(&FindProvider { role, token }).await?;
    let provider = provider.ok_or_else(|| no_provider(token.issuer()))?;
    let keys = server.identity_providers.keys(&provider.url, token.key_id()).await;
    keys.map_err(|_| Failure::new(Code::IdpCommunicationError, UNREACHABLE).into())
}

struct FindProvider<'a> {
    role: &'a RoleArn,
    token: &'a IdentityToken,
}

impl Work for FindProvider<'_> {
    type Done = Option<Arc<OidcProvider>>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        iam::operations::identity_provider(tx, self.role, self.token).await
    }
}

struct Exchange<'a> {
    asked: Asked,
    role: RoleArn,
    identity: VerifiedIdentity,
    unsigned: Unsigned,
    draft: &'a Draft<'a>,
    recorder: &'a Recorder,
}

impl Work for Exchange<'_> {
    type Done = Done;
    type Failure = Refused;

    async fn run(&self, tx: &mut Transaction) -> Result<Done, Refused> {
        let response = answer(tx, (&self.role, &self.identity), &self.asked, &self.unsigned).await?;
        let answer = Answer::Sts(response.into());
        let records = self.draft.done(tx, self.recorder, None, (&answer, &[]))?;
        Ok(Done { answer, records })
    }
}

const MALFORMED: &str =
    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";
const NOT_YET_VALID: &str = "The ID Token provided is not valid yet.";
const SIGNATURE: &str = "The signature of the ID Token provided is not valid.";
const UNACCEPTED: &str = "The ID Token provided is signed with an algorithm that is not accepted.";
const UNREACHABLE: &str = "The identity provider could not be reached, or did not answer as it should.";
// The two spaces are AWS's.
const UNKNOWN_KEY: &str = "Couldn't retrieve verification key from your identity provider,  please reference \
    AssumeRoleWithWebIdentity documentation for requirements";

/// Source: STS API reference, `AssumeRoleWithWebIdentity`, errors; texts as the service sends them where they are known.
fn refused(refused: TokenRefused) -> Refused {
    let text = match refused {
        TokenRefused::Expired { now, expired_at } => {
            let text = format!(
                "Token expired: current date/time {now} must be before the expiration date/time {expired_at}"
            );
            return Failure::new(Code::ExpiredIdentityToken, text).into();
        }
        TokenRefused::Malformed => MALFORMED,
        TokenRefused::NotYetValid => NOT_YET_VALID,
        TokenRefused::Signature => SIGNATURE,
        TokenRefused::Unaccepted => UNACCEPTED,
        TokenRefused::UnknownKey => UNKNOWN_KEY,
    };
    Failure::new(Code::InvalidIdentityToken, text).into()
}

//! The audit trail's station on a request's path: every call is on record before its answer leaves.
//!
//! A [`Draft`] gathers what is known of a call on its way. What a call changes is put into the outbox by the transaction
//! that changes it, and appended right after; what a call discloses is appended before it is disclosed. Which members of a
//! call may be recorded stands in `members`, and nowhere else.

mod members;
mod operator;
mod recorder;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arn::{AccountId, Region};
use audit::{
    Encoded, Event, EventId, Node, Occasion, Operation, OutboxEntry, Parameters, StoredHead, TlsDetails,
    UserIdentity,
};
use iam::{Caller, OidcProvider, RoleArn, VerifiedIdentity};
use jiff::Timestamp;
use kms::{KeyEvent, KeyEventKind, KeyName, KeyRef};
use seal::Entropy;
use secrets::{VersionEvent, VersionEventKind};
use store::{StoreError, Tenant, Transaction, Work};
use wire::failure::Protocol;
use wire::{Failure, Target, secretsmanager};

use crate::Server;
use crate::answer::{Answer, Refused};
use crate::clock::wire_now;
use crate::limits::{CLAIMED_KEY_CHARS, STRANGERS_TEXT_BYTES_MAX};
use crate::request::receive::{Input, RawRequest, Request};
use crate::tls::Protection;
pub(crate) use recorder::Recorder;

/// Where the audit trail of a data folder lies.
#[must_use]
pub fn folder(data: &Path) -> PathBuf {
    data.join("audit")
}

/// Reads the newest signed head of this process's trail.
pub(crate) struct LoadHead;

impl Work for LoadHead {
    type Done = Arc<StoredHead>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        audit::load_or_make_head(tx, &Node::default()).await
    }
}

const KMS: &str = "kms.amazonaws.com";
const SECRETS_MANAGER: &str = "secretsmanager.amazonaws.com";
/// The source of what is no operation of a service that is served.
const NO_SERVICE: &str = "strongroom";

/// What was done, and its records.
pub(crate) struct Done {
    pub(crate) answer: Answer,
    pub(crate) records: Records,
}

/// The records of something that was done.
#[derive(Debug)]
pub(crate) enum Records {
    /// Of a change: they lie in the outbox, and are owed to the trail from now on.
    Kept(OutboxEntry),
    /// Of anything else: they lie nowhere yet.
    Loose(Vec<Encoded>),
}

/// What is known of a call so far, for its record.
pub(crate) struct Draft<'a> {
    raw: &'a RawRequest,
    target: Option<Target>,
    operation: Operation,
    parameters: Option<Parameters>,
    caller: Option<(Arc<UserIdentity>, Option<Region>, AccountId)>,
}

impl<'a> Draft<'a> {
    /// The draft of a call of which nothing is known but its bytes.
    pub(crate) fn of(raw: &'a RawRequest) -> Self {
        Self { raw, target: None, operation: operation(raw), parameters: None, caller: None }
    }

    /// Learns what is asked, as far as that is understood.
    pub(crate) fn asked(&mut self, request: &Request<'_>) {
        self.target = Some(request.target);
        self.operation = members::operation(request.target);
        self.parameters = request.input.as_ref().ok().and_then(members::parameters);
    }

    /// Which operation is asked for, once that is known.
    pub(crate) const fn target(&self) -> Option<Target> {
        self.target
    }

    /// Learns who asks, and what a record calls that one.
    pub(crate) fn signed_by(&mut self, caller: &Caller, identity: Arc<UserIdentity>) {
        let account = caller.principal.account().clone();
        let region = caller.circumstances.region.clone();
        self.caller = Some((identity, Some(region), account));
    }

    /// Learns whom an identity provider vouched for, who asks for a role; no region is named by such a call.
    pub(crate) fn vouched_for(&mut self, role: &RoleArn, identity: &VerifiedIdentity) {
        let (url, account) = (identity.provider_url(), role.account());
        let provider = OidcProvider::arn_of(url, role.partition(), account);
        let identity = UserIdentity::web_identity(&provider, identity.audience(), identity.subject());
        self.caller = Some((Arc::new(identity), None, account.clone()));
    }

    /// Makes the records of what was done, to what `input` names if it names anything, and puts them into the outbox if it was a change.
    pub(crate) fn done(
        &self,
        tx: &mut Transaction,
        recorder: &Recorder,
        input: Option<&Input>,
        (answer, happened): (&Answer, &[VersionEvent]),
    ) -> Result<Records, StoreError> {
        let now = wire_now();
        let event = self.event(tx.entropy(), now).answered(answer);
        let named = match (input, &self.caller) {
            (Some(input), Some((_, Some(region), account))) => members::named(input, region, account),
            _ => None,
        };
        let mut events = vec![named.into_iter().fold(event, Event::resource).encode()];
        if let Answer::SecretsManager(secretsmanager::Response::BatchGetSecretValue(response)) = answer {
            events.extend(
                members::secretsmanager::each_of(response)
                    .map(|each| each.record(self, tx.entropy(), now).encode()),
            );
        }
        events.extend(happened.iter().map(|event| service_event(event, tx.entropy(), now).encode()));
        events.extend(self.rotated(answer).map(|event| key_event(&event, tx.entropy(), now).encode()));
        recorder.enqueue(tx, events)
    }

    /// What became of a key that its owner had rotated: an event of the service beside the call, as if unasked.
    fn rotated(&self, answer: &Answer) -> Option<KeyEvent> {
        let Answer::Kms(wire::kms::Response::RotateKeyOnDemand(done)) = answer else { return None };
        let (_, Some(region), account) = self.caller.as_ref()? else { return None };
        let tenant = Tenant::new(region.partition().as_str(), account.as_str(), region.as_str());
        match KeyRef::parse(&done.key_id, &tenant).ok()?.name() {
            KeyName::Id(key) => Some(KeyEvent { kind: KeyEventKind::Rotated, key: *key, tenant }),
            KeyName::Alias(_) => None,
        }
    }

    fn refused(&self, failure: &Failure) -> Encoded {
        let code = failure.code().name(self.raw.protocol());
        // What a stranger is told may repeat what he sent, a secret in the wrong place included.
        let message = failure.message().filter(|_| self.caller.is_some());
        self.event(&mut Entropy::system(), wire_now()).refused(code, message).encode()
    }

    /// The record as far as it is known.
    fn event(&self, entropy: &mut Entropy, now: Timestamp) -> Event {
        let event = self.call(self.operation.clone(), entropy, now);
        // What a stranger sent is not kept for him.
        match self.parameters.clone().filter(|_| self.caller.is_some()) {
            Some(parameters) => event.parameters(parameters),
            None => event,
        }
    }

    /// As much of a client's text as is recorded: little of a stranger's, whose records must not fill the disk.
    fn cut<'t>(&self, text: &'t str) -> &'t str {
        if self.caller.is_some() { text } else { cut_at(text, STRANGERS_TEXT_BYTES_MAX) }
    }

    /// The record of an operation by whoever makes this call.
    fn call(&self, operation: Operation, entropy: &mut Entropy, now: Timestamp) -> Event {
        let (identity, region, account) = match &self.caller {
            Some((identity, region, account)) => {
                (Arc::clone(identity), region.clone(), Some(account.clone()))
            }
            None => (UserIdentity::unknown(claimed_key(self.raw)).into(), None, None),
        };
        let occasion = Occasion { id: EventId::generate(entropy), time: now, region, account };
        let user_agent = self.raw.head.headers.get(http::header::USER_AGENT);
        let event = Event::api_call(operation, identity, occasion)
            .from_client(
                self.raw.peer.ip,
                user_agent.and_then(|agent| agent.to_str().ok()).map(|agent| self.cut(agent)),
            )
            .request_id(self.raw.id.hyphenated().encode_lower(&mut uuid::Uuid::encode_buffer()));
        match self.raw.peer.tls {
            Some(Protection { tls_version, cipher_suite }) => {
                let client_provided_host_header = self.cut(self.raw.host()).to_owned();
                event.tls(TlsDetails { tls_version, cipher_suite, client_provided_host_header })
            }
            None => event,
        }
    }
}

/// Puts the records of a call on the trail before its answer leaves.
///
/// A refusal of somebody who could not be authenticated is recorded by itself only as long as there are few.
pub(crate) async fn record(
    server: &Server,
    draft: Draft<'_>,
    outcome: Result<Done, Refused>,
) -> Result<Answer, Refused> {
    match outcome {
        Ok(Done { answer, records }) => server.recorder.deliver(records).await.map(|()| answer),
        Err(refused) => {
            if draft.caller.is_some() || server.recorder.admits_stranger(wire_now()) {
                server.recorder.deliver(Records::Loose(vec![draft.refused(&refused.0)])).await?;
            }
            Err(refused)
        }
    }
}

/// Something that is told of an answer.
trait Answered {
    fn answered(self, answer: &Answer) -> Self;
}

impl Answered for Event {
    fn answered(self, answer: &Answer) -> Self {
        let event = match members::elements(answer) {
            Some(elements) => self.response(elements),
            None => self,
        };
        let event = match members::issued(answer) {
            Some(elements) => event.issued(elements),
            None => event,
        };
        members::accessed(answer).into_iter().fold(event, Event::resource)
    }
}

/// The records of what became of versions unasked, put into the outbox of the transaction that did it.
pub(crate) fn unasked(
    tx: &mut Transaction,
    recorder: &Recorder,
    happened: &[VersionEvent],
) -> Result<Records, StoreError> {
    let now = wire_now();
    let events = happened.iter().map(|event| service_event(event, tx.entropy(), now).encode()).collect();
    recorder.enqueue(tx, events)
}

/// The record of what became of a key unasked, put into the outbox of the transaction that did it.
pub(crate) fn unasked_of_key(
    tx: &mut Transaction,
    recorder: &Recorder,
    happened: Option<&KeyEvent>,
) -> Result<Records, StoreError> {
    let now = wire_now();
    let events = happened.iter().map(|event| key_event(event, tx.entropy(), now).encode()).collect();
    recorder.enqueue(tx, events)
}

/// Source: KMS Developer Guide, "Logging AWS KMS API calls with AWS CloudTrail", `DeleteKey` and `RotateKey`.
fn key_event(event: &KeyEvent, entropy: &mut Entropy, now: Timestamp) -> Event {
    let name = match event.kind {
        KeyEventKind::Deleted => "DeleteKey",
        KeyEventKind::Rotated => "RotateKey",
    };
    let operation = Operation { source: KMS, name: name.into(), is_read_only: false };
    let (region, account) = (event.tenant.region().parse().ok(), event.tenant.account().parse().ok());
    let occasion = Occasion { id: EventId::generate(entropy), time: now, region, account };
    let data = Parameters::new().with("keyId", event.key.to_string());
    let recorded = Event::service_event(operation, occasion).additional(data);
    members::key(&event.key.arn(&event.tenant)).into_iter().fold(recorded, Event::resource)
}

fn service_event(event: &VersionEvent, entropy: &mut Entropy, now: Timestamp) -> Event {
    let name = match event.kind {
        VersionEventKind::DeletionCancelled => "CancelSecretVersionDelete",
        VersionEventKind::DeletionEnded => "EndSecretVersionDelete",
        VersionEventKind::DeletionStarted => "StartSecretVersionDelete",
        VersionEventKind::Pruned => "SecretVersionDeletion",
    };
    let operation = Operation { source: SECRETS_MANAGER, name: name.into(), is_read_only: false };
    let (region, account) = (event.tenant.region().parse().ok(), event.tenant.account().parse().ok());
    let occasion = Occasion { id: EventId::generate(entropy), time: now, region, account };
    let data = Parameters::new().with("SecretId", &event.arn).with("SecretVersionId", event.version.as_str());
    Event::service_event(operation, occasion).additional(data)
}

fn cut_at(text: &str, bytes_max: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes_max)).unwrap_or(text)
}

/// Whether a request changes nothing, as far as its head tells. What a Query request asks for stands in its body.
pub(crate) fn only_reads(raw: &RawRequest) -> bool {
    raw.protocol() == Protocol::Json && operation(raw).is_read_only
}

/// The operation, as far as the head of a request tells. Whatever a stranger calls it is recorded as he calls it.
fn operation(raw: &RawRequest) -> Operation {
    let unknown = |name: &str| Operation {
        source: NO_SERVICE,
        name: Cow::Owned(
            if name.is_empty() { "Unknown" } else { cut_at(name, STRANGERS_TEXT_BYTES_MAX) }.to_owned(),
        ),
        is_read_only: true,
    };
    match (raw.protocol(), Target::parse(raw.target())) {
        (Protocol::Query, _) => unknown(""),
        (Protocol::Json, Ok(target)) => members::operation(target),
        (Protocol::Json, Err(_)) => unknown(raw.target()),
    }
}

/// The access key that a request claims to be signed with, if it can be the id of one: who confuses id and secret must not
/// find the secret on record.
///
/// Source: IAM User Guide, "IAM identifiers", unique identifiers.
fn claimed_key(raw: &RawRequest) -> Option<&str> {
    let header = raw.head.headers.get(http::header::AUTHORIZATION).and_then(|header| header.to_str().ok());
    let signed = header.and_then(|header| header.split_once("Credential="));
    let (_, claimed) = signed.or_else(|| raw.query().split_once("X-Amz-Credential="))?;
    let may_be_id = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    let claimed = claimed.split(['/', '%', ',', '&']).next()?;
    (CLAIMED_KEY_CHARS.contains(&claimed.len()) && claimed.bytes().all(may_be_id)).then_some(claimed)
}

#[cfg(test)]
mod tests;

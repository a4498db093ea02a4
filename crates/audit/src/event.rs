//! One record of the trail, in CloudTrail's shape.
//!
//! Which operations there are, and what of a call may be recorded, is known to whoever builds the record.
//!
//! Source: CloudTrail User Guide, "CloudTrail record contents".

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;

use arn::{AccountId, Region};
use jiff::Timestamp;
use serde::Serialize;

use crate::limits::{ERROR_MESSAGE_BYTES_MAX, RESOURCES_MAX, TEXT_BYTES_MAX, USER_AGENT_BYTES_MAX};
use crate::text::bounded;
use crate::{Encoded, EventId, Parameters, UserIdentity};

/// The version of the record's format that is followed.
const EVENT_VERSION: &str = "1.11";

/// The `eventSource` of what no service of AWS does.
pub(crate) const OWN_SOURCE: &str = "strongroom";

/// A record: of a call that somebody made, or of something that a service did unasked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    event_version: &'static str,
    #[serde(serialize_with = "pointee")]
    user_identity: Arc<UserIdentity>,
    event_time: String,
    event_source: &'static str,
    event_name: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aws_region: Option<String>,
    #[serde(rename = "sourceIPAddress", skip_serializing_if = "Option::is_none")]
    source_ip_address: Option<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_agent: Option<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_message: Option<String>,
    request_parameters: Option<Parameters>,
    response_elements: Option<Parameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    additional_event_data: Option<Parameters>,
    #[serde(rename = "requestID", skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(rename = "eventID", serialize_with = "as_text")]
    event_id: EventId,
    read_only: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resources: Vec<Resource>,
    event_type: &'static str,
    management_event: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient_account_id: Option<String>,
    #[serde(rename = "sharedEventID", skip_serializing_if = "Option::is_none")]
    shared_event_id: Option<String>,
    event_category: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    tls_details: Option<TlsDetails>,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// The service, such as `secretsmanager.amazonaws.com`.
    pub source: &'static str,
    /// The operation, such as `GetSecretValue`. Where it is what a stranger claims, it is cut to [`TEXT_BYTES_MAX`].
    pub name: Cow<'static, str>,
    /// Whether it changes nothing. The record of such a call holds no response.
    pub is_read_only: bool,
}

/// When and where something was done, and what tells it from everything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// The event's own id.
    pub id: EventId,
    /// When the call was finished. Records show whole seconds.
    pub time: Timestamp,
    /// The region, if one is known.
    pub region: Option<Region>,
    /// The account whose record it is, if one is known.
    pub account: Option<AccountId>,
}

/// A resource that was accessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resource {
    /// The account that owns it.
    #[serde(rename = "accountId", serialize_with = "as_text")]
    pub account: AccountId,
    /// Its type, such as `AWS::SecretsManager::Secret`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its ARN.
    #[serde(rename = "ARN")]
    pub arn: String,
}

/// How the connection of a call was protected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TlsDetails {
    /// The version, such as `TLSv1.3`.
    pub tls_version: &'static str,
    /// The suite, such as `TLS_AES_128_GCM_SHA256`.
    pub cipher_suite: &'static str,
    /// The host name that the client meant to reach.
    pub client_provided_host_header: String,
}

impl Event {
    /// The record of a call.
    #[must_use]
    pub fn api_call(
        operation: Operation,
        identity: impl Into<Arc<UserIdentity>>,
        occasion: Occasion,
    ) -> Self {
        Self::new("AwsApiCall", operation, identity.into(), occasion)
    }

    /// The record of something that a service did for the occasion's account unasked, such as `RotationSucceeded`.
    #[must_use]
    pub fn service_event(operation: Operation, occasion: Occasion) -> Self {
        let service = operation.source;
        let identity = UserIdentity::service(occasion.account.as_ref(), service);
        let event = Self::new("AwsServiceEvent", operation, identity.into(), occasion);
        Self { source_ip_address: Some(service.into()), user_agent: Some(service.into()), ..event }
    }

    fn new(
        event_type: &'static str,
        done: Operation,
        identity: Arc<UserIdentity>,
        occasion: Occasion,
    ) -> Self {
        Self {
            event_version: EVENT_VERSION,
            user_identity: identity,
            event_time: whole_seconds(occasion.time),
            event_source: done.source,
            event_name: match done.name {
                Cow::Borrowed(name) => name.into(),
                Cow::Owned(name) => bounded(&name, TEXT_BYTES_MAX).into(),
            },
            aws_region: occasion.region.map(|region| region.to_string()),
            source_ip_address: None,
            user_agent: None,
            error_code: None,
            error_message: None,
            request_parameters: None,
            response_elements: None,
            additional_event_data: None,
            request_id: None,
            event_id: occasion.id,
            read_only: done.is_read_only,
            resources: Vec::new(),
            event_type,
            management_event: true,
            recipient_account_id: occasion.account.map(|account| account.to_string()),
            shared_event_id: None,
            event_category: "Management",
            tls_details: None,
        }
    }

    /// Records where the call came from. The client's text is cut to [`USER_AGENT_BYTES_MAX`].
    #[must_use]
    pub fn from_client(mut self, address: IpAddr, user_agent: Option<&str>) -> Self {
        self.source_ip_address = Some(address.to_canonical().to_string().into());
        self.user_agent = user_agent.map(|text| bounded(text, USER_AGENT_BYTES_MAX).into());
        self
    }

    /// Records that a service, such as `secretsmanager.amazonaws.com`, made the call on its caller's behalf.
    #[must_use]
    pub fn invoked_by(mut self, service: &'static str) -> Self {
        self.user_identity = Arc::unwrap_or_clone(self.user_identity).invoked_by(service).into();
        self.source_ip_address = Some(service.into());
        self.user_agent = Some(service.into());
        self
    }

    /// Records the id that the answer carries, too.
    #[must_use]
    pub fn request_id(mut self, id: &str) -> Self {
        self.request_id = Some(bounded(id, TEXT_BYTES_MAX));
        self
    }

    /// Records what was asked for.
    #[must_use]
    pub fn parameters(mut self, parameters: Parameters) -> Self {
        self.request_parameters = Some(parameters);
        self
    }

    /// Records what was answered, unless the call only read or was refused.
    #[must_use]
    pub fn response(mut self, elements: Parameters) -> Self {
        let is_recorded = !self.read_only && self.error_code.is_none();
        self.response_elements = is_recorded.then_some(elements);
        self
    }

    /// Records what was handed out by a call that changes nothing, unless it was refused.
    ///
    /// Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail", by example.
    #[must_use]
    pub fn issued(mut self, elements: Parameters) -> Self {
        self.response_elements = self.error_code.is_none().then_some(elements);
        self
    }

    /// Records what CloudTrail has no member for.
    #[must_use]
    pub fn additional(mut self, data: Parameters) -> Self {
        self.additional_event_data = Some(data);
        self
    }

    /// Records that the call was refused: the code and the message as they were sent. A denial is recorded as
    /// `AccessDenied`, whatever its code on the wire.
    #[must_use]
    pub fn refused(mut self, code: &str, message: Option<&str>) -> Self {
        let code = if code == "AccessDeniedException" { "AccessDenied" } else { code };
        self.error_code = Some(bounded(code, TEXT_BYTES_MAX));
        self.error_message = message.map(|message| bounded(message, ERROR_MESSAGE_BYTES_MAX));
        self.response_elements = None;
        self
    }

    /// Records a resource that was accessed, up to [`RESOURCES_MAX`].
    #[must_use]
    pub fn resource(mut self, resource: Resource) -> Self {
        if self.resources.len() < RESOURCES_MAX {
            self.resources.push(resource);
        }
        self
    }

    /// Records how the connection was protected.
    #[must_use]
    pub fn tls(mut self, details: TlsDetails) -> Self {
        let host = bounded(&details.client_provided_host_header, TEXT_BYTES_MAX);
        self.tls_details = Some(TlsDetails { client_provided_host_header: host, ..details });
        self
    }

    /// Names the other copy of the record, in the account of a resource's owner.
    #[must_use]
    pub fn shared(mut self, id: EventId) -> Self {
        self.shared_event_id = Some(id.to_string());
        self
    }

    /// The event's id.
    #[must_use]
    pub const fn id(&self) -> EventId {
        self.event_id
    }

    /// The record as bytes.
    #[must_use]
    pub fn encode(&self) -> Encoded {
        Encoded::of(self.event_id, self)
    }
}

/// An instant as records show it: `2026-01-02T03:04:05Z`.
pub(crate) fn whole_seconds(instant: Timestamp) -> String {
    Timestamp::from_second(instant.as_second()).unwrap_or(instant).to_string()
}

fn pointee<S: serde::Serializer>(shared: &Arc<impl Serialize>, serializer: S) -> Result<S::Ok, S::Error> {
    shared.serialize(serializer)
}

fn as_text<S: serde::Serializer>(id: &impl std::fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

#[cfg(test)]
mod tests;

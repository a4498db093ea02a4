//! STS on the wire: its actions, in the Query protocol.
//!
//! Source: AWS Security Token Service API reference, version 2011-06-15.

pub mod get_caller_identity;
#[cfg(test)]
mod tests;

use uuid::Uuid;

use crate::Failure;
use crate::query::Parameters;

/// The version of the API, which also tells its requests from other Query services'.
pub const VERSION: &str = "2011-06-15";

/// The namespace of its answers and its errors.
pub const NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";

/// The name of the service in a signature's scope.
pub const SIGNING_NAME: &str = "sts";

/// What AWS calls the version of a request that names none.
const VERSION_ABSENT: &str = "NO_VERSION_SPECIFIED";

/// A request for one of the actions that are served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Tells who the caller is. Has no parameters.
    GetCallerIdentity,
}

impl Request {
    /// The action's name on the wire.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::GetCallerIdentity => "GetCallerIdentity",
        }
    }

    /// Decodes a request from its parameters; those that the action does not have are ignored.
    ///
    /// # Errors
    ///
    /// - `MissingAction` (caller): there is no `Action`.
    /// - `InvalidAction` (caller): the service has no such action in that version.
    pub fn decode(parameters: &Parameters) -> Result<Self, Failure> {
        let named = |name| parameters.value(name).filter(|value| !value.is_empty());
        let action = named("Action").ok_or_else(Failure::missing_action)?;
        let version = named("Version").unwrap_or(VERSION_ABSENT);
        match (action, version) {
            ("GetCallerIdentity", VERSION) => Ok(Self::GetCallerIdentity),
            _ => Err(Failure::invalid_action(action, version)),
        }
    }

    /// The action's name.
    pub const fn action(&self) -> &'static str {
        match self {
            Self::GetCallerIdentity => "GetCallerIdentity",
        }
    }
}

/// The answer of one of the actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// Who the caller is.
    GetCallerIdentity(get_caller_identity::Response),
}

impl Response {
    /// Encodes the document of the answer.
    pub fn encode(&self, request_id: Uuid) -> String {
        let (action, result) = match self {
            Self::GetCallerIdentity(response) => ("GetCallerIdentity", response.result()),
        };
        format!(
            "<{action}Response xmlns=\"{NAMESPACE}\"><{action}Result>{result}</{action}Result>\
             <ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata></{action}Response>"
        )
    }
}

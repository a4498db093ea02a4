//! STS on the wire: one module per operation with its request and its response, in the Query protocol.
//!
//! Source: AWS Security Token Service API reference, version 2011-06-15.

pub mod assume_role;
pub mod assume_role_with_web_identity;
mod credentials;
pub mod get_caller_identity;
pub mod get_session_token;
mod shapes;
#[cfg(test)]
mod tests;

pub use credentials::{AssumedRoleUser, Credentials, PolicyDescriptor, Tag};

use crate::operations::query_operations;

/// The version of the API, which also tells its requests from other Query services'.
pub const VERSION: &str = "2011-06-15";

/// The namespace of its answers and its errors.
pub const NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";

/// The name of the service in a signature's scope.
pub const SIGNING_NAME: &str = "sts";

query_operations! {
    AssumeRole: assume_role, "Begins a session of a role.";
    AssumeRoleWithWebIdentity: assume_role_with_web_identity, "Begins a session of a role on a provider's word.";
    GetCallerIdentity: get_caller_identity, "Tells who the caller is.";
    GetSessionToken: get_session_token, "Begins a session of whoever asks.";
}

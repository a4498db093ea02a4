//! Signature Version 4 of AWS: who sent a request, and that nobody changed it on the way.
//!
//! A request comes as plain [`Parts`]. [`SignedRequest::parse`] decides everything that needs no key, in AWS's order;
//! the caller then looks the access key up, by way of a [`SigningKeyCache`], and [`SignedRequest::verify`] settles the
//! signature. [`Signer`] is the other side, for our own outgoing calls.
//!
//! Known here are bytes, a clock reading and a signing key. Unknown are stores, principals, operations, sockets and the
//! HTTP library.
//!
//! Source: IAM user guide, "AWS Signature Version 4 for API requests".

mod authorization;
mod canonical;
mod clock_skew;
mod credential;
mod error;
mod expiry;
pub mod limits;
mod malformed;
mod parts;
mod payload;
mod request_date;
mod rules;
mod signed_request;
mod signer;
mod signing_key;
mod signing_key_cache;

pub use clock_skew::{ClockSkew, ClockSkewOutOfRange};
pub use credential::Credential;
pub use error::{AuthError, Class, Protocol, ScopeFailures, Window};
pub use expiry::{Expiry, ExpiryOutOfRange};
pub use malformed::MalformedRequest;
pub use parts::{Body, Header, Parts};
pub use request_date::RequestDate;
pub use rules::{PresignedPolicy, Rules};
pub use signed_request::{Form, SignedRequest};
pub use signer::Signer;
pub use signing_key::SigningKey;
pub use signing_key_cache::{Miss, SigningKeyCache};

/// The one algorithm spoken here.
const ALGORITHM: &str = "AWS4-HMAC-SHA256";
/// The last element of every credential scope.
const TERMINATOR: &str = "aws4_request";

#[cfg(test)]
mod tests;

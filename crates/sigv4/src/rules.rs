//! What the service that received a request expects of it.

use std::fmt;

use jiff::Timestamp;

use crate::ClockSkew;

/// Whether a service takes requests that are signed in their query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PresignedPolicy {
    /// Signatures in the query are taken, as STS must for its identity proofs.
    Allowed,
    /// Signatures in the query are refused, because queries end up in logs.
    #[default]
    Refused,
}

/// The expectations of the service a request was routed to.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// The time it is.
    pub now: Timestamp,
    /// How far the caller's clock may be off.
    pub clock_skew: ClockSkew,
    /// Whether a signature may stand in the query.
    pub presigned: PresignedPolicy,
    /// The service's name in a credential scope, such as `secretsmanager`.
    pub service: &'a str,
    /// Whether the service answers for a region. It sees what the caller wrote, before any check.
    pub serves_region: &'a dyn Fn(&str) -> bool,
}

impl fmt::Debug for Rules<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Rules")
            .field("now", &self.now)
            .field("clock_skew", &self.clock_skew)
            .field("presigned", &self.presigned)
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

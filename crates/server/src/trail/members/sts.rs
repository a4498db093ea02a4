//! What of a call to STS may stand in its record.
//!
//! Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail".

use audit::Parameters;
use wire::sts::{Operation as Asked, Request};

/// Whether an operation changes nothing.
pub(super) const fn is_read_only(operation: Asked) -> bool {
    match operation {
        Asked::GetCallerIdentity => true,
    }
}

/// What was asked for.
pub(super) fn parameters(request: &Request) -> Option<Parameters> {
    match request {
        Request::GetCallerIdentity(_) => None,
    }
}

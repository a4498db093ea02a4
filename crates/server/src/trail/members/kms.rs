//! What of a call to KMS may stand in its record.
//!
//! Source: KMS Developer Guide, "Logging AWS KMS API calls with AWS CloudTrail".

use audit::Parameters;
use wire::kms::{Operation as Asked, Request};

/// Whether an operation changes nothing.
pub(super) const fn is_read_only(operation: Asked) -> bool {
    match operation {
        Asked::GenerateRandom => true,
    }
}

/// What was asked for.
pub(super) fn parameters(request: &Request) -> Option<Parameters> {
    match request {
        Request::GenerateRandom(asked) => {
            Some(Parameters::new().with_some("numberOfBytes", asked.number_of_bytes))
        }
    }
}

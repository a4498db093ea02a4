//! What of a call to IAM may stand in its record.
//!
//! Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail".

use audit::Parameters;
use wire::iam::{Operation as Asked, Request};

/// Whether an operation changes nothing.
pub(super) const fn is_read_only(operation: Asked) -> bool {
    match operation {
        Asked::GetUser => true,
    }
}

/// What was asked for.
pub(super) fn parameters(request: &Request) -> Option<Parameters> {
    match request {
        Request::GetUser(asked) => {
            let name = asked.user_name.as_ref()?;
            Some(Parameters::new().with("userName", name))
        }
    }
}

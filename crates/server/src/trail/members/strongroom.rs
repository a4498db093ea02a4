//! What of a call to Strongroom's own service may stand in its record.

use audit::Parameters;
use wire::strongroom::{Operation as Asked, Request};

/// Whether an operation changes nothing.
pub(super) const fn is_read_only(operation: Asked) -> bool {
    match operation {
        Asked::ExplainAccess | Asked::ListAccess => true,
    }
}

/// What was asked for.
pub(super) fn parameters(request: &Request) -> Parameters {
    match request {
        Request::ExplainAccess(asked) => Parameters::new()
            .with_some("principalArn", asked.principal_arn.as_ref())
            .with("action", &asked.action)
            .with_some("secretId", asked.secret_id.as_ref()),
        Request::ListAccess(asked) => Parameters::new()
            .with("secretId", &asked.secret_id)
            .with_some("action", asked.action.as_ref())
            .with_some("maxResults", asked.max_results),
    }
}

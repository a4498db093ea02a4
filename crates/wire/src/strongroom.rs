//! Strongroom's own service on the wire: what AWS has no call for, in AWS JSON 1.1.
//!
//! Any AWS client can make these calls that signs for the service `strongroom`.

pub mod explain_access;
mod explanation;
pub mod list_access;
#[cfg(test)]
mod tests;

pub use explanation::{Check, Statement};

use crate::members::{Pattern, Text};
use crate::operations::json_operations;

/// What stands before the operation's name in `X-Amz-Target`.
pub const TARGET_PREFIX: &str = "strongroom";

/// The name of the service in a signature's scope.
pub const SIGNING_NAME: &str = "strongroom";

json_operations! {
    ExplainAccess: explain_access, "Tells why a principal may or may not do something.";
    ListAccess: list_access, "Lists the principals that may do something to a secret.";
}

/// An action, `service:Name`.
const ACTION: Text = Text::characters(&crate::limits::ACTION_CHARACTERS)
    .matching(Pattern { text: "[a-z]+:[A-Za-z]+", matches: is_action });

fn is_action(text: &str) -> bool {
    text.split_once(':').is_some_and(|(service, name)| {
        !service.is_empty()
            && !name.is_empty()
            && service.bytes().all(|byte| byte.is_ascii_lowercase())
            && name.bytes().all(|byte| byte.is_ascii_alphabetic())
    })
}

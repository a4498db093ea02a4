//! Explains who may do what, to somebody who may know.

use crate::policy::ConditionKeys;
use crate::{AccountSubject, Authorized, Caller, Explanation, Subject, explain};

/// The permission to have access explained.
#[derive(Debug, Clone, Copy)]
pub struct ExplainAccess;

impl crate::Action for ExplainAccess {
    const NAME: &'static str = "strongroom:ExplainAccess";
    type Subject = AccountSubject;
}

/// Explains what would be decided about `caller`, who need not be whoever asks, doing `action` to `subject`.
#[must_use]
pub fn explain_access(
    _: &Authorized<ExplainAccess>,
    caller: &Caller,
    action: &str,
    subject: &impl Subject,
    request: &dyn ConditionKeys,
) -> Explanation {
    explain(caller, action, subject, request)
}

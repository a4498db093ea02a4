//! From a caller to a proof: the only way to an operation.
//!
//! An operation demands an [`Authorized`] of its own action. Only [`authorize`] makes one, after all policies that bear on
//! the call have been asked, and it carries the very subject that they were asked about.

use std::borrow::Cow;

use crate::Caller;
use crate::condition_keys::CallKeys;
use crate::policy::{Account, ConditionKey, ConditionKeys, KeyValue, Outcome, Policy, RequestContext, Side};

/// One action, as policies name it.
pub trait Action {
    /// The name, `service:Operation`.
    const NAME: &'static str;
    /// What it is done to.
    type Subject: Subject;
}

/// What an action is done to, as policies see it.
pub trait Subject: Send + Sync {
    /// The ARN; for something that does not exist the id as it was asked for, and `*` for an action on nothing in
    /// particular.
    fn resource(&self) -> Cow<'_, str>;

    /// How it was asked for, where that may be otherwise than by the ARN. Who is of another account is refused in these words, and does not
    /// learn what they lead to, nor whether they lead anywhere.
    fn asked(&self) -> Option<Cow<'_, str>> {
        None
    }

    /// The account that it belongs to.
    fn owner(&self) -> Account<'_>;

    /// The policy attached to it.
    fn policy(&self) -> Option<&Policy>;

    /// What it has under a condition key, such as its tags.
    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>>;

    /// Whether something beside policies lets `caller` do `action`, such as a grant on a key. A deny still wins, and a
    /// boundary or a session's policies still confine.
    fn grants(&self, _caller: &Caller, _action: &str, _request: &dyn ConditionKeys) -> bool {
        false
    }
}

/// The proof that a caller may do `A` to the subject it carries.
pub struct Authorized<A: Action> {
    caller: Caller,
    subject: A::Subject,
}

impl<A: Action> std::fmt::Debug for Authorized<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Authorized({} on {})", A::NAME, self.subject.resource())
    }
}

impl<A: Action> Authorized<A> {
    /// Who may.
    #[must_use]
    pub const fn caller(&self) -> &Caller {
        &self.caller
    }

    /// To what.
    #[must_use]
    pub const fn subject(&self) -> &A::Subject {
        &self.subject
    }
}

/// No policy allows the call, or one denies it (the caller's fault).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
pub struct AccessDenied {
    sentence: String,
}

/// Asks whether `caller` may do `A` to `subject`, `request` holding the condition keys of the call's own parameters.
///
/// # Errors
///
/// [`AccessDenied`], whose text is the sentence that clients see.
pub fn authorize<A: Action>(
    caller: &Caller,
    subject: A::Subject,
    request: &dyn ConditionKeys,
) -> Result<Authorized<A>, AccessDenied> {
    match refusal(caller, A::NAME, &subject, request) {
        None => Ok(Authorized { caller: caller.clone(), subject }),
        Some(denied) => Err(denied),
    }
}

/// The refusal that `caller`, who may do `A` to `before`, would meet if the subject were as in `after`; nothing if it still
/// might, or may not now.
///
/// It tells whether a change takes from whoever makes it the permission to make another one. A subject that is merely
/// imagined never gets into an [`Authorized`].
pub fn revoked<A: Action>(
    caller: &Caller,
    before: &A::Subject,
    after: &A::Subject,
    request: &dyn ConditionKeys,
) -> Option<AccessDenied> {
    let denied = refusal(caller, A::NAME, after, request)?;
    refusal(caller, A::NAME, before, request).is_none().then_some(denied)
}

/// The refusal that `caller` would meet if it did `A` to a subject that is merely imagined, such as a key that is about to
/// be made; nothing if it might. It proves nothing that an operation accepts.
pub fn refused<A: Action>(
    caller: &Caller,
    imagined: &A::Subject,
    request: &dyn ConditionKeys,
) -> Option<AccessDenied> {
    refusal(caller, A::NAME, imagined, request)
}

/// The refusal that `caller` meets who does `action` to `subject`.
pub(crate) fn refusal(
    caller: &Caller,
    action: &str,
    subject: &impl Subject,
    request: &dyn ConditionKeys,
) -> Option<AccessDenied> {
    let identity = caller.principal.as_policies_see_it();
    if caller.session.is_none() && caller.principal.is_root_of(subject.owner()) && subject.policy().is_none()
    {
        // Nothing can deny a root in its own account where there is no policy.
        return None;
    }
    let resource = subject.resource();
    let keys = CallKeys { caller, subject, request };
    let owner = subject.owner();
    let context = RequestContext { caller: identity, action, resource: &resource, owner, keys: &keys };
    let outcome = caller.standing.with_resource(subject.policy()).decide(&context).outcome;
    let is_open = matches!(outcome, Outcome::ImplicitDeny(Side::Identity | Side::Resource));
    if is_open && subject.grants(caller, action, request) {
        return None;
    }
    let reason = outcome.denial_reason(action)?;
    let is_foreign = identity.account().is_some_and(|account| account != owner);
    let named = subject.asked().filter(|_| is_foreign).unwrap_or(resource);
    let on = on_resource(action, &named);
    let sentence =
        format!("User: {} is not authorized to perform: {action}{on}{reason}", caller.principal.arn());
    Some(AccessDenied { sentence })
}

/// What a refusal says of the resource. What is done to nothing in particular KMS calls `*`, Secrets Manager not at all.
///
/// Source: IAM User Guide, "Troubleshoot access denied error messages", and both services' refusals, by example.
fn on_resource(action: &str, named: &str) -> String {
    if named == "*" && !action.starts_with("kms:") { String::new() } else { format!(" on resource: {named}") }
}

#[cfg(test)]
mod tests;

//! Whether a change would shut out whoever makes it.
//!
//! Who may manage a secret now must be able to afterwards: what is asked is what the caller would need to take the change
//! back, and only what it may do now can be lost. Knows no operation's input, and words no refusal.
//!
//! Source: Secrets Manager API reference, `PutResourcePolicy`, `TagResource`, `UntagResource`.

use iam::policy::ConditionKeys;
use iam::{AccessDenied, Action, Authorized, Caller, revoked};

use super::{DeleteResourcePolicy, PutResourcePolicy, TagResource, UntagResource};
use crate::SecretSubject;

/// What another resource policy would take from `caller` of the permissions to put one and to delete it.
///
/// `request` holds the condition keys of putting it: who may put this policy so may put the next one so.
pub(super) fn by_policy(
    caller: &Caller,
    before: &SecretSubject,
    after: &SecretSubject,
    request: &dyn ConditionKeys,
) -> Option<AccessDenied> {
    revoked::<PutResourcePolicy>(caller, before, after, request)
        .or_else(|| revoked::<DeleteResourcePolicy>(caller, before, after, &()))
}

/// What other tags would take from the caller, who sets or removes them by `A`, of the permissions to change the tags
/// again and the policy that asks for them.
pub(super) fn by_tags<A>(
    authorized: &Authorized<A>,
    after: &SecretSubject,
    request: &dyn ConditionKeys,
) -> Option<AccessDenied>
where
    A: Action<Subject = SecretSubject>,
{
    let (caller, before) = (authorized.caller(), authorized.subject());
    revoked::<A>(caller, before, after, request)
        .or_else(|| revoked::<TagResource>(caller, before, after, &()))
        .or_else(|| revoked::<UntagResource>(caller, before, after, &()))
        .or_else(|| by_policy(caller, before, after, &()))
}

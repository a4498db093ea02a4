//! What a call offers to the conditions of policies, computed only when a policy asks.

use std::borrow::Cow;

use crate::policy::{ConditionKey, ConditionKeys, KeyValue};
use crate::{Caller, Principal, Subject, Tag};

/// The condition keys of one call: its own parameters, the subject's attributes, and the caller's circumstances.
pub(crate) struct CallKeys<'a, S> {
    pub(crate) caller: &'a Caller,
    pub(crate) subject: &'a S,
    pub(crate) request: &'a dyn ConditionKeys,
}

impl<S: Subject> ConditionKeys for CallKeys<'_, S> {
    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        self.request
            .lookup(key)
            .or_else(|| self.subject.lookup(key))
            .or_else(|| of_caller(self.caller, key.as_str()).map(KeyValue::Single))
            .or_else(|| called_via(self.caller, key.as_str()))
            .or_else(|| global(self.caller, self.subject, key.as_str()).map(KeyValue::Single))
    }
}

/// The keys of a user, of a role's session, and of temporary credentials; a root with a key of its own has none of them.
///
/// Source: IAM User Guide, "AWS global condition context keys", properties of the principal and of the role session.
fn of_caller<'a>(caller: &'a Caller, key: &str) -> Option<Cow<'a, str>> {
    if let Some(tag) = key.strip_prefix("aws:principaltag/") {
        return Tag::find(&caller.standing.tags, tag).map(Cow::Borrowed);
    }
    let session = caller.session.as_deref();
    match (key, &caller.principal) {
        ("aws:username", Principal::User(user)) => Some(user.name.as_str().into()),
        ("aws:federatedprovider", _) => Some(session?.federation.as_ref()?.provider_arn.as_str().into()),
        ("aws:multifactorauthpresent", _) => session.map(|_| "false".into()),
        ("aws:sourceidentity", _) => Some(session?.source_identity.as_deref()?.into()),
        ("aws:tokenissuetime", _) => Some(session?.issued_at.to_string().into()),
        _ => None,
    }
}

/// The services that call on the caller's behalf: one at most here, so that it is the first and the last.
///
/// Source: IAM User Guide, "AWS global condition context keys", `aws:CalledVia`.
fn called_via<'a>(caller: &Caller, key: &str) -> Option<KeyValue<'a>> {
    let service = || caller.circumstances.via.map(|service| Cow::Owned(format!("{service}.amazonaws.com")));
    match key {
        "aws:calledvia" => service().map(|service| KeyValue::Many(vec![service])),
        "aws:calledviafirst" | "aws:calledvialast" => service().map(KeyValue::Single),
        _ => None,
    }
}

/// The keys that every call has. Those of networks are absent.
///
/// Source: IAM User Guide, "AWS global condition context keys".
fn global<'a>(caller: &'a Caller, subject: &'a impl Subject, key: &str) -> Option<Cow<'a, str>> {
    let circumstances = &caller.circumstances;
    let value = match key {
        "aws:currenttime" => circumstances.received_at.to_string().into(),
        "aws:epochtime" => circumstances.received_at.as_second().to_string().into(),
        "aws:principalaccount" => caller.principal.account().as_str().into(),
        "aws:principalarn" => caller.principal.arn_in_conditions(),
        "aws:principalisawsservice" => "false".into(),
        "aws:principaltype" => principal_type(&caller.principal).into(),
        "aws:requestedregion" => circumstances.region.as_str().into(),
        "aws:resourceaccount" => subject.owner().id.into(),
        "aws:securetransport" => circumstances.secure_transport.to_string().into(),
        "aws:sourceip" if circumstances.via.is_none() => circumstances.source_ip.to_string().into(),
        "aws:useragent" => circumstances.user_agent.as_deref()?.into(),
        "aws:userid" => caller.principal.user_id(),
        "aws:viaawsservice" => circumstances.via.is_some().to_string().into(),
        _ => return None,
    };
    Some(value)
}

/// Source: IAM User Guide, "AWS global condition context keys", `aws:PrincipalType`.
const fn principal_type(principal: &Principal) -> &'static str {
    match principal {
        Principal::Role(_) => "AssumedRole",
        Principal::Root { .. } => "Account",
        Principal::User(_) => "User",
    }
}

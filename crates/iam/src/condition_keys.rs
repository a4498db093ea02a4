//! What a call offers to the conditions of policies, computed only when a policy asks.

use std::borrow::Cow;

use crate::policy::{ConditionKey, ConditionKeys, KeyValue};
use crate::{Caller, Subject};

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
            .or_else(|| global(self.caller, self.subject, key.as_str()).map(KeyValue::Single))
    }
}

/// The keys that every call has. Those of temporary credentials and of networks are absent: a root's key has neither.
///
/// Source: IAM User Guide, "AWS global condition context keys".
fn global<'a>(caller: &'a Caller, subject: &'a impl Subject, key: &str) -> Option<Cow<'a, str>> {
    let circumstances = &caller.circumstances;
    let value = match key {
        "aws:currenttime" => circumstances.received_at.to_string().into(),
        "aws:epochtime" => circumstances.received_at.as_second().to_string().into(),
        "aws:principalaccount" => caller.principal.account().as_str().into(),
        "aws:principalarn" => caller.principal.arn().into(),
        "aws:principalisawsservice" => "false".into(),
        "aws:principaltype" => "Account".into(),
        "aws:requestedregion" => circumstances.region.as_str().into(),
        "aws:resourceaccount" => subject.owner().id.into(),
        "aws:securetransport" => circumstances.secure_transport.to_string().into(),
        "aws:sourceip" if circumstances.via.is_none() => circumstances.source_ip.to_string().into(),
        "aws:useragent" => circumstances.user_agent.as_deref()?.into(),
        "aws:userid" => caller.principal.user_id().into(),
        "aws:viaawsservice" => circumstances.via.is_some().to_string().into(),
        _ => return None,
    };
    Some(value)
}

//! One request as policies see it: who asks for which action on what, and the condition keys it carries. Knows no
//! policy, and does not know where a key's value comes from.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::caller::{Account, Caller};
use super::malformed::Fault;

/// One request as policies see it. Borrows everything, so making one costs nothing.
#[derive(Clone, Copy)]
pub struct RequestContext<'a> {
    /// Who asks.
    pub caller: Caller<'a>,
    /// The action, `service:Name`, as the API spells it.
    pub action: &'a str,
    /// The full ARN of the resource, or `*` for an action that has none.
    pub resource: &'a str,
    /// The account that owns the resource; the caller's own for an action that has none.
    pub owner: Account<'a>,
    /// The condition keys, asked only when a policy names one.
    pub keys: &'a dyn ConditionKeys,
}

impl fmt::Debug for RequestContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestContext")
            .field("caller", &self.caller)
            .field("action", &self.action)
            .field("resource", &self.resource)
            .field("owner", &self.owner)
            .finish_non_exhaustive()
    }
}

/// The name of a condition key, lower-case: names are compared without regard to case, also behind a `/`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ConditionKey(String);

impl ConditionKey {
    /// Reads a name of the form `vendor:name`.
    ///
    /// Source: IAM user guide, "AWS global condition context keys".
    ///
    /// # Errors
    ///
    /// [`Fault::ConditionKey`] if there is no vendor, no name, or a control character. The caller is at fault.
    pub fn parse(name: &str) -> Result<Self, Fault> {
        match name.split_once(':') {
            Some((vendor, rest))
                if !vendor.is_empty() && !rest.is_empty() && !name.contains(char::is_control) =>
            {
                Ok(Self(name.to_lowercase()))
            }
            Some(_) | None => Err(Fault::ConditionKey(name.to_owned())),
        }
    }

    /// The lower-case name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a request carries under a condition key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum KeyValue<'a> {
    /// The values of a multivalued key, such as `aws:TagKeys`; none counts as absent.
    Many(Vec<Cow<'a, str>>),
    /// The value of a single-valued key. A time is ISO-8601 or epoch seconds, a boolean `true` or `false`.
    Single(Cow<'a, str>),
}

/// Where the values of condition keys come from.
///
/// Asked for a key each time that a statement, whose other elements already matched, names it; so an implementation
/// computes nothing before it is asked. It gives the same answer for the same key as long as it is borrowed.
pub trait ConditionKeys: Sync {
    /// The value of a key; `None` if the request has none, which is not the same as an empty text.
    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>>;
}

/// No keys at all.
impl ConditionKeys for () {
    fn lookup(&self, _: &ConditionKey) -> Option<KeyValue<'_>> {
        None
    }
}

/// Condition keys gathered in a table.
#[derive(Clone, Debug, Default)]
pub struct KeyTable(BTreeMap<String, KeyValue<'static>>);

impl KeyTable {
    /// Enters a single-valued key; a second entry replaces the first.
    pub fn insert(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_lowercase(), KeyValue::Single(Cow::Owned(value.into())));
    }

    /// Enters a multivalued key; a second entry replaces the first.
    pub fn insert_many(&mut self, name: &str, values: impl IntoIterator<Item = impl Into<String>>) {
        let values = values.into_iter().map(|value| Cow::Owned(value.into())).collect();
        self.0.insert(name.to_lowercase(), KeyValue::Many(values));
    }
}

impl ConditionKeys for KeyTable {
    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        self.0.get(key.as_str()).map(KeyValue::borrowed)
    }
}

impl KeyValue<'_> {
    fn borrowed(&self) -> KeyValue<'_> {
        match self {
            Self::Many(values) => {
                KeyValue::Many(values.iter().map(|value| Cow::Borrowed(value.as_ref())).collect())
            }
            Self::Single(value) => KeyValue::Single(Cow::Borrowed(value.as_ref())),
        }
    }
}

/// Looks up a key, where a multivalued key without values counts as absent.
pub(super) fn present<'k>(keys: &'k dyn ConditionKeys, key: &ConditionKey) -> Option<KeyValue<'k>> {
    keys.lookup(key).filter(|value| !matches!(value, KeyValue::Many(values) if values.is_empty()))
}

//! The condition keys that a call's own parameters make: present only where the caller sent the parameter.
//!
//! Source: Service Authorization Reference, "Condition keys for AWS Secrets Manager" and "… for AWS Identity and Access
//! Management (IAM)".

use std::borrow::Cow;

use iam::policy::{ConditionKey, ConditionKeys, KeyValue};
use secrets::limits::TAGS_MAX;

/// A call's condition keys.
#[derive(Debug, Default)]
pub(super) struct Parameters<'a> {
    singles: Vec<(&'static str, Cow<'a, str>)>,
    tags: Vec<(&'a str, &'a str)>,
    tag_keys: &'a [String],
}

impl<'a> Parameters<'a> {
    /// With the key `name`, in lower case, if the parameter was sent.
    pub(super) fn with(mut self, name: &'static str, value: Option<impl Into<Cow<'a, str>>>) -> Self {
        self.singles.extend(value.map(|value| (name, value.into())));
        self
    }

    /// With the tags that the call sets. A call with more than a secret may have is refused later; until then the rest of
    /// them should cost nothing.
    pub(super) fn with_tags(mut self, tags: &'a [secrets::Tag]) -> Self {
        let tags = tags.iter().take(TAGS_MAX + 1);
        self.tags = tags.map(|tag| (tag.key.as_str(), tag.value.as_str())).collect();
        self
    }

    /// With the tags that the call gives an identity.
    pub(super) fn with_identity_tags(mut self, tags: &'a [iam::Tag]) -> Self {
        self.tags = tags.iter().map(|tag| (tag.key.as_str(), tag.value.as_str())).collect();
        self
    }

    /// With the keys of the tags that the call removes.
    pub(super) const fn with_tag_keys(mut self, keys: &'a [String]) -> Self {
        self.tag_keys = keys;
        self
    }

    fn tag_keys(&self) -> Option<KeyValue<'_>> {
        let removed = self.tag_keys.iter().map(String::as_str);
        let keys = self.tags.iter().map(|(key, _)| *key).chain(removed);
        let keys: Vec<_> = keys.map(Cow::Borrowed).collect();
        (!keys.is_empty()).then_some(KeyValue::Many(keys))
    }

    /// The value of a tag whose key is given in lower case: condition keys are compared so.
    fn request_tag(&self, lowercase_key: &str) -> Option<&str> {
        self.tags.iter().find(|(key, _)| key.to_lowercase() == lowercase_key).map(|(_, value)| *value)
    }
}

impl ConditionKeys for Parameters<'_> {
    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        let name = key.as_str();
        if name == "aws:tagkeys" {
            return self.tag_keys();
        }
        let value = match name.strip_prefix("aws:requesttag/") {
            Some(tag) => self.request_tag(tag)?,
            None => {
                self.singles.iter().find(|(single, _)| *single == name).map(|(_, value)| value.as_ref())?
            }
        };
        Some(KeyValue::Single(value.into()))
    }
}

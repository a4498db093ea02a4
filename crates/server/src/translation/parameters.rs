//! The condition keys that a call's own parameters make: present only where the caller sent the parameter.
//!
//! Source: Service Authorization Reference, "Condition keys for AWS Secrets Manager".

use std::borrow::Cow;

use iam::policy::{ConditionKey, ConditionKeys, KeyValue};
use secrets::Tag;
use secrets::limits::TAGS_MAX;

/// A call's condition keys.
#[derive(Debug, Default)]
pub(super) struct Parameters<'a> {
    singles: Vec<(&'static str, Cow<'a, str>)>,
    tags: &'a [Tag],
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
    pub(super) fn with_tags(mut self, tags: &'a [Tag]) -> Self {
        self.tags = tags.get(..=TAGS_MAX).unwrap_or(tags);
        self
    }

    /// With the keys of the tags that the call removes.
    pub(super) const fn with_tag_keys(mut self, keys: &'a [String]) -> Self {
        self.tag_keys = keys;
        self
    }

    fn tag_keys(&self) -> Option<KeyValue<'_>> {
        let keys = self.tags.iter().map(|tag| &tag.key).chain(self.tag_keys);
        let keys: Vec<_> = keys.map(|key| Cow::Borrowed(key.as_str())).collect();
        (!keys.is_empty()).then_some(KeyValue::Many(keys))
    }

    /// The value of a tag whose key is given in lower case: condition keys are compared so.
    fn request_tag(&self, lowercase_key: &str) -> Option<&str> {
        self.tags.iter().find(|tag| tag.key.to_lowercase() == lowercase_key).map(|tag| tag.value.as_str())
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

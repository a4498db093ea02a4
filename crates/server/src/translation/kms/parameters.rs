//! The condition keys that a call's own parameters make: present only where the caller sent the parameter.
//!
//! Source: Service Authorization Reference, "Condition keys for AWS Key Management Service".

use iam::Tag;
use iam::policy::{ConditionKey, ConditionKeys, KeyTable, KeyValue};
use kms::EncryptionContext;
use kms::limits::TAGS_MAX;

/// A call's condition keys.
#[derive(Debug, Default)]
pub(super) struct Parameters<'a> {
    table: KeyTable,
    context: Option<&'a EncryptionContext>,
}

impl<'a> Parameters<'a> {
    /// Those of a call that encrypts or decrypts in a context.
    pub(super) fn in_context(context: &'a EncryptionContext) -> Self {
        let parameters = Self { context: Some(context), ..Self::default() };
        parameters.with("kms:EncryptionAlgorithm", super::SYMMETRIC)
    }

    /// With a key of one value.
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.table.insert(name, value);
        self
    }

    /// With a key of many values.
    pub(super) fn with_many(mut self, name: &str, values: Vec<&str>) -> Self {
        self.table.insert_many(name, values);
        self
    }

    /// With the tags that the call sets. A call with more than a key may have is refused later; until then the rest of
    /// them should cost nothing.
    pub(super) fn with_tags(mut self, tags: &[Tag]) -> Self {
        let tags = tags.get(..=TAGS_MAX).unwrap_or(tags);
        for tag in tags {
            self.table.insert(&format!("aws:RequestTag/{}", tag.key), tag.value.clone());
        }
        self.with_many("aws:TagKeys", tags.iter().map(|tag| tag.key.as_str()).collect())
    }

    /// With the keys of the tags that the call removes.
    pub(super) fn with_tag_keys(self, keys: &[String]) -> Self {
        self.with_many("aws:TagKeys", keys.iter().map(String::as_str).collect())
    }
}

impl ConditionKeys for Parameters<'_> {
    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        self.table.lookup(key).or_else(|| self.context?.lookup(key))
    }
}

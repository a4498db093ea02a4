//! Binary conditions: a policy gives base64, a request the bytes themselves, as its value's text. Knows no key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::policy::grammar::Version;
use crate::policy::request::ConditionKeys;
use crate::policy::template::{Template, Wildcards};

/// Bytes that a policy gives.
#[derive(Clone, Debug)]
pub(super) enum BinaryValue {
    Fixed(Vec<u8>),
    Variable(Template),
}

impl BinaryValue {
    pub(super) fn parse(text: &str, version: Version) -> Option<Self> {
        let template = Template::parse(text, Wildcards::Literal, version).ok()?;
        if template.has_variables() { Some(Self::Variable(template)) } else { decode(text).map(Self::Fixed) }
    }

    pub(super) fn matches(&self, value: &str, keys: &dyn ConditionKeys) -> bool {
        match self {
            Self::Fixed(bytes) => bytes == value.as_bytes(),
            Self::Variable(template) => template
                .text(keys)
                .and_then(|text| decode(&text))
                .is_some_and(|bytes| bytes == value.as_bytes()),
        }
    }
}

fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

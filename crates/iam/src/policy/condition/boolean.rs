//! Boolean conditions: `true` or `false` in any case. Knows no key.

use crate::policy::grammar::Version;
use crate::policy::request::ConditionKeys;
use crate::policy::template::{Template, Wildcards};

/// A truth value that a policy gives.
#[derive(Clone, Debug)]
pub(super) enum BooleanValue {
    Fixed(bool),
    Variable(Template),
}

impl BooleanValue {
    pub(super) fn parse(text: &str, version: Version) -> Option<Self> {
        let template = Template::parse(text, Wildcards::Literal, version).ok()?;
        if template.has_variables() { Some(Self::Variable(template)) } else { truth(text).map(Self::Fixed) }
    }

    pub(super) fn matches(&self, value: &str, keys: &dyn ConditionKeys) -> bool {
        let wanted = match self {
            Self::Fixed(wanted) => Some(*wanted),
            Self::Variable(template) => template.text(keys).as_deref().and_then(truth),
        };
        wanted.is_some_and(|wanted| truth(value) == Some(wanted))
    }
}

/// Reads `true` or `false` in any case.
pub(super) fn truth(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        return Some(true);
    }
    text.eq_ignore_ascii_case("false").then_some(false)
}

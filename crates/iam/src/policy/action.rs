//! The `Action` and `NotAction` elements: `*`, or `vendor:Name` with wildcards in the name. Knows no list of actions
//! that exist.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Action".

use super::glob::Glob;
use super::grammar::{Grammar, PolicyKind};
use super::malformed::Fault;

/// One action pattern, lower-case: actions are compared without regard to case.
#[derive(Clone, Debug)]
pub(super) struct ActionPattern {
    /// None for the vendor `*`. A wildcard is no part of a vendor, so it never spans the colon.
    vendor: Option<String>,
    name: Glob,
}

impl ActionPattern {
    pub(super) fn parse(text: &str, grammar: &Grammar) -> Result<Self, Fault> {
        let pattern = Self::parse_any(text)?;
        let outside_trust = pattern.vendor.as_deref() != Some("sts");
        if grammar.kind == PolicyKind::Trust && outside_trust {
            return Err(Fault::ActionOutsideTrust(text.to_owned()));
        }
        Ok(pattern)
    }

    fn parse_any(text: &str) -> Result<Self, Fault> {
        let (vendor, name) = match text.split_once(':') {
            None if text == "*" => ("*", "*"),
            None => return Err(Fault::ActionWithoutVendor(text.to_owned())),
            Some((_, name)) if name.contains(':') => return Err(Fault::ActionColons(text.to_owned())),
            Some((vendor, name)) => (vendor, name),
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        let vendor = match vendor {
            "*" => None,
            vendor if !vendor.is_empty() && vendor.chars().all(plain) => Some(vendor.to_ascii_lowercase()),
            _ => return Err(Fault::ActionVendor(text.to_owned())),
        };
        Ok(Self { vendor, name: Glob::parse(&name.to_ascii_lowercase()) })
    }

    /// Tells whether the pattern matches an action that is already lower-case.
    pub(super) fn matches(&self, action_lowercase: &str) -> bool {
        action_lowercase.split_once(':').is_some_and(|(vendor, name)| {
            self.vendor.as_deref().is_none_or(|wanted| wanted == vendor) && self.name.matches(name)
        })
    }
}

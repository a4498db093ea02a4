//! The `Action` and `NotAction` elements: `*`, or `vendor:Name` with wildcards in the name. Knows no list of actions
//! that exist.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Action".

use super::glob::Glob;
use super::grammar::{Grammar, PolicyKind};
use super::malformed::Fault;
use super::screen::Screen;

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

    /// Tells whether the pattern matches an action whose vendor and name are already lower-case.
    pub(super) fn matches(&self, vendor: &str, name: &str) -> bool {
        self.vendor.as_deref().is_none_or(|wanted| wanted == vendor) && self.name.matches(name)
    }

    /// Lets what the pattern matches pass a screen.
    pub(super) fn admit(&self, screen: &mut Screen) {
        match (self.vendor.as_deref(), self.name.as_literal()) {
            (Some(vendor), Some(name)) => screen.admit_action(vendor, name),
            (Some(vendor), None) => screen.admit_vendor(vendor),
            (None, _) => screen.admit_all_actions(),
        }
    }
}

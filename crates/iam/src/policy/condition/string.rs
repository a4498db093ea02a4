//! String conditions: exact, by glob, or ignoring case. Knows no key.

use crate::policy::grammar::Version;
use crate::policy::template::{Pattern, Template, Wildcards};

/// Reads a value of `StringEquals`, where `*` and `?` are literal.
pub(super) fn exact(text: &str, version: Version) -> Option<Pattern> {
    Pattern::parse(text, Wildcards::Literal, version).ok()
}

/// Reads a value of `StringLike`.
pub(super) fn glob(text: &str, version: Version) -> Option<Pattern> {
    Pattern::parse(text, Wildcards::Active, version).ok()
}

/// Reads a value of `StringEqualsIgnoreCase`, where `*` and `?` are literal.
pub(super) fn ignoring_case(text: &str, version: Version) -> Option<Template> {
    Template::parse(text, Wildcards::Literal, version).ok()
}

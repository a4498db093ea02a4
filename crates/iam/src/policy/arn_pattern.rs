//! ARN patterns: six parts between colons, each a glob of its own. Knows neither which services exist nor what a
//! resource part means.

#[cfg(test)]
mod tests;

use super::grammar::Version;
use super::malformed::Fault;
use super::request::ConditionKeys;
use super::template::{Pattern, Template, Wildcards};

/// The number of parts of an ARN; the last keeps further colons.
pub(super) const ARN_PARTS: usize = 6;

/// A pattern of ARNs. A wildcard stays inside its part, where in the last it spans `/` and `:`.
#[derive(Clone, Debug)]
pub(super) enum ArnPattern {
    Parts(Vec<Pattern>),
    /// A lone variable that stands for a whole ARN.
    Whole(Pattern),
}

impl ArnPattern {
    /// Reads a resource pattern, where missing trailing parts are `*`.
    ///
    /// Source: IAM user guide, "IAM JSON policy elements: Resource", incomplete ARNs.
    pub(super) fn parse_resource(text: &str, version: Version) -> Result<Self, Fault> {
        let not_an_arn = || Fault::Resource(text.to_owned());
        text.strip_prefix("arn:").filter(|rest| !rest.is_empty()).ok_or_else(not_an_arn)?;
        let mut parts = Template::parse(text, Wildcards::Active, version)?.split_colons(ARN_PARTS);
        parts.resize_with(ARN_PARTS, Template::any);
        Ok(Self::of_parts(parts))
    }

    /// Reads a condition value, which has all six parts or is one variable; none if it is neither.
    pub(super) fn parse_condition(text: &str, version: Version) -> Option<Self> {
        let template = Template::parse(text, Wildcards::Active, version).ok()?;
        if template.is_lone_variable() {
            return Some(Self::Whole(Pattern::new(template)));
        }
        let parts = template.split_colons(ARN_PARTS);
        let complete = parts.len() == ARN_PARTS && text.starts_with("arn:");
        complete.then(|| Self::of_parts(parts))
    }

    /// Tells whether the text is an ARN that the pattern matches.
    pub(super) fn matches(&self, text: &str, keys: &dyn ConditionKeys) -> bool {
        split_arn(text).is_some_and(|parts| self.matches_arn(text, &parts, keys))
    }

    /// Tells whether the pattern matches an ARN that is cut into its parts.
    pub(super) fn matches_arn(
        &self,
        text: &str,
        parts: &[&str; ARN_PARTS],
        keys: &dyn ConditionKeys,
    ) -> bool {
        match self {
            // The last part tells most ARNs apart, so it is asked first.
            Self::Parts(patterns) => {
                patterns.iter().zip(parts).rev().all(|(pattern, part)| pattern.matches(part, keys))
            }
            Self::Whole(pattern) => pattern.matches(text, keys),
        }
    }

    /// What the last part of every ARN that it matches begins with.
    pub(super) fn literal_start(&self) -> String {
        match self {
            Self::Parts(patterns) => patterns.last().map(Pattern::literal_start).unwrap_or_default(),
            Self::Whole(_) => String::new(),
        }
    }

    /// Whether a variable in the pattern has no single value in a request.
    pub(super) fn is_unresolved(&self, keys: &dyn ConditionKeys) -> bool {
        match self {
            Self::Parts(patterns) => patterns.iter().any(|pattern| pattern.is_unresolved(keys)),
            Self::Whole(pattern) => pattern.is_unresolved(keys),
        }
    }

    fn of_parts(parts: Vec<Template>) -> Self {
        Self::Parts(parts.into_iter().map(Pattern::new).collect())
    }
}

/// The six parts of an ARN.
pub(super) fn split_arn(text: &str) -> Option<[&str; ARN_PARTS]> {
    let mut parts = text.splitn(ARN_PARTS, ':');
    let mut next = || parts.next();
    let arn = [next()?, next()?, next()?, next()?, next()?, next()?];
    (arn.first() == Some(&"arn")).then_some(arn)
}

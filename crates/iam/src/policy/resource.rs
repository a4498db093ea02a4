//! The `Resource` and `NotResource` elements: `*`, or a pattern of ARNs. Knows no resource type.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Resource".

use super::arn_pattern::ArnPattern;
use super::grammar::Grammar;
use super::malformed::Fault;
use super::request::RequestContext;

/// One resource pattern. Only `*` matches the resource of an action that has none.
#[derive(Clone, Debug)]
pub(super) enum ResourcePattern {
    Any,
    Arn(ArnPattern),
}

impl ResourcePattern {
    pub(super) fn parse(text: &str, grammar: &Grammar) -> Result<Self, Fault> {
        match text {
            "*" => Ok(Self::Any),
            text => ArnPattern::parse_resource(text, grammar.version).map(Self::Arn),
        }
    }

    pub(super) fn matches(&self, request: &RequestContext<'_>) -> bool {
        match self {
            Self::Any => true,
            Self::Arn(pattern) => pattern.matches(request.resource, request.keys),
        }
    }
}

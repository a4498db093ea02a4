//! The `Resource` and `NotResource` elements: `*`, or a pattern of ARNs. Knows no resource type.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Resource".

use super::arn_pattern::{ARN_PARTS, ArnPattern};
use super::grammar::Grammar;
use super::malformed::Fault;
use super::request::{ConditionKeys, RequestContext};

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
            // Trailing parts are supplied in policies of identities; elsewhere such a pattern matches nothing.
            text if grammar.kind.has_principal() && is_incomplete(text) => {
                Err(Fault::Resource(text.to_owned()))
            }
            text => ArnPattern::parse_resource(text, grammar.version).map(Self::Arn),
        }
    }

    /// Whether a variable in the pattern has no single value in a request, so that it can match nothing.
    pub(super) fn is_unresolved(&self, keys: &dyn ConditionKeys) -> bool {
        match self {
            Self::Any => false,
            Self::Arn(pattern) => pattern.is_unresolved(keys),
        }
    }

    pub(super) fn matches(&self, request: &RequestContext<'_>) -> bool {
        match self {
            Self::Any => true,
            Self::Arn(pattern) => pattern.matches(request.resource, request.keys),
        }
    }
}

/// Whether parts are missing, and no wildcard stands for them.
fn is_incomplete(text: &str) -> bool {
    text.split(':').count() < ARN_PARTS && !text.contains('*')
}

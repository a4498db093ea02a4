//! The `Resource` and `NotResource` elements: `*`, or a pattern of ARNs. Knows no resource type.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Resource".

use super::arn_pattern::{ARN_PARTS, ArnPattern};
use super::grammar::Grammar;
use super::malformed::Fault;
use super::request::ConditionKeys;
use super::statement::Question;

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

    pub(super) fn matches(&self, question: &Question<'_>) -> bool {
        let request = question.request();
        let fits = |pattern: &ArnPattern, arn| pattern.matches_arn(request.resource, arn, request.keys);
        match self {
            Self::Any => true,
            Self::Arn(pattern) => question.arn().is_some_and(|arn| fits(pattern, arn)),
        }
    }

    /// What the last part of every ARN that it matches begins with.
    pub(super) fn literal_start(&self) -> String {
        match self {
            Self::Any => String::new(),
            Self::Arn(pattern) => pattern.literal_start(),
        }
    }
}

/// Whether parts are missing, and no wildcard stands for them.
fn is_incomplete(text: &str) -> bool {
    text.split(':').count() < ARN_PARTS && !text.contains('*')
}

//! The names of condition operators: a quantifier, a family with its comparison, a negation, `IfExists`. Knows no
//! value.

use super::relation::Relation;

/// A condition operator, taken apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::policy) struct Operator {
    pub(in crate::policy) quantifier: Quantifier,
    pub(in crate::policy) family: Family,
    /// True if no value of the policy may match.
    pub(in crate::policy) negated: bool,
    pub(in crate::policy) if_exists: bool,
}

/// Which of a request's values have to fulfil the condition.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::policy) enum Quantifier {
    /// `ForAllValues:`, which an absent key fulfils.
    AllValues,
    /// `ForAnyValue:`.
    AnyValue,
    /// No prefix: the only one. A multivalued key has no such value.
    One,
}

/// What an operator compares.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::policy) enum Family {
    Arn,
    Binary,
    Boolean,
    Date(Relation),
    Ip,
    Null,
    Numeric(Relation),
    String(StringMode),
}

/// How strings are compared.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::policy) enum StringMode {
    Exact,
    Glob,
    IgnoringCase,
}

impl Operator {
    /// Reads an operator's name, for example `ForAnyValue:StringNotLikeIfExists`.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let (quantifier, rest) = Quantifier::split(name);
        let (base, if_exists) = match rest.strip_suffix("IfExists") {
            Some(base) => (base, true),
            None => (rest, false),
        };
        let (family, negated) = Family::parse(base)?;
        // `Null` asks for existence itself, of the key as a whole.
        let plain = quantifier == Quantifier::One && !if_exists;
        (family != Family::Null || plain).then_some(Self { quantifier, family, negated, if_exists })
    }
}

impl Quantifier {
    fn split(name: &str) -> (Self, &str) {
        match name.split_once(':') {
            Some(("ForAllValues", rest)) => (Self::AllValues, rest),
            Some(("ForAnyValue", rest)) => (Self::AnyValue, rest),
            Some(_) | None => (Self::One, name),
        }
    }
}

impl Family {
    /// Reads the base of an operator's name, and whether it is negated.
    fn parse(base: &str) -> Option<(Self, bool)> {
        Some(match base {
            "ArnEquals" | "ArnLike" => (Self::Arn, false),
            "ArnNotEquals" | "ArnNotLike" => (Self::Arn, true),
            "BinaryEquals" => (Self::Binary, false),
            "Bool" => (Self::Boolean, false),
            "IpAddress" => (Self::Ip, false),
            "NotIpAddress" => (Self::Ip, true),
            "Null" => (Self::Null, false),
            "StringEquals" => (Self::String(StringMode::Exact), false),
            "StringEqualsIgnoreCase" => (Self::String(StringMode::IgnoringCase), false),
            "StringLike" => (Self::String(StringMode::Glob), false),
            "StringNotEquals" => (Self::String(StringMode::Exact), true),
            "StringNotEqualsIgnoreCase" => (Self::String(StringMode::IgnoringCase), true),
            "StringNotLike" => (Self::String(StringMode::Glob), true),
            _ => return Self::parse_ordered(base),
        })
    }

    fn parse_ordered(base: &str) -> Option<(Self, bool)> {
        let (family, relation): (fn(Relation) -> Self, &str) = match base.strip_prefix("Date") {
            Some(relation) => (Self::Date, relation),
            None => (Self::Numeric, base.strip_prefix("Numeric")?),
        };
        let (relation, negated) = Relation::parse(relation)?;
        Some((family(relation), negated))
    }
}

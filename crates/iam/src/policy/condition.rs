//! Conditions: an operator, a key and values, and whether they hold for a request. Which values compare how is each
//! operator family's own file; absence, lists and negation are here. Knows no statement.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Condition operators" and "Set operators for multi-valued context
//! keys".

mod binary;
mod boolean;
mod date;
mod ip;
mod null;
mod numeric;
mod operator;
mod relation;
mod string;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::net::IpAddr;

use ipnet::IpNet;
use jiff::Timestamp;

pub(super) use ip::parse as address_range;
pub(super) use operator::{Family, Operator, Quantifier, StringMode};

use self::binary::BinaryValue;
use self::boolean::BooleanValue;
use self::numeric::Decimal;
use self::relation::Relation;
use super::arn_pattern::ArnPattern;
use super::grammar::Grammar;
use super::malformed::Fault;
use super::public::narrows;
use super::request::{ConditionKey, ConditionKeys, KeyValue, present};
use super::template::{Pattern, Template};

/// One condition: it holds for a request, or does not.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    operator: Operator,
    key: ConditionKey,
    values: Values,
    narrowing: bool,
    /// The operator and the key, as the policy spells them.
    spelled: Box<str>,
}

/// The values of a condition, compiled for the operator's family.
#[derive(Clone, Debug)]
enum Values {
    Arn(Vec<ArnPattern>),
    Binary(Vec<BinaryValue>),
    Boolean(Vec<BooleanValue>),
    Date(Relation, Vec<Timestamp>),
    Ip(Vec<IpNet>),
    /// Whether the key has to be absent.
    Null(Vec<bool>),
    Numeric(Relation, Vec<Decimal>),
    String(Vec<Pattern>),
    StringIgnoringCase(Vec<Template>),
}

/// The values that a policy gives, on their way to being compiled.
struct Given<'a> {
    operator: &'a str,
    values: &'a [String],
    grammar: &'a Grammar,
}

impl Condition {
    /// Compiles the values that a policy gives for one key under one operator.
    pub(super) fn compile(
        name: &str,
        key: &str,
        values: &[String],
        grammar: &Grammar,
    ) -> Result<Self, Fault> {
        let operator = Operator::parse(name).ok_or_else(|| Fault::ConditionOperator(name.to_owned()))?;
        let spelled = format!("{name} {key}").into();
        let key = ConditionKey::parse(key)?;
        let narrowing = narrows(&operator, &key, values);
        let values = Values::compile(operator.family, &Given { operator: name, values, grammar })?;
        Ok(Self { operator, key, values, narrowing, spelled })
    }

    /// Tells whether the condition holds.
    pub(super) fn holds(&self, keys: &dyn ConditionKeys) -> bool {
        match (&self.values, present(keys, &self.key)) {
            (Values::Null(wanted), value) => wanted.contains(&value.is_none()),
            (_, None) => self.holds_absent(),
            (_, Some(value)) => self.holds_present(&value, keys),
        }
    }

    /// The operator and the key, as the policy spells them.
    pub(super) fn spelled(&self) -> &str {
        &self.spelled
    }

    /// Whether it confines its statement to principals or networks that the policy fixes.
    pub(super) fn is_narrowing(&self) -> bool {
        self.narrowing
    }

    fn holds_absent(&self) -> bool {
        self.operator.if_exists
            || match self.operator.quantifier {
                Quantifier::AllValues => true,
                Quantifier::AnyValue => false,
                Quantifier::One => self.operator.negated,
            }
    }

    fn holds_present(&self, value: &KeyValue<'_>, keys: &dyn ConditionKeys) -> bool {
        let holds = |value: &Cow<'_, str>| self.values.include(value, keys) != self.operator.negated;
        match (self.operator.quantifier, value) {
            (_, KeyValue::Single(value)) => holds(value),
            (Quantifier::AllValues, KeyValue::Many(values)) => values.iter().all(holds),
            (Quantifier::AnyValue, KeyValue::Many(values)) => values.iter().any(holds),
            (Quantifier::One, KeyValue::Many(_)) => false,
        }
    }
}

impl Values {
    fn compile(family: Family, given: &Given<'_>) -> Result<Self, Fault> {
        let version = given.grammar.version;
        Ok(match family {
            Family::Arn => Self::Arn(given.read(|text| ArnPattern::parse_condition(text, version))?),
            Family::Binary => Self::Binary(given.read(|text| BinaryValue::parse(text, version))?),
            Family::Boolean => Self::Boolean(given.read(|text| BooleanValue::parse(text, version))?),
            Family::Date(relation) => Self::Date(relation, given.read(date::parse)?),
            Family::Ip => Self::Ip(given.read(ip::parse)?),
            Family::Null => Self::Null(given.read(null::parse)?),
            Family::Numeric(relation) => Self::Numeric(relation, given.read(Decimal::parse)?),
            Family::String(StringMode::Exact) => {
                Self::String(given.read(|text| string::exact(text, version))?)
            }
            Family::String(StringMode::Glob) => Self::String(given.read(|text| string::glob(text, version))?),
            Family::String(StringMode::IgnoringCase) => {
                Self::StringIgnoringCase(given.read(|text| string::ignoring_case(text, version))?)
            }
        })
    }

    /// Tells whether a request's value matches one of these; a value that the family cannot read matches none.
    fn include(&self, value: &str, keys: &dyn ConditionKeys) -> bool {
        match self {
            Self::Arn(patterns) => patterns.iter().any(|pattern| pattern.matches(value, keys)),
            Self::Binary(values) => values.iter().any(|wanted| wanted.matches(value, keys)),
            Self::Boolean(values) => values.iter().any(|wanted| wanted.matches(value, keys)),
            Self::Date(relation, limits) => relation.holds_for_any(date::parse(value), limits),
            Self::Ip(ranges) => ip::address(value)
                .is_some_and(|address: IpAddr| ranges.iter().any(|range| range.contains(&address))),
            Self::Null(_) => false,
            Self::Numeric(relation, limits) => relation.holds_for_any(Decimal::parse(value), limits),
            Self::String(patterns) => patterns.iter().any(|pattern| pattern.matches(value, keys)),
            Self::StringIgnoringCase(wanted) => {
                let value = value.to_lowercase();
                wanted.iter().any(|text| text.text(keys).is_some_and(|text| text.to_lowercase() == value))
            }
        }
    }
}

impl Given<'_> {
    /// Parses each value; one that cannot be read is refused in a new policy and matches nothing in a stored one.
    fn read<T>(&self, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Fault> {
        self.grammar.compile_all(self.values, |text| {
            parse(text).ok_or_else(|| Fault::ConditionValue {
                operator: self.operator.to_owned(),
                value: text.to_owned(),
            })
        })
    }
}

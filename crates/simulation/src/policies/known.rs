//! The differences between the judges and our engine that are known, each with its reason.
//!
//! A difference is looked up after its pair was made as small as possible, so a reason applies only if what it speaks of
//! is needed for the difference. Knows how elements of a pair are recognized; the judges' tables are in files of their own.

mod iam_rs;
mod iam_simulate;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::policies::pair::{Document, Given, Pair, Statement, Test};
use crate::policies::verdict::{Judge, Opinion, Verdict};

/// A known difference.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) judge: Judge,
    /// What the judge does, and what speaks for what we do.
    pub(crate) reason: &'static str,
    applies: fn(&Difference<'_>) -> bool,
}

/// A smallest pair, and who says what about it.
#[derive(Debug)]
struct Difference<'d> {
    pair: &'d Pair,
    ours: Verdict,
    theirs: &'d Opinion,
}

/// Every known difference.
pub(crate) fn table() -> impl Iterator<Item = &'static Known> {
    iam_simulate::KNOWN.iter().chain(iam_rs::KNOWN)
}

impl Known {
    /// Finds the reason why a judge differs about a smallest pair, if there is one.
    pub(crate) fn find(judge: Judge, pair: &Pair, ours: Verdict, theirs: &Opinion) -> Option<&'static Self> {
        let difference = Difference { pair, ours, theirs };
        table().find(|known| known.judge == judge && (known.applies)(&difference))
    }
}

impl Difference<'_> {
    fn abstains(&self) -> bool {
        matches!(self.theirs, Opinion::Abstains(_))
    }

    fn some_test(&self, holds: impl Fn(&Asked<'_>) -> bool) -> bool {
        self.asked().any(|asked| holds(&asked))
    }

    /// All tests of all policies, each with what the request carries under its key.
    fn asked(&self) -> impl Iterator<Item = Asked<'_>> {
        self.pair.documents().flat_map(|document| {
            let tests = document.statements.iter().flat_map(|statement| &statement.tests);
            tests.map(|test| Asked { pair: self.pair, document, test })
        })
    }

    fn some_statement(&self, holds: impl Fn(&Document, &Statement) -> bool) -> bool {
        let mut documents = self.pair.documents();
        documents.any(|document| document.statements.iter().any(|statement| holds(document, statement)))
    }

    /// Whether a pattern of a resource is of this kind.
    fn some_resource(&self, is: impl Fn(&str) -> bool) -> bool {
        self.some_resource_of(|_, value| is(value))
    }

    /// Whether a pattern of a resource, in its policy, is of this kind.
    fn some_resource_of(&self, is: impl Fn(&Document, &str) -> bool) -> bool {
        self.some_statement(|document, statement| {
            statement
                .resources
                .iter()
                .flat_map(|resources| &resources.values)
                .any(|value| is(document, value))
        })
    }
}

/// A test of a policy, and the request that it is held against.
struct Asked<'d> {
    pair: &'d Pair,
    document: &'d Document,
    test: &'d Test,
}

impl<'d> Asked<'d> {
    fn given(&self) -> Option<&'d Given> {
        self.pair.given(&self.test.key)
    }

    /// The request's value of a key that has one value.
    fn given_one(&self) -> Option<&'d str> {
        match self.given() {
            Some(Given::One(value)) => Some(value),
            Some(Given::Many(_)) | None => None,
        }
    }

    fn is_given_none(&self) -> bool {
        matches!(self.given(), Some(Given::Many(values)) if values.is_empty())
    }

    fn is_given_several(&self) -> bool {
        matches!(self.given(), Some(Given::Many(values)) if !values.is_empty())
    }

    fn has_prefix(&self) -> bool {
        self.test.operator.contains(':')
    }

    fn is_if_exists(&self) -> bool {
        self.test.operator.ends_with("IfExists")
    }

    /// The operator without prefix and suffix.
    fn base(&self) -> &'d str {
        let operator = self.test.operator.as_str();
        let operator = operator.split_once(':').map_or(operator, |(_, operator)| operator);
        operator.strip_suffix("IfExists").unwrap_or(operator)
    }

    fn is_negated(&self) -> bool {
        self.base().contains("Not")
    }

    fn some_value(&self, is: impl Fn(&str) -> bool) -> bool {
        self.test.values.iter().any(|value| is(value))
    }

    /// Whether a value has a variable that this request gives no single value, and neither does a default.
    fn is_unresolved(&self) -> bool {
        knows_variables(self.document) && self.some_value(|value| is_unresolved(self.pair, value))
    }
}

/// Whether variables are more than text in this policy.
fn knows_variables(document: &Document) -> bool {
    document.version == Some("2012-10-17")
}

fn has_variable(text: &str) -> bool {
    text.contains("${")
}

/// The names and defaults of the variables in a text; `${*}` and its like are none.
fn variables(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let bodies = text.split("${").skip(1).filter_map(|after| after.split_once('}')).map(|(body, _)| body);
    let variables = bodies.filter(|body| body.contains(':'));
    variables.map(|body| body.split_once(", ").map_or((body, None), |(name, default)| (name, Some(default))))
}

fn is_unresolved(pair: &Pair, text: &str) -> bool {
    variables(text).any(|(name, default)| match pair.given(name) {
        Some(Given::Many(values)) if values.is_empty() => default.is_none(),
        Some(Given::Many(_)) => true,
        Some(Given::One(_)) => false,
        None => default.is_none(),
    })
}

/// Whether a text has a variable that this request replaces by such a text.
fn is_resolved_to(pair: &Pair, text: &str, is: impl Fn(&str) -> bool) -> bool {
    variables(text).any(|(name, _)| matches!(pair.given(name), Some(Given::One(value)) if is(value)))
}

/// The text whose bytes a binary value encodes.
fn decoded(value: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(value).ok()?).ok()
}

fn is_epoch(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is a number of seconds that lead beyond the year 9999, where our calendar ends.
fn is_beyond_calendar(text: &str) -> bool {
    is_epoch(text) && text.parse::<u64>().is_ok_and(|seconds| seconds > LAST_SECOND)
}

/// The end of the year 9999, in seconds since the epoch.
const LAST_SECOND: u64 = 253_402_207_200;

/// Whether a text is a date-time, or a date.
fn is_date_time(text: &str) -> bool {
    text.len() >= 10 && text.starts_with("20") && text.contains('-')
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok()
}

fn is_address(text: &str) -> bool {
    text.parse::<std::net::IpAddr>().is_ok()
}

fn is_arn(text: &str) -> bool {
    text.starts_with("arn:") && text.split(':').count() >= 6
}

/// Whether a request's value can be read as what the operator compares.
fn is_readable(base: &str, value: &str) -> bool {
    match base {
        date if date.starts_with("Date") => is_epoch(value) || is_date_time(value),
        number if number.starts_with("Numeric") => is_number(value),
        arn if arn.starts_with("Arn") => is_arn(value),
        "IpAddress" | "NotIpAddress" => is_address(value),
        _ => true,
    }
}

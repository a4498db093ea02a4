//! Chooses the conditions of statements: each operator with each of its prefixes and suffixes, on keys that the request
//! has or has not.
//!
//! Knows which operators fit which values; evaluates nothing.

use super::Chooser;
use crate::policies::pair::{Pair, Statement, Test};
use crate::policies::world::{DATES, EPOCHS, KEYS, Key, Shape};

const TEXT_OPERATORS: &[&str] = &[
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
];

const NUMBER_OPERATORS: &[&str] = &[
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
];

const DATE_OPERATORS: &[&str] = &[
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
];

const ARN_OPERATORS: &[&str] = &["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"];

const ADDRESS_OPERATORS: &[&str] = &["IpAddress", "NotIpAddress"];

/// Every operator without prefix and suffix.
pub(crate) fn operators() -> impl Iterator<Item = &'static str> {
    let groups = [TEXT_OPERATORS, NUMBER_OPERATORS, DATE_OPERATORS, ARN_OPERATORS, ADDRESS_OPERATORS];
    groups.into_iter().flatten().copied().chain(["Bool", "BinaryEquals", "Null"])
}

/// Patterns of texts, for the operators that know wildcards and for those that do not.
const TEXT_PATTERNS: &[&str] = &["*", "p*", "?ay", "*a*", "A*", "a${*}", "${?}", "al${*}"];

const TEXT_VARIABLES: &[&str] = &[
    "${aws:username}",
    "${aws:PrincipalTag/team}",
    "${aws:PrincipalTag/team, 'pay'}",
    "${AWS:UserName, 'alice'}",
    "${aws:ResourceTag/team}",
    "p${aws:TagKeys}",
    "${aws:username}*",
];

const ARN_PATTERNS: &[&str] = &[
    "arn:aws:iam::111122223333:*",
    "arn:aws:iam::*:role/*",
    "arn:aws:iam::111122223333:user/ali??",
    "arn:aws:iam::111122223333:user/${aws:username}",
    "arn:aws:sns:*:111122223333:topic:*",
    "arn:aws:iam::${aws:PrincipalAccount}:role/app",
    LONE_VARIABLE,
];

/// A variable that stands for a whole ARN.
const LONE_VARIABLE: &str = "${aws:PrincipalArn}";

const RANGES: &[&str] =
    &["192.0.2.0/24", "198.51.100.0/24", "192.0.2.77/32", "2001:db8::/32", "0.0.0.0/0", "198.51.100.7"];

const NUMBERS: &[&str] = &["7", "7.0", "-1", "30", "7.25"];

const BYTES: &[&str] = &["cGF5", "QUJD", "ZGV2"];

impl Chooser {
    pub(super) fn tests(&mut self, pair: &Pair) -> Vec<Test> {
        let count = self.weighted(&[(10, 0_usize), (6, 1), (2, 2)]);
        let mut tests: Vec<Test> = Vec::new();
        for _ in 0..count {
            let test = self.test(pair);
            let is_new =
                |other: &Test| other.operator != test.operator || !other.key.eq_ignore_ascii_case(&test.key);
            if tests.iter().all(is_new) {
                tests.push(test);
            }
        }
        tests
    }

    fn test(&mut self, pair: &Pair) -> Test {
        let keys: Vec<_> = KEYS.iter().filter(|key| self.suits(key, pair)).collect();
        let key = keys.get(usize::try_from(self.random.below(keys.len() as u64)).unwrap_or(0)).copied();
        let Some(key) = key.or(KEYS.first()) else { return nothing() };
        let name = if self.chance(10) { key.name.to_ascii_uppercase() } else { key.name.to_owned() };
        if self.chance(5) {
            let values = vec![self.one(&["true", "false"]).to_owned()];
            return Test { operator: "Null".to_owned(), key: name, values };
        }
        let (base, choose) = self.comparison(key);
        let count = self.weighted(&[(5, 1_usize), (3, 2)]);
        let values = (0..count).map(|_| choose(self, key)).collect();
        Test { operator: self.decorated(base, key.shape), key: name, values }
    }

    /// Prefers keys that some request of this action has.
    fn suits(&mut self, key: &Key, pair: &Pair) -> bool {
        pair.target.action.starts_with(key.actions) || self.chance(5)
    }

    /// An operator that fits the key, and what chooses its values; now and then one that fits another kind of key.
    fn comparison(&mut self, key: &Key) -> (&'static str, fn(&mut Self, &Key) -> String) {
        let misfit = [Shape::Address, Shape::Date, Shape::Number, Shape::Text, Shape::Truth, Shape::Arn];
        let shape = if self.chance(2) {
            self.random.one_of(&misfit).copied().unwrap_or(key.shape)
        } else {
            key.shape
        };
        match shape {
            Shape::Address => (self.one(ADDRESS_OPERATORS), |chooser, _| chooser.one(RANGES).to_owned()),
            Shape::Arn => (self.one(ARN_OPERATORS), Self::arn_value),
            Shape::Date => (self.one(DATE_OPERATORS), Self::date_value),
            Shape::Number => (self.one(NUMBER_OPERATORS), |chooser, _| chooser.one(NUMBERS).to_owned()),
            Shape::Truth => ("Bool", |chooser, _| chooser.one(&["true", "false", "TRUE"]).to_owned()),
            Shape::Text if self.chance(2) => ("BinaryEquals", |chooser, _| chooser.one(BYTES).to_owned()),
            Shape::Several | Shape::Text => (self.one(TEXT_OPERATORS), Self::text_value),
        }
    }

    fn decorated(&mut self, base: &str, shape: Shape) -> String {
        let prefixed = self.chance(if shape == Shape::Several { 92 } else { 3 });
        let prefix = if prefixed { self.one(&["ForAllValues:", "ForAnyValue:"]) } else { "" };
        let suffix = if self.chance(15) { "IfExists" } else { "" };
        format!("{prefix}{base}{suffix}")
    }

    fn text_value(&mut self, key: &Key) -> String {
        match self.random.below(100) {
            0..8 => self.one(TEXT_VARIABLES).to_owned(),
            8..20 => self.one(TEXT_PATTERNS).to_owned(),
            20..25 => self.one(key.values).to_ascii_uppercase(),
            _ => self.one(key.values).to_owned(),
        }
    }

    fn arn_value(&mut self, key: &Key) -> String {
        match self.random.below(2) {
            0 if key.shape == Shape::Arn => self.one(key.values).to_owned(),
            _ => self.one(ARN_PATTERNS).to_owned(),
        }
    }

    /// Mostly in the form in which the key's own values are.
    fn date_value(&mut self, key: &Key) -> String {
        let own = if key.values == EPOCHS { EPOCHS } else { DATES };
        let values = if self.chance(97) { own } else { EPOCHS };
        self.one(values).to_owned()
    }
}

/// Replaces what no ARN can be where variables are literal text, and what therefore cannot be written.
pub(super) fn without_lone_variables(statement: &mut Statement) {
    let values = statement.tests.iter_mut().flat_map(|test| &mut test.values);
    values
        .filter(|value| *value == LONE_VARIABLE)
        .for_each(|value| "arn:aws:iam::*:role/*".clone_into(value));
}

fn nothing() -> Test {
    Test { operator: "Null".to_owned(), key: "aws:username".to_owned(), values: vec!["true".to_owned()] }
}

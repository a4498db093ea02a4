//! Operators: a table of what each compares, and of what is refused.

use super::super::grammar::{Origin, PolicyKind, Version};
use super::super::request::KeyTable;
use super::*;

fn compile(operator: &str, values: &[&str], origin: Origin) -> Result<Condition, Fault> {
    let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
    let grammar = Grammar { kind: PolicyKind::Identity, origin, version: Version::V2012 };
    Condition::compile(operator, "Test:Key", &values, &grammar)
}

/// Whether the condition holds for a single value; `None` for an absent key.
fn holds(operator: &str, values: &[&str], actual: Option<&str>) -> bool {
    let mut keys = KeyTable::default();
    keys.insert("test:other", "b");
    keys.insert("test:true", "True");
    keys.insert("test:base64", "QmluYXJ5");
    actual.into_iter().for_each(|actual| keys.insert("tEST:kEY", actual));
    compile(operator, values, Origin::Written).unwrap_or_else(|fault| panic!("{fault}")).holds(&keys)
}

fn holds_many(operator: &str, values: &[&str], actual: &[&str]) -> bool {
    let mut keys = KeyTable::default();
    keys.insert_many("test:key", actual.iter().copied());
    compile(operator, values, Origin::Written).unwrap().holds(&keys)
}

fn check(operator: &str, values: &[&str], matching: &[&str], others: &[&str]) {
    for (actual, expected) in matching.iter().map(|v| (v, true)).chain(others.iter().map(|v| (v, false))) {
        assert_eq!(holds(operator, values, Some(actual)), expected, "{operator} {values:?} on {actual}");
    }
}

#[test]
fn strings() {
    check("StringEquals", &["a", "b*"], &["a", "b*"], &["A", "bc", ""]);
    check("StringEquals", &["${test:other}"], &["b"], &["${test:other}"]);
    check("StringNotEquals", &["a", "b"], &["c", ""], &["a", "b"]);
    check("StringNotEquals", &["${test:missing}"], &["a"], &[]);
    check("StringEqualsIgnoreCase", &["Straße", "${test:other}"], &["sTRAßE", "B"], &["strasse"]);
    check("StringNotEqualsIgnoreCase", &["a"], &["b"], &["A"]);
    check("StringLike", &["a*z", "${*}"], &["az", "abcz", "*"], &["AZ", "azb", "x"]);
    check("StringNotLike", &["a*"], &["b"], &["abc"]);
}

#[test]
fn numbers() {
    check("NumericEquals", &["7", "1.50"], &["7", "7.0", "+7", "007", "1.5"], &["8", "x", "", "7e0", " 7"]);
    check("NumericNotEquals", &["7"], &["8", "-7"], &["7.000"]);
    check("NumericLessThan", &["7"], &["6.999999999", "-8"], &["7", "70"]);
    check("NumericLessThanEquals", &["7"], &["7"], &["7.000000001"]);
    check("NumericGreaterThan", &["-1"], &["-0.5", "0"], &["-1", "-2"]);
    check("NumericGreaterThanEquals", &["9007199254740993"], &["9007199254740993"], &["9007199254740992"]);
}

#[test]
fn dates() {
    check(
        "DateEquals",
        &["2026-06-01T12:00:00Z"],
        &["2026-06-01T14:00:00+02:00", "1780315200"],
        &["2026-06-01"],
    );
    check("DateNotEquals", &["2026-06-01"], &["2026-06-02"], &["2026-06-01T00:00:00Z", "2026-06-01T00:00Z"]);
    check("DateLessThan", &["2026-06-01"], &["2026-05-31T23:59:59.9Z"], &["2026-06-01T00:00:00Z", "junk"]);
    check("DateLessThanEquals", &["1700000000"], &["1700000000"], &["1700000001"]);
    check("DateGreaterThan", &["1700000000"], &["2026-01-01"], &["1700000000"]);
    check("DateGreaterThanEquals", &["2026-01-01"], &["2026-01-01T00:00:00Z"], &["2025-12-31"]);
}

#[test]
fn booleans_and_bytes() {
    check("Bool", &["true"], &["true", "TRUE"], &["false", "1", ""]);
    check("Bool", &["${test:true}"], &["true"], &["false"]);
    check("Bool", &["${test:other}", "${test:missing}"], &[], &["true", "false", "b"]);
    check("BinaryEquals", &["QmluYXJ5"], &["Binary"], &["QmluYXJ5", "binary"]);
    check("BinaryEquals", &["${test:base64}"], &["Binary"], &["QmluYXJ5"]);
}

#[test]
fn addresses() {
    let ranges = ["192.0.2.0/24", "2001:db8::/32", "198.51.100.7"];
    let inside = ["192.0.2.77", "2001:db8::1", "198.51.100.7", "::ffff:192.0.2.77"];
    let outside = ["192.0.3.1", "2001:db9::1", "198.51.100.8", "::ffff:192.0.3.1"];
    check("IpAddress", &ranges, &inside, &outside);
    check("NotIpAddress", &ranges, &outside, &inside);
    check("IpAddress", &["0.0.0.0/0"], &["203.0.113.9"], &["2001:db8::1", "host", "192.0.2.1/32"]);
    check("NotIpAddress", &["0.0.0.0/0"], &["2001:db8::1"], &["203.0.113.9"]);
}

#[test]
fn arns() {
    let role = "arn:aws:iam::111122223333:role/app";
    check("ArnLike", &["arn:aws:iam::*:role/*"], &[role], &["arn:aws:iam::1:user/app", "role/app", "*"]);
    check(
        "ArnEquals",
        &["arn:*:iam::111122223333:role/ap?"],
        &[role],
        &["arn:aws:iam::111122223333:role/apps"],
    );
    check("ArnNotLike", &["arn:aws:iam::*:role/*"], &["arn:aws:iam::1:user/app"], &[role]);
    check("ArnNotEquals", &[role], &["arn:aws:iam::111122223333:role/x"], &[role]);
}

#[test]
fn an_absent_key_fulfils_what_it_should() {
    let check_absent = |operator: &str, value: &str, expected: bool| {
        assert_eq!(holds(operator, &[value], None), expected, "{operator}");
        assert!(
            operator == "Null" || holds(&format!("{operator}IfExists"), &[value], None),
            "{operator}IfExists"
        );
    };
    for base in ["StringEquals", "StringEqualsIgnoreCase", "StringLike"] {
        check_absent(base, "a", false);
        check_absent(&base.replace("String", "StringNot"), "a", true);
        check_absent(&format!("ForAllValues:{base}"), "a", true);
        check_absent(&format!("ForAnyValue:{base}"), "a", false);
        check_absent(&format!("ForAnyValue:{}", base.replace("String", "StringNot")), "a", false);
    }
    for relation in ["Equals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"] {
        check_absent(&format!("Numeric{relation}"), "1", false);
        check_absent(&format!("Date{relation}"), "1", false);
    }
    check_absent("NumericNotEquals", "1", true);
    check_absent("DateNotEquals", "1", true);
    check_absent("Bool", "false", false);
    check_absent("BinaryEquals", "QQ==", false);
    check_absent("IpAddress", "192.0.2.1", false);
    check_absent("NotIpAddress", "192.0.2.1", true);
    check_absent("ArnLike", "arn:aws:iam::1:root", false);
    check_absent("ArnNotLike", "arn:aws:iam::1:root", true);
    check_absent("Null", "true", true);
    check_absent("Null", "FALSE", false);
}

#[test]
fn existence_is_asked_of_the_key() {
    check("Null", &["false"], &["", "x"], &[]);
    check("Null", &["true"], &[], &["", "x"]);
    check("Null", &["true", "false"], &["x"], &[]);
    assert!(holds_many("Null", &["true"], &[]), "an empty list is absent");
    assert!(holds_many("Null", &["false"], &["a"]));
    check("BoolIfExists", &["true"], &["true"], &["false"]);
}

#[test]
fn the_quantifier_counts_the_values_of_the_request() {
    let check = |operator: &str, actual: &[&str], expected: bool| {
        assert_eq!(holds_many(operator, &["a", "b"], actual), expected, "{operator} on {actual:?}");
    };
    check("StringEquals", &["a"], false);
    check("StringNotEquals", &["c"], false);
    check("StringEqualsIfExists", &["a"], false);
    check("StringNotEquals", &[], true);
    check("ForAllValues:StringEquals", &["a", "b"], true);
    check("ForAllValues:StringEquals", &["a", "c"], false);
    check("ForAllValues:StringEquals", &[], true);
    check("ForAllValues:StringNotEquals", &["c", "d"], true);
    check("ForAllValues:StringNotEquals", &["c", "a"], false);
    check("ForAnyValue:StringEquals", &["c", "a"], true);
    check("ForAnyValue:StringEquals", &["c"], false);
    check("ForAnyValue:StringEquals", &[], false);
    check("ForAnyValue:StringNotEquals", &["a", "c"], true);
    check("ForAnyValue:StringNotEquals", &["a", "b"], false);
    for quantifier in ["ForAllValues", "ForAnyValue"] {
        assert!(
            holds(&format!("{quantifier}:StringEquals"), &["a"], Some("a")),
            "one value is a list of one"
        );
        assert!(!holds(&format!("{quantifier}:StringEquals"), &["a"], Some("b")));
    }
}

#[test]
fn unknown_operators_are_refused() {
    for operator in [
        "",
        "stringequals",
        "StringMatches",
        "NumericLike",
        "Date",
        "NullIfExists",
        "ForAllValues:Null",
        "ForSomeValues:StringEquals",
        "StringEqualsIfExistsIfExists",
        "ForAnyValue:ForAllValues:StringEquals",
    ] {
        let refused = compile(operator, &["true"], Origin::Written).err();
        assert_eq!(refused, Some(Fault::ConditionOperator(operator.to_owned())), "{operator}");
    }
}

#[test]
fn values_that_cannot_be_read_are_refused_when_written_and_match_nothing_when_stored() {
    let check = |operator: &str, value: &str| {
        let fault = Fault::ConditionValue { operator: operator.to_owned(), value: value.to_owned() };
        assert_eq!(compile(operator, &[value], Origin::Written).err(), Some(fault));
        let mut keys = KeyTable::default();
        keys.insert("test:key", value);
        assert!(!compile(operator, &[value], Origin::Stored).unwrap().holds(&keys), "{operator} {value}");
    };
    for value in ["", "x", "1e3", "1.", ".5", "--1", "1234567890123456789", "0.1234567890", "${test:other}"] {
        check("NumericEquals", value);
    }
    for value in
        ["", "yesterday", "2026-13-01", "2026-06-01T00:00:00", "${test:other}", "99999999999999999999"]
    {
        check("DateEquals", value);
    }
    for value in ["", "yes", "1", "${test:other"] {
        check("Bool", value);
    }
    for value in ["", "any", "192.0.2.0/33", "192.0.2", "${test:other}"] {
        check("IpAddress", value);
    }
    check("BinaryEquals", "not base64!");
    check("ArnLike", "arn:*:role/app");
    check("ArnLike", "*");
    check("StringLike", "${test:other");
    check("Null", "maybe");
}

#[test]
fn keys_have_a_vendor() {
    let grammar = Grammar { kind: PolicyKind::Identity, origin: Origin::Written, version: Version::V2012 };
    for key in ["", "username", ":x", "aws:", "aws:a\nb"] {
        let refused = Condition::compile("StringEquals", key, &["a".to_owned()], &grammar).err();
        assert_eq!(refused, Some(Fault::ConditionKey(key.to_owned())));
    }
}

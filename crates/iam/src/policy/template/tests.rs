//! Variables: what is one, and what stands in its place.

use super::super::request::KeyTable;
use super::*;

fn keys() -> KeyTable {
    let mut keys = KeyTable::default();
    keys.insert("aws:username", "alice");
    keys.insert("aws:PrincipalTag/team", "*");
    keys.insert("aws:PrincipalTag/empty", "");
    keys.insert_many("aws:TagKeys", ["a"]);
    keys
}

fn pattern(text: &str) -> Pattern {
    Pattern::parse(text, Wildcards::Active, Version::V2012).unwrap()
}

#[test]
fn variables_are_replaced_by_their_single_value() {
    let check = |text: &str, subject: &str, expected: bool| {
        assert_eq!(pattern(text).matches(subject, &keys()), expected, "{text} on {subject}");
    };
    check("home/${aws:username}/*", "home/alice/x", true);
    check("home/${AWS:UserName}/*", "home/alice/x", true);
    check("home/${aws:username}/*", "home/bob/x", false);
    check("${aws:missing}", "", false);
    check("${aws:missing, 'x'}", "x", true);
    check("${aws:missing, ''}", "", true);
    check("${aws:missing, 'a}b'}-", "a}b-", true);
    check("${aws:missing, '*'}", "anything", false);
    check("${aws:username, 'x'}", "alice", true);
    check("${aws:PrincipalTag/empty}", "", true);
    check("${aws:TagKeys}", "a", false);
    check("${aws:TagKeys, 'a'}", "a", false);
    check("a${*}", "a*", true);
    check("a${*}", "abc", false);
    check("${?}${$}", "?$", true);
    check("$5 {x}", "$5 {x}", true);
}

#[test]
fn cve_class_01_a_substituted_value_is_literal() {
    assert!(!pattern("home/${aws:PrincipalTag/team}/x").matches("home/any/x", &keys()));
    assert!(pattern("home/${aws:PrincipalTag/team}/x").matches("home/*/x", &keys()));
}

#[test]
fn malformed_variables_are_refused() {
    for text in
        ["${", "${aws:username", "${}", "${username}", "${aws:a, 'b}", "${aws:a,'b'}", "${aws:${aws:b}}"]
    {
        let parsed = Template::parse(text, Wildcards::Active, Version::V2012);
        assert_eq!(parsed, Err(Fault::Variable(text.to_owned())), "{text}");
        assert!(Template::parse(text, Wildcards::Active, Version::V2008).is_ok(), "{text}");
    }
}

#[test]
fn a_template_is_cut_at_its_own_colons() {
    let split = |text: &str, parts_max| {
        Template::parse(text, Wildcards::Active, Version::V2012).unwrap().split_colons(parts_max).len()
    };
    assert_eq!(split("", 6), 1);
    assert_eq!(split("arn:aws:*:::a:b:c", 6), 6);
    assert_eq!(split("arn:${aws:username}:x", 6), 3);
    assert_eq!(split("*:a${aws:username}b:c*:d", 3), 3);
}

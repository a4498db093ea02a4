//! ARN patterns part by part.

use super::super::request::KeyTable;
use super::*;

const SECRET: &str = "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf";

fn matches(text: &str, subject: &str) -> bool {
    ArnPattern::parse_resource(text, Version::V2012).unwrap().matches(subject, &())
}

#[test]
fn a_wildcard_stays_in_its_part() {
    let check = |text: &str, expected: bool| assert_eq!(matches(text, SECRET), expected, "{text}");
    check("arn:aws:secretsmanager:*:*:*", true);
    check("arn:aws:secretsmanager:*:*:secret:prod*", true);
    check("arn:aws:secretsmanager:*:*:secret*AbCdEf", true);
    check("arn:*:secret:prod*", false);
    check("arn:aws:*:secret:prod/db-AbCdEf", false);
    check("arn:aws:secretsmanager:us-east-1:444455556666:*", false);
}

#[test]
fn missing_trailing_parts_are_stars() {
    assert!(matches("arn:aws:secretsmanager", SECRET));
    assert!(matches("arn:*", SECRET));
    assert!(!matches("arn:aws:kms", SECRET));
}

#[test]
fn what_is_no_arn_is_matched_by_no_pattern() {
    for subject in ["*", "", "prod/db", "arn:aws:secretsmanager:us-east-1:111122223333", "urn:a:b:c:d:e"] {
        assert!(!matches("arn:*", subject), "{subject}");
    }
}

#[test]
fn cve_class_01_a_colon_in_a_substituted_value_moves_no_part() {
    let mut keys = KeyTable::default();
    keys.insert("aws:PrincipalTag/region", "us-east-1:111122223333:secret:prod/db-AbCdEf");
    let text = "arn:aws:secretsmanager:${aws:PrincipalTag/region}";
    assert!(!ArnPattern::parse_resource(text, Version::V2012).unwrap().matches(SECRET, &keys));
}

#[test]
fn a_lone_variable_of_a_condition_stands_for_a_whole_arn() {
    let mut keys = KeyTable::default();
    keys.insert("aws:SourceArn", SECRET);
    let pattern = ArnPattern::parse_condition("${aws:SourceArn}", Version::V2012).unwrap();
    assert!(pattern.matches(SECRET, &keys));
    assert!(!pattern.matches("arn:aws:secretsmanager:us-east-1:111122223333:secret:prod", &keys));
    assert!(ArnPattern::parse_condition("*", Version::V2012).is_none());
    assert!(ArnPattern::parse_condition("arn:*:role/app", Version::V2012).is_none());
}

//! Which statements are public.

use super::super::{Policy, PolicyKind};

fn is_public(effect: &str, fields: &str) -> bool {
    let statement = format!(r#"{{"Effect":"{effect}","Action":"*","Resource":"*",{fields}}}"#);
    let text = format!(r#"{{"Version":"2012-10-17","Statement":{statement}}}"#);
    Policy::parse(&text, PolicyKind::Resource).unwrap_or_else(|error| panic!("{fields}: {error}")).is_public()
}

fn check(name: &str, fields: &str, expected: bool) {
    assert_eq!(is_public("Allow", fields), expected, "{name}: {fields}");
}

/// A statement for everybody under one condition.
fn check_condition(name: &str, operator: &str, key: &str, value: &str, expected: bool) {
    let fields = format!(r#""Principal":"*","Condition":{{"{operator}":{{"{key}":{value}}}}}"#);
    check(name, &fields, expected);
}

#[test]
fn principals_decide_first() {
    check("B1", r#""Principal":"*""#, true);
    check("B2", r#""Principal":{"AWS":["arn:aws:iam::111122223333:root","*"]}"#, true);
    check("B3", r#""Principal":{"AWS":"arn:aws:iam::444455556666:root"}"#, false);
    check("B13", r#""NotPrincipal":{"AWS":"arn:aws:iam::111122223333:user/eve"}"#, true);
    assert!(!is_public("Deny", r#""Principal":"*""#), "B15");
    check("B16", r#""Principal":{"Service":"secretsmanager.amazonaws.com"}"#, false);
}

#[test]
fn conditions_narrow_everybody_to_the_fixed() {
    check_condition("B4", "StringEquals", "aws:PrincipalOrgID", r#""o-abc123""#, false);
    check_condition("B5", "StringLike", "aws:PrincipalOrgID", r#""o-*""#, true);
    check_condition("B6", "IpAddress", "aws:SourceIp", r#""203.0.113.0/24""#, false);
    check_condition("B7", "IpAddress", "aws:SourceIp", r#""0.0.0.0/0""#, true);
    check_condition("B8", "StringNotEquals", "aws:SourceVpce", r#""vpce-1""#, true);
    check_condition("B9", "StringEqualsIfExists", "aws:SourceVpce", r#""vpce-1""#, true);
    check_condition("B10", "ArnLike", "aws:PrincipalArn", r#""arn:aws:iam::111122223333:role/*""#, false);
    check_condition("B11", "ArnLike", "aws:PrincipalArn", r#""arn:aws:iam::*:role/app""#, true);
    check_condition("B12", "StringEquals", "aws:PrincipalTag/team", r#""x""#, true);
    check_condition("B14", "Bool", "aws:SecureTransport", "true", true);
}

#[test]
fn only_principals_and_networks_narrow() {
    for key in [
        "aws:PrincipalAccount",
        "aws:PrincipalOrgID",
        "aws:SourceAccount",
        "aws:SourceOwner",
        "aws:SourceVpc",
        "aws:SourceVpce",
        "aws:userid",
        "kms:CallerAccount",
    ] {
        for operator in ["StringEquals", "StringEqualsIgnoreCase", "StringLike"] {
            check_condition(key, operator, key, r#""fixed""#, false);
            check_condition(key, operator, key, r#"["fixed","open*"]"#, true);
        }
        check_condition(key, "StringNotEquals", key, r#""fixed""#, true);
        check_condition(key, "StringNotLike", key, r#""fixed""#, true);
        check_condition(key, "StringLikeIfExists", key, r#""fixed""#, true);
    }
    for key in ["aws:PrincipalArn", "aws:SourceArn"] {
        for operator in ["ArnEquals", "ArnLike", "StringEquals"] {
            check_condition(key, operator, key, r#""arn:aws:iam::111122223333:role/app""#, false);
        }
        check_condition(key, "ArnNotLike", key, r#""arn:aws:iam::111122223333:role/app""#, true);
        check_condition(key, "ArnLike", key, r#""arn:aws:iam::11112222333?:role/app""#, true);
        check_condition(key, "ArnLike", key, r#""arn:aws:iam::${aws:PrincipalAccount}:role/app""#, true);
    }
    check_condition("network", "NotIpAddress", "aws:SourceIp", r#""203.0.113.0/24""#, true);
    check_condition("network", "IpAddressIfExists", "aws:SourceIp", r#""203.0.113.0/24""#, true);
    check_condition("behind an endpoint", "IpAddress", "aws:VpcSourceIp", r#""10.0.0.0/24""#, true);
}

#[test]
fn nothing_else_narrows() {
    for key in [
        "aws:PrincipalTag/team",
        "aws:ResourceTag/team",
        "aws:UserAgent",
        "aws:referer",
        "aws:username",
        "secretsmanager:VersionStage",
    ] {
        check_condition(key, "StringEquals", key, r#""fixed""#, true);
    }
    check_condition("MFA", "Bool", "aws:MultiFactorAuthPresent", r#""true""#, true);
    check_condition("time", "DateLessThan", "aws:CurrentTime", r#""2026-06-01""#, true);
    check_condition("window", "NumericEquals", "secretsmanager:RecoveryWindowInDays", "7", true);
}

#[test]
fn a_deny_makes_nothing_less_public() {
    let statement =
        |effect: &str| format!(r#"{{"Effect":"{effect}","Action":"*","Resource":"*","Principal":"*"}}"#);
    let text = format!(r#"{{"Statement":[{},{}]}}"#, statement("Allow"), statement("Deny"));
    assert!(Policy::parse(&text, PolicyKind::Resource).unwrap().is_public());
}

#[test]
fn every_value_must_be_fixed() {
    let role = "arn:aws:iam::111122223333:role";
    check_condition(
        "one open range",
        "IpAddress",
        "aws:SourceIp",
        r#"["203.0.113.0/24","128.0.0.0/1"]"#,
        true,
    );
    check_condition("IPv4 /8", "IpAddress", "aws:SourceIp", r#""10.0.0.0/8""#, false);
    check_condition("IPv4 /7", "IpAddress", "aws:SourceIp", r#""10.0.0.0/7""#, true);
    check_condition("IPv6 /32", "IpAddress", "aws:SourceIp", r#""2001:db8::/32""#, false);
    check_condition("IPv6 /31", "IpAddress", "aws:SourceIp", r#""2001:db8::/31""#, true);
    check_condition("variable", "StringEquals", "aws:PrincipalAccount", r#""${aws:PrincipalTag/a}""#, true);
    check_condition("user id prefix", "StringLike", "aws:userid", r#""AROAEXAMPLE:*""#, true);
    check_condition("user id", "StringEquals", "aws:userid", r#""AIDAEXAMPLE""#, false);
    check_condition("account", "StringEquals", "kms:CallerAccount", r#""111122223333""#, false);
    check_condition("all values", "ForAllValues:StringEquals", "aws:SourceVpc", r#""vpc-1""#, true);
    check_condition(
        "any value",
        "ForAnyValue:StringLike",
        "aws:PrincipalOrgPaths",
        r#""o-abc/r-1/*""#,
        false,
    );
    check_condition("open path", "ForAnyValue:StringLike", "aws:PrincipalOrgPaths", r#""o-a*/r-1/""#, true);
    check_condition("no quantifier", "StringLike", "aws:PrincipalOrgPaths", r#""o-abc/r-1/*""#, true);
    check_condition(
        "spanning star",
        "StringLike",
        "aws:PrincipalArn",
        r#""arn:aws:*::111122223333:role/app""#,
        true,
    );
    check_condition("string ARN", "StringLike", "aws:PrincipalArn", &format!(r#""{role}/*""#), false);
    check_condition("Null", "Null", "aws:SourceVpc", r#""false""#, true);
    check_condition("key in any case", "StringEquals", "AWS:sourceVPC", r#""vpc-1""#, false);
}

#[test]
fn one_narrowing_condition_suffices_and_one_public_statement_is_too_many() {
    check(
        "second condition narrows",
        r#""Principal":"*","Condition":{"Bool":{"a:b":"true"},"StringEquals":{"aws:SourceVpc":"vpc-1"}}"#,
        false,
    );
    let statement = r#"{"Effect":"Allow","Action":"*","Resource":"*","Principal":"#;
    let text = format!(r#"{{"Statement":[{statement}{{"AWS":"111122223333"}}}},{statement}"*"}}]}}"#);
    assert!(Policy::parse(&text, PolicyKind::Resource).unwrap().is_public());
}

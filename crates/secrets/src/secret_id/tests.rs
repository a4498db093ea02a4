use store::Tenant;

use super::SecretId;

fn home() -> Tenant {
    Tenant::new("aws", "000000000000", "eu-central-1")
}

/// What an id resolves to: `account name suffix`, `-` for an open suffix, or `nothing`.
fn resolved(text: &str) -> String {
    let id = SecretId::parse(text).unwrap();
    let Some(location) = id.locate(&home()) else { return "nothing".into() };
    let suffix = location.suffix.map_or("-".into(), ToString::to_string);
    format!("{} {} {suffix}", location.tenant.account(), location.name)
}

#[test]
fn a_name_is_looked_up_at_home() {
    assert_eq!(resolved("prod/db"), "000000000000 prod/db -");
    assert_eq!(resolved("db-AbCdEf"), "000000000000 db-AbCdEf -");
}

#[test]
fn an_arn_that_ends_like_a_complete_one_is_complete() {
    let arn = |end: &str| format!("arn:aws:secretsmanager:eu-central-1:111122223333:secret:{end}");
    assert_eq!(resolved(&arn("prod/db-AbCdEf")), "111122223333 prod/db AbCdEf");
    assert_eq!(resolved(&arn("my-secret")), "111122223333 my secret");
    assert_eq!(resolved(&arn("prod/db")), "111122223333 prod/db -");
}

#[test]
fn what_can_name_nothing_here_is_nothing() {
    for text in [
        "arn:",
        "arn:aws:secretsmanager:us-east-1:000000000000:secret:x-AbCdEf",
        "arn:aws:kms:eu-central-1:000000000000:secret:x-AbCdEf",
        "arn:aws-cn:secretsmanager:eu-central-1:000000000000:secret:x-AbCdEf",
        "arn:aws:secretsmanager:eu-central-1:000000000000:x",
        "arn:aws:secretsmanager:eu-central-1:000000000000:secret:a b-AbCdEf",
        &"x".repeat(513),
    ] {
        assert_eq!(resolved(text), "nothing", "{text}");
    }
}

/// Flaw class 1: a name has one spelling. Nothing is decoded, folded or normalized on the way to the store.
#[test]
fn cve_class_01_name_canonicalisation() {
    for text in ["a b", "a%2Fb", "a\u{0}", "../a\\", "ä", "a\n", "", "a*", "a?"] {
        assert!(SecretId::parse(text).is_err(), "{text:?}");
    }
    for text in ["../a", "a/./b", "a//b", "A", "a"] {
        assert_eq!(resolved(text), format!("000000000000 {text} -"));
    }
}

use std::collections::BTreeMap;

use super::{Parameters, Recordable};
use crate::limits::PARAMETERS_BYTES_MAX;

fn json(parameters: &Parameters) -> String {
    serde_json::to_string(parameters).unwrap()
}

#[test]
fn members_stand_in_the_order_in_which_they_were_added() {
    let tag = |key: &str| Parameters::new().with("key", key).with("value", "v");
    let context = BTreeMap::from([("SecretARN".to_owned(), "arn:…".to_owned())]);
    let parameters = Parameters::new()
        .with("secretId", "prod/db")
        .with_some("versionId", None::<&str>)
        .with_some("versionStage", Some("AWSPENDING"))
        .with("forceDeleteWithoutRecovery", true)
        .with("recoveryWindowInDays", -7_i64)
        .with("tags", vec![tag("a"), tag("b")])
        .with("encryptionContext", context);
    assert_eq!(
        json(&parameters),
        concat!(
            r#"{"secretId":"prod/db","versionStage":"AWSPENDING","forceDeleteWithoutRecovery":true,"#,
            r#""recoveryWindowInDays":-7,"tags":[{"key":"a","value":"v"},{"key":"b","value":"v"}],"#,
            r#""encryptionContext":{"SecretARN":"arn:…"}}"#
        )
    );
}

#[test]
fn what_fits_is_not_cut_and_one_byte_more_is() {
    // The name, its quotes, colon and comma, and the quotes of the text.
    let room = PARAMETERS_BYTES_MAX - "d".len() - 4 - 2;
    let whole = Parameters::new().with("d", "x".repeat(room));
    assert!(!json(&whole).contains("truncated"));
    let cut = json(&Parameters::new().with("d", "x".repeat(room + 1)));
    assert!(cut.ends_with(r#"xx…[cut]","truncated":true}"#));
}

#[test]
fn what_comes_after_the_bound_is_left_out_and_said_so() {
    let full = Parameters::new().with("d", "x".repeat(PARAMETERS_BYTES_MAX)).with("secretId", "prod/db");
    assert!(json(&full).ends_with(r#""truncated":true}"#));
    assert!(!json(&full).contains("secretId"));
}

#[test]
fn no_shape_of_a_value_gets_past_the_bound() {
    let controls = "\u{1}".repeat(PARAMETERS_BYTES_MAX);
    let texts = vec!["\"".repeat(100); 10_000];
    let names: BTreeMap<_, _> = (0..10_000).map(|n| (format!("\u{2}name {n}"), "\u{3}".repeat(9))).collect();
    let nested = vec![vec![vec![1_i64; 100]; 100]; 100];
    let values = [controls.recorded(), texts.recorded(), names.recorded(), nested.recorded()];
    for value in values {
        let text = json(&Parameters::new().with("first", "1").with("value", value));
        assert!(text.len() < PARAMETERS_BYTES_MAX + 100, "{}", text.len());
        assert!(text.ends_with(r#""truncated":true}"#));
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
    }
}

use super::{Arn, InvalidArn};

#[test]
fn reads_back_what_it_writes() {
    for text in [
        "arn:aws:secretsmanager:eu-central-1:000000000000:secret:prod/db:x-AbCdEf",
        "arn:aws:iam::123456789012:root",
        "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/1234",
    ] {
        assert_eq!(text.parse::<Arn>().unwrap().to_string(), text);
    }
}

#[test]
fn refuses_what_is_no_arn() {
    let long = format!("arn:aws:iam:::{}", "x".repeat(2_048));
    for text in
        ["", "arn", "arn:aws:iam::", "arn:aws:iam:::", "urn:aws:iam:::x", "arn:aws::::x", long.as_str()]
    {
        assert_eq!(text.parse::<Arn>(), Err(InvalidArn::Shape), "{text}");
    }
    for text in ["arn:AWS:iam:::x", "arn:aws:iam:Europe:1:x", "arn:aws:iam::12345:x"] {
        assert!(text.parse::<Arn>().is_err(), "{text}");
    }
}

use proptest::prelude::*;

use super::Parameters;
use crate::Failure;
use crate::limits::QUERY_PARAMETERS_MAX;

#[test]
fn names_and_values_are_decoded() {
    let form = b"Action=Get&a+b=c%20d+e&empty=&bare&&x=1=2&x=3&%C3%BC=%e2%82%ac&pct=100%&bad=%zz";
    let parameters = Parameters::parse(form).unwrap();
    let expected = [
        ("Action", Some("Get")),
        ("a b", Some("c d e")),
        ("empty", Some("")),
        ("bare", Some("")),
        ("x", Some("1=2")),
        ("ü", Some("€")),
        ("pct", Some("100%")),
        ("bad", Some("%zz")),
        ("action", None),
        ("", None),
    ];
    for (name, value) in expected {
        assert_eq!(parameters.value(name), value, "{name}");
    }
}

#[test]
fn what_is_no_utf8_is_refused() {
    for form in [&b"a=%ff"[..], b"%ff=a", b"a=\xff"] {
        assert_eq!(Parameters::parse(form).err(), Some(Failure::malformed_query()));
    }
}

#[test]
fn the_number_of_parameters_ends_at_its_limit() {
    assert!(Parameters::parse("a=1&".repeat(QUERY_PARAMETERS_MAX).as_bytes()).is_ok());
    let failure = Parameters::parse("a=1&".repeat(QUERY_PARAMETERS_MAX + 1).as_bytes()).err();
    assert_eq!(failure, Some(Failure::malformed_query()));
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_parsed_or_refused(form in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Parameters::parse(&form);
    }

    #[test]
    fn what_was_encoded_is_decoded(name in "[^&=]{1,20}", value in any::<String>()) {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let form = format!("{}={}", encode(&name), encode(&value));
        let parameters = Parameters::parse(form.as_bytes()).unwrap();
        prop_assert_eq!(parameters.value(&name), Some(value.as_str()));
    }
}

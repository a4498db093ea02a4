use jiff::Timestamp;
use proptest::prelude::*;
use secrecy::{SecretSlice, SecretString};

use super::write::{Encode, Writer};
use super::{Document, Number, Object, Value, encode};
use crate::Failure;
use crate::limits::{JSON_DEPTH_MAX, JSON_VALUES_MAX};

fn refusal(body: &[u8]) -> Failure {
    Document::parse(body).err().unwrap_or_else(|| panic!("accepted {}", String::from_utf8_lossy(body)))
}

fn json(value: &impl Encode) -> String {
    String::from_utf8(encode(value).to_vec()).unwrap()
}

/// What a document holds, as another parser would have it.
fn mirrored(value: &Value<'_>) -> serde_json::Value {
    match value {
        Value::Boolean(value) => (*value).into(),
        Value::List(items) => items.iter().map(mirrored).collect(),
        Value::Null => serde_json::Value::Null,
        Value::Number(Number::Fraction(value)) => (*value).into(),
        Value::Number(Number::Integer(value)) => (*value).into(),
        Value::Object(object) => mirrored_object(object),
        Value::Untyped(text) => serde_json::Value::String((*text).to_owned()),
        Value::String(text) => (**text).into(),
    }
}

fn mirrored_object(object: &Object<'_>) -> serde_json::Value {
    object.members().iter().map(|(name, value)| (name.to_string(), mirrored(value))).collect()
}

#[test]
fn a_body_that_is_no_object_is_refused_without_a_message() {
    let bodies: [&[u8]; 20] = [
        b"",
        b" \n",
        b"null",
        b"true",
        b"7",
        b"\"text\"",
        b"{",
        b"{\"Name\"",
        b"{\"Name\":\"a\"",
        b"{\"Name\":\"a",
        b"{\"Name\":\"a\",}",
        b"{\"Name\":[1,]}",
        b"{\"Name\":'a'}",
        b"{Name:\"a\"}",
        b"{} {}",
        b"{}x",
        b"{\"Name\":1e999}",
        b"{\"Name\":\"\\ud800\"}",
        b"{\"Name\":\"\xff\"}",
        b"\xef\xbb\xbf{}",
    ];
    for body in bodies {
        assert_eq!(refusal(body), Failure::unreadable(), "{}", String::from_utf8_lossy(body));
    }
}

#[test]
fn a_list_is_refused_with_a_message_of_its_own() {
    for body in ["[]", " [1", "[", "\n[{}]"] {
        assert_eq!(refusal(body.as_bytes()).message(), Some("Start of list found where not expected"));
    }
}

#[test]
fn cve_class_11_nesting_ends_at_its_limit() {
    for (open, close) in [("{\"a\":", "}"), ("[", "]")] {
        let nested =
            |depth: usize| format!("{{\"a\":{}1{}}}", open.repeat(depth - 1), close.repeat(depth - 1));
        assert!(Document::parse(nested(JSON_DEPTH_MAX).as_bytes()).is_ok());
        assert_eq!(refusal(nested(JSON_DEPTH_MAX + 1).as_bytes()), Failure::unreadable());
        assert_eq!(refusal(nested(500_000).as_bytes()), Failure::unreadable());
    }
    assert_eq!(JSON_DEPTH_MAX, 32);
}

#[test]
fn cve_class_11_the_number_of_values_ends_at_its_limit() {
    // The body itself and the list are values too.
    let populous = |items: usize| format!("{{\"a\":[{}1]}}", "1,".repeat(items - 1));
    assert!(Document::parse(populous(JSON_VALUES_MAX - 2).as_bytes()).is_ok());
    assert_eq!(refusal(populous(JSON_VALUES_MAX - 1).as_bytes()), Failure::unreadable());
}

#[test]
fn the_last_of_several_members_wins_and_null_is_absence() {
    let document = Document::parse(br#"{"a":1,"b":null,"a":"two","c":3,"c":null,"\u0064":4}"#).unwrap();
    let member = |name| document.root().member(name).map(mirrored);
    assert_eq!(member("a"), Some("two".into()));
    assert_eq!(member("b"), None);
    assert_eq!(member("c"), None);
    assert_eq!(member("d"), Some(4.into()));
    assert_eq!(member("A"), None);
}

#[test]
fn integers_beyond_64_bits_are_fractions() {
    let document = Document::parse(br#"{"a":9223372036854775807,"b":9223372036854775808,"c":-1e2}"#).unwrap();
    let number = |name| match document.root().member(name) {
        Some(Value::Number(number)) => *number,
        _ => panic!("no number"),
    };
    assert_eq!(number("a"), Number::Integer(i64::MAX));
    assert_eq!(number("b"), Number::Fraction(9_223_372_036_854_775_808.0));
    assert_eq!(number("c"), Number::Fraction(-100.0));
}

#[test]
fn timestamps_are_epoch_seconds_with_milliseconds() {
    let cases = [
        (1_523_923_200_000, "1523923200"),
        (1_700_591_229_801, "1700591229.801"),
        (1_700_591_229_010, "1700591229.010"),
        (0, "0"),
        (1, "0.001"),
        (-250, "-0.250"),
        (-1_000, "-1"),
        (-1_750, "-1.750"),
    ];
    for (milliseconds, expected) in cases {
        assert_eq!(json(&Timestamp::from_millisecond(milliseconds).unwrap()), expected);
    }
}

#[test]
fn what_jsons_strings_cannot_hold_is_escaped() {
    let text = "plain \"quoted\" back\\slash\n\r\t\u{0}\u{1f}\u{7f} ünï \u{1f511} \u{2028}";
    let expected =
        "\"plain \\\"quoted\\\" back\\\\slash\\n\\r\\t\\u0000\\u001f\u{7f} ünï \u{1f511} \u{2028}\"";
    assert_eq!(json(&text), expected);
    assert_eq!(json(&SecretString::from(text)), expected);
}

#[test]
fn blobs_are_base64_with_padding() {
    for (bytes, expected) in
        [("", "\"\""), ("f", "\"Zg==\""), ("fo", "\"Zm8=\""), ("footest", "\"Zm9vdGVzdA==\"")]
    {
        assert_eq!(json(&SecretSlice::from(bytes.as_bytes().to_vec())), expected);
    }
}

struct Everything;

impl Encode for Everything {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("Absent", &None::<String>)
            .member("Text", &Some("a"))
            .member("AlsoAbsent", &None::<i64>)
            .member("Yes", &true)
            .member("Count", &-7_i64)
            .member("None", &Vec::<bool>::new())
            .member("Some", &vec![true, false])
            .end();
    }
}

struct Nothing;

impl Encode for Nothing {
    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("Absent", &None::<String>).end();
    }
}

#[test]
fn absent_members_are_left_out() {
    assert_eq!(json(&Everything), r#"{"Text":"a","Yes":true,"Count":-7,"None":[],"Some":[true,false]}"#);
    assert_eq!(json(&Nothing), "{}");
}

fn any_value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        // Quarters are exact in both directions, whatever the parser's rounding.
        any::<i32>().prop_map(|quarters| (f64::from(quarters) / 4.0 + 0.25).into()),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_parsed_or_refused(body in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Document::parse(&body);
    }

    #[test]
    fn almost_json_is_parsed_or_refused(body in r#"[\[\]{}:,"\\u0-9a-f.eE+\- ntrls]{0,80}"#) {
        let parsed = Document::parse(body.as_bytes());
        let judged = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&body);
        prop_assert_eq!(parsed.is_ok(), judged.is_ok());
    }

    #[test]
    fn documents_hold_what_was_written(
        members in prop::collection::btree_map(any::<String>(), any_value(), 0..6)
    ) {
        let expected: serde_json::Value = members.into_iter().collect();
        let body = serde_json::to_vec(&expected).unwrap();
        let document = Document::parse(&body).unwrap();
        prop_assert_eq!(mirrored_object(document.root()), expected);
    }

    #[test]
    fn strings_are_read_back_as_they_were_written(text in any::<String>()) {
        prop_assert_eq!(serde_json::from_slice::<String>(&encode(&text.as_str())).unwrap(), text);
    }
}

use proptest::prelude::*;

use super::Parameters;
use crate::limits::QUERY_PARAMETERS_MAX;
use crate::members::{self, Integer, List, Members, Shape, Text};
use crate::{Code, Failure};

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

/// Tags, as several operations of IAM take them.
#[derive(Debug, PartialEq)]
struct Tagged {
    name: Option<String>,
    tags: Option<Vec<Told>>,
}

type Told = (String, Option<i64>, Option<bool>);

struct Element(String, Option<i64>, Option<bool>);

impl Shape for Element {
    fn read(members: &mut Members<'_>) -> Self {
        let key = members.required_string("Key", &Text::characters(&(1..=8)));
        Self(key, members.integer("Number", &Integer::int(&(0..=9))), members.boolean("Flag"))
    }
}

impl Shape for Tagged {
    fn read(members: &mut Members<'_>) -> Self {
        let name = members.string("Name", &Text::characters(&(1..=8)));
        let tags = members.structures("Tags", &List::ANY);
        let tags = tags.map(|tags: Vec<Element>| tags.into_iter().map(|tag| (tag.0, tag.1, tag.2)).collect());
        Self { name, tags }
    }
}

fn tagged(form: &str) -> Result<Tagged, Failure> {
    let parameters = Parameters::parse(form.as_bytes()).unwrap();
    let document = parameters.document()?;
    members::read(&document)
}

#[test]
fn names_with_dots_are_lists_and_structures() {
    let read = tagged(
        "Tags.member.10.Key=b&Name=x&Tags.member.2.Flag=TRUE&Tags.member.2.Number=7&Tags.member.2.Key=a",
    );
    let tags = vec![("a".to_owned(), Some(7), Some(true)), ("b".to_owned(), None, None)];
    assert_eq!(read, Ok(Tagged { name: Some("x".to_owned()), tags: Some(tags) }));
    assert_eq!(tagged("Tags="), Ok(Tagged { name: None, tags: Some(Vec::new()) }), "an empty list");
    assert_eq!(tagged("Name=first&Name=second").unwrap().name.unwrap(), "first");
}

#[test]
fn what_has_another_shape_or_type_is_refused() {
    let code = |form| tagged(form).unwrap_err().code();
    for form in ["Tags=x", "Tags.member.1.Key=a&Tags.member.1.Flag=yes"] {
        assert_eq!(code(form), Code::MalformedInput, "{form}");
    }
    assert_eq!(code("Tags.member.1.Key=a&Tags.member.1.Number=1e3"), Code::MalformedInput);
    for form in [
        "Name.member.1=x",
        "Tags.Key=x",
        "Name=x&Name.y=z",
        "Tags.member.one.Key=a",
        "Tags.member.-1.Key=a",
        "a.b.c.d.e.f.g.h.i=1",
    ] {
        assert_eq!(code(form), Code::Serialization, "{form}");
    }
    let failure = tagged("Tags.member.1.Number=10&Name=").unwrap_err();
    let message = "3 validation errors detected: Value '' at 'name' failed to satisfy constraint: Member must have \
                   length greater than or equal to 1; Value null at 'tags.1.member.key' failed to satisfy constraint: \
                   Member must not be null; Value '10' at 'tags.1.member.number' failed to satisfy constraint: Member \
                   must have value less than or equal to 9";
    assert_eq!(failure.message(), Some(message));
}

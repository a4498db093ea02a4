use secrecy::{ExposeSecret, SecretString};

use super::{Blob, Enumeration, Integer, List, Members, Pattern, Shape, Text};
use crate::Failure;
use crate::failure::Code;
use crate::json::Document;
use crate::limits::VIOLATIONS_MAX;

/// A structure with each kind of member.
struct Sample {
    word: String,
    number: Option<i64>,
    long: Option<i64>,
    flag: Option<bool>,
    color: Option<Color>,
    secret: Option<SecretString>,
    blob: Option<Vec<u8>>,
    words: Option<Vec<String>>,
    parts: Option<Vec<Part>>,
}

const WORD: Text = Text::characters(&(2..=4)).matching(Pattern {
    text: "[a-z]+",
    matches: |text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase()),
});

impl Shape for Sample {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            word: members.required_string("Word", &WORD),
            number: members.integer("Number", &Integer::int(&(1..=9))),
            long: members.integer("Long", &Integer::ANY_LONG),
            flag: members.boolean("Flag"),
            color: members.enumeration("Color"),
            secret: members.secret_string("SecretWord", &Text::bytes(&(1..=3)).sensitive()),
            blob: members
                .secret_blob("Blob", &Blob::bytes(&(1..=3)))
                .map(|blob| blob.expose_secret().to_vec()),
            words: members.strings("Words", &List::items(&(1..=2)), &WORD),
            parts: members.structures("Parts", &List::items(&(0..=200))),
        }
    }
}

struct Part {
    key: Option<String>,
}

impl Shape for Part {
    fn read(members: &mut Members<'_>) -> Self {
        Self { key: members.string("KeyWord", &WORD) }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Color {
    Red,
    Green,
}

impl Enumeration for Color {
    const ALL: &'static [Self] = &[Self::Red, Self::Green];

    fn name(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Green => "green",
        }
    }
}

fn read(body: &str) -> Result<Sample, Failure> {
    super::read(&Document::parse(body.as_bytes()).unwrap())
}

fn sample(members: &str) -> Sample {
    read(&format!("{{\"Word\":\"abc\",{members}}}"))
        .unwrap_or_else(|failure| panic!("{members}: {failure:?}"))
}

fn refusal(body: &str) -> (Code, Option<String>) {
    let failure = read(body).err().unwrap_or_else(|| panic!("accepted {body}"));
    (failure.code(), failure.message().map(String::from))
}

fn violation(members: &str, sentence: &str) {
    let expected = format!("1 validation error detected: {sentence}");
    assert_eq!(refusal(&format!("{{\"Word\":\"abc\",{members}}}")), (Code::Validation, Some(expected)));
}

fn mismatch(members: &str, message: Option<&str>) {
    let expected = (Code::Serialization, message.map(String::from));
    assert_eq!(refusal(&format!("{{\"Word\":\"abc\",{members}}}")), expected, "{members}");
}

#[test]
fn members_are_read() {
    let sample = sample(
        r#""Number":9,"Long":-5,"Flag":false,"Color":"green","SecretWord":"s","Blob":"AAEC",
           "Words":["ab",null,"cdef"],"Parts":[{"KeyWord":"key"},{},null,{"Other":[1]}],"Unknown":[[{}]]"#,
    );
    assert_eq!(sample.word, "abc");
    assert_eq!(sample.number, Some(9));
    assert_eq!(sample.long, Some(-5));
    assert_eq!(sample.flag, Some(false));
    assert_eq!(sample.color, Some(Color::Green));
    assert_eq!(sample.secret.unwrap().expose_secret(), "s");
    assert_eq!(sample.blob, Some(vec![0, 1, 2]));
    assert_eq!(sample.words, Some(vec!["ab".into(), "cdef".into()]));
    let keys: Vec<_> = sample.parts.unwrap().into_iter().map(|part| part.key).collect();
    assert_eq!(keys, [Some("key".into()), None, None]);
}

#[test]
fn null_is_absence() {
    let sample = sample(
        r#""Number":null,"Long":null,"Flag":null,"Color":null,"SecretWord":null,"Blob":null,"Words":null,"Parts":null"#,
    );
    assert!(
        sample.number.is_none() && sample.long.is_none() && sample.flag.is_none() && sample.color.is_none()
    );
    assert!(
        sample.secret.is_none() && sample.blob.is_none() && sample.words.is_none() && sample.parts.is_none()
    );
    let missing = "1 validation error detected: Value null at 'word' failed to satisfy constraint: \
                   Member must not be null";
    for body in ["{}", r#"{"Word":null}"#, r#"{"word":"abc"}"#] {
        assert_eq!(refusal(body), (Code::Validation, Some(missing.into())));
    }
}

#[test]
fn types_that_differ_are_refused() {
    let list = Some("Start of list found where not expected");
    let structure = Some("Start of structure or map found where not expected.");
    let cases = [
        (r#""Number":"1""#, Some("STRING_VALUE can not be converted to an Integer")),
        (r#""Number":true"#, Some("TRUE_VALUE can not be converted to an Integer")),
        (r#""Number":false"#, Some("FALSE_VALUE can not be converted to an Integer")),
        (r#""Number":{}"#, structure),
        (r#""Number":[]"#, list),
        (r#""Number":2147483648"#, None),
        (r#""Long":"1""#, Some("STRING_VALUE can not be converted to a Long")),
        (r#""Long":1e300"#, None),
        (r#""Long":9223372036854775808"#, None),
        (r#""SecretWord":1"#, Some("NUMBER_VALUE can not be converted to a String")),
        (r#""SecretWord":1.5"#, Some("NUMBER_VALUE can not be converted to a String")),
        (r#""SecretWord":true"#, Some("TRUE_VALUE can not be converted to a String")),
        (r#""SecretWord":false"#, Some("FALSE_VALUE can not be converted to a String")),
        (r#""SecretWord":{}"#, structure),
        (r#""SecretWord":[]"#, list),
        (r#""Color":1"#, Some("NUMBER_VALUE can not be converted to a String")),
        (r#""Flag":"true""#, Some("STRING_VALUE can not be converted to an Boolean")),
        (r#""Flag":1"#, Some("NUMBER_VALUE can not be converted to a Boolean")),
        (r#""Flag":{}"#, structure),
        (r#""Flag":[]"#, list),
        (r#""Blob":1"#, Some("only base-64-encoded strings are convertible to bytes")),
        (r#""Blob":{}"#, structure),
        (r#""Blob":[]"#, list),
        (r#""Blob":"AA=""#, None),
        (r#""Blob":"AA""#, None),
        (r#""Blob":"AB==""#, None),
        (r#""Blob":"A-_=""#, None),
        (r#""Blob":"AA==\n""#, None),
        (r#""Words":"ab""#, Some("Expected list or null")),
        (r#""Words":1"#, Some("Expected list or null")),
        (r#""Words":true"#, Some("Expected list or null")),
        (r#""Words":{}"#, structure),
        (r#""Words":[1]"#, Some("NUMBER_VALUE can not be converted to a String")),
        (r#""Words":[["ab"]]"#, list),
        (r#""Parts":"ab""#, Some("Expected list or null")),
        (r#""Parts":{}"#, structure),
        (r#""Parts":["ab"]"#, Some("Expected null")),
        (r#""Parts":[1]"#, Some("Expected null")),
        (r#""Parts":[[]]"#, list),
        (r#""Parts":[{"KeyWord":1}]"#, Some("NUMBER_VALUE can not be converted to a String")),
    ];
    for (members, message) in cases {
        mismatch(members, message);
    }
}

#[test]
fn a_fraction_is_cut_off() {
    assert_eq!(sample(r#""Number":1.5"#).number, Some(1));
    assert_eq!(sample(r#""Number":9.999"#).number, Some(9));
    assert_eq!(sample(r#""Long":-1.5"#).long, Some(-1));
    violation(
        r#""Number":0.5"#,
        "Value '0' at 'number' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
}

#[test]
fn violations_are_worded_as_aws_words_them() {
    let cases = [
        (r#""Number":0"#, "Value '0' at 'number'", "Member must have value greater than or equal to 1"),
        (r#""Number":10"#, "Value '10' at 'number'", "Member must have value less than or equal to 9"),
        (r#""Color":"Red""#, "Value 'Red' at 'color'", "Member must satisfy enum value set: [red, green]"),
        (r#""SecretWord":"""#, "Value at 'secretWord'", "Member must have length greater than or equal to 1"),
        (
            r#""SecretWord":"long""#,
            "Value at 'secretWord'",
            "Member must have length less than or equal to 3",
        ),
        (r#""Blob":"""#, "Value at 'blob'", "Member must have length greater than or equal to 1"),
        (r#""Blob":"AAECAw==""#, "Value at 'blob'", "Member must have length less than or equal to 3"),
        (r#""Words":[]"#, "Value '[]' at 'words'", "Member must have length greater than or equal to 1"),
        (
            r#""Words":["ab","cd","ef"]"#,
            "Value '[ab, cd, ef]' at 'words'",
            "Member must have length less than or equal to 2",
        ),
        (
            r#""Words":["ab","x"]"#,
            "Value '[ab, x]' at 'words'",
            "Member must satisfy constraint: [Member must have length less than or equal to 4, Member must have length \
             greater than or equal to 2, Member must satisfy regular expression pattern: [a-z]+]",
        ),
        (
            r#""Parts":[{},{"KeyWord":"X1"}]"#,
            "Value 'X1' at 'parts.2.member.keyWord'",
            "Member must satisfy regular expression pattern: [a-z]+",
        ),
    ];
    for (members, value, constraint) in cases {
        violation(members, &format!("{value} failed to satisfy constraint: {constraint}"));
    }
}

#[test]
fn a_secret_never_stands_in_a_message() {
    let failure = read(r#"{"SecretWord":"hunter2hunter2","Blob":"aHVudGVyMmh1bnRlcjI="}"#).err().unwrap();
    let message = failure.message().unwrap();
    assert!(!message.contains("hunter2") && !message.contains("aHVu"), "{message}");
    assert!(message.starts_with("3 validation errors detected: "), "{message}");
}

#[test]
fn several_violations_are_joined_in_the_order_of_the_model() {
    let (code, message) = refusal(r#"{"Parts":[{"KeyWord":"A"}],"Color":"blue","Number":10,"Word":null}"#);
    assert_eq!(code, Code::Validation);
    assert_eq!(
        message.unwrap(),
        "5 validation errors detected: \
         Value null at 'word' failed to satisfy constraint: Member must not be null; \
         Value '10' at 'number' failed to satisfy constraint: Member must have value less than or equal to 9; \
         Value 'blue' at 'color' failed to satisfy constraint: Member must satisfy enum value set: [red, green]; \
         Value 'A' at 'parts.1.member.keyWord' failed to satisfy constraint: \
         Member must satisfy regular expression pattern: [a-z]+; \
         Value 'A' at 'parts.1.member.keyWord' failed to satisfy constraint: \
         Member must have length greater than or equal to 2"
    );
}

#[test]
fn a_mismatch_wins_over_violations() {
    let expected = (Code::Serialization, Some("TRUE_VALUE can not be converted to an Integer".into()));
    assert_eq!(refusal(r#"{"Number":true,"Words":"x","Color":"blue"}"#), expected);
    assert_eq!(refusal(r#"{"Color":"blue","Parts":[{"KeyWord":"A"}],"Number":true}"#), expected);
}

#[test]
fn lengths_count_characters_or_bytes() {
    // Three characters, six and nine bytes; the pattern is the only thing wrong with the first.
    let (_, message) = refusal(r#"{"Word":"äöü"}"#);
    assert_eq!(
        message.unwrap(),
        "1 validation error detected: Value 'äöü' at 'word' failed to satisfy constraint: \
         Member must satisfy regular expression pattern: [a-z]+"
    );
    violation(
        r#""SecretWord":"äö""#,
        "Value at 'secretWord' failed to satisfy constraint: Member must have length less than or equal to 3",
    );
}

#[test]
fn the_number_of_violations_ends_at_its_limit() {
    let parts = vec![r#"{"KeyWord":"A1"}"#; VIOLATIONS_MAX + 1].join(",");
    let (_, message) = refusal(&format!("{{\"Word\":\"abc\",\"Parts\":[{parts}]}}"));
    let message = message.unwrap();
    assert!(message.starts_with(&format!("{VIOLATIONS_MAX} validation errors detected: ")), "{message}");
    assert_eq!(message.matches("Value 'A1'").count(), VIOLATIONS_MAX);
}

#[test]
fn structures_in_a_message_look_like_javas() {
    let parts = vec![r#"{"KeyWord":"ab","N":1,"L":[true,null,1.5]}"#; 201].join(",");
    let (_, message) = refusal(&format!("{{\"Word\":\"abc\",\"Parts\":[{parts}]}}"));
    let message = message.unwrap();
    let shown = "Value '[{KeyWord=ab, N=1, L=[true, null, 1.5]}, {KeyWord=ab";
    assert!(message.contains(shown), "{message}");
}

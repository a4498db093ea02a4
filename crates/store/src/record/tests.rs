use seal::{Entropy, Keyring};

use super::{body, downcast, unwrap, wrap};
use crate::{KeyBytes, Record, RecordKey, StoreError, SystemKey, Undecodable};

#[derive(Debug, PartialEq, Eq)]
struct Word(String);

impl Record for Word {
    const KIND: &'static str = "word";
    const FORMAT: u8 = 2;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.0.as_bytes());
    }

    fn decode(format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let word = String::from_utf8(bytes.to_vec()).map_err(|_| Undecodable)?;
        Ok(Self(format!("{word} {format}")))
    }
}

type Key = SystemKey<Word>;

fn keyring() -> Keyring {
    Keyring::generate(&mut Entropy::dangerous_seeded(1))
}

fn key(text: &str) -> KeyBytes {
    Key::of().text(text).bytes().clone()
}

fn read(key: &KeyBytes, value: &[u8]) -> Result<String, StoreError> {
    let record = unwrap::<Key>(&keyring(), key, value)?;
    Ok(downcast::<Key>(key, record)?.0.clone())
}

#[test]
fn a_record_is_read_in_the_format_it_was_written_in() {
    for (format, expected) in [(1, "hello 1"), (2, "hello 2")] {
        let value = wrap(&keyring(), &key("a"), format, &body(&Word("hello".to_owned())));
        assert_eq!(read(&key("a"), &value).as_deref(), Ok(expected));
    }
}

#[test]
fn a_newer_format_is_refused_and_told_from_damage() {
    let newer = wrap(&keyring(), &key("a"), 3, b"hello");
    assert_eq!(read(&key("a"), &newer), Err(StoreError::NewerFormat { record: "sword/a/".to_owned() }));
    let mut flipped = wrap(&keyring(), &key("a"), 2, b"hello");
    flipped[0] = 3;
    assert_eq!(read(&key("a"), &flipped), Err(StoreError::Damaged { record: "sword/a/".to_owned() }));
}

#[test]
fn a_record_is_bound_to_its_key_and_keyring() {
    let value = wrap(&keyring(), &key("a"), 2, b"hello");
    assert_eq!(read(&key("b"), &value), Err(StoreError::Damaged { record: "sword/b/".to_owned() }));
    let foreign = Keyring::generate(&mut Entropy::dangerous_seeded(2));
    assert!(unwrap::<Key>(&foreign, &key("a"), &value).is_err());
}

/// The boundary between key and body is vouched for: what one lost, the other must not gain.
#[test]
fn no_byte_wanders_between_key_and_body() {
    let long = KeyBytes::from_vec(b"ab\x02c".to_vec());
    let short = KeyBytes::from_vec(b"ab".to_vec());
    let (_, one) = keyring().mac(&super::vouched(&super::key_length(&long), &long, &[2], b"x"));
    let (_, two) = keyring().mac(&super::vouched(&super::key_length(&short), &short, &[2], b"c\x02x"));
    assert_ne!(one, two);
}

#[test]
fn a_body_that_cannot_be_read_is_damage() {
    let value = wrap(&keyring(), &key("a"), 2, &[0xFF]);
    assert_eq!(read(&key("a"), &value), Err(StoreError::Damaged { record: "sword/a/".to_owned() }));
}

#[test]
fn two_types_of_one_kind_are_not_mistaken_for_each_other() {
    assert!(downcast::<Key>(&key("a"), std::sync::Arc::new(5_u32)).is_err());
}

use std::cmp::Ordering;

use jiff::Timestamp;
use proptest::prelude::*;

use super::KeyBytes;
use crate::{KeyParts, Record, SystemKey, Undecodable};

/// One part of a key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Text(String),
    Number(u64),
    Instant(Timestamp),
    Id([u8; 16]),
}

fn part(shape: u8) -> BoxedStrategy<Part> {
    match shape {
        // Few letters, zero and its neighbours among them, so that texts share beginnings.
        0 => "[\u{0}\u{1}ab\u{ff}\u{10ffff}]{0,5}".prop_map(Part::Text).boxed(),
        1 => prop_oneof![any::<u64>(), 0..3_u64].prop_map(Part::Number).boxed(),
        2 => instant().prop_map(Part::Instant).boxed(),
        _ => prop_oneof![any::<[u8; 16]>(), Just([0; 16]), Just([0xFF; 16])].prop_map(Part::Id).boxed(),
    }
}

fn instant() -> impl Strategy<Value = Timestamp> {
    let whole = Timestamp::MIN.as_nanosecond()..=Timestamp::MAX.as_nanosecond();
    prop_oneof![whole, -2..2_i128].prop_map(|nanosecond| Timestamp::from_nanosecond(nanosecond).unwrap())
}

/// Two keys of the same shape, which may share their first parts.
fn pair() -> impl Strategy<Value = (Vec<Part>, Vec<Part>)> {
    prop::collection::vec(0..4_u8, 0..4).prop_flat_map(|shapes| {
        let parts: Vec<_> = shapes.iter().map(|shape| part(*shape)).collect();
        let again: Vec<_> = shapes.iter().map(|shape| part(*shape)).collect();
        (parts, again, 0..=shapes.len()).prop_map(|(left, mut right, shared)| {
            right[..shared].clone_from_slice(&left[..shared]);
            (left, right)
        })
    })
}

fn encode(parts: &[Part]) -> KeyBytes {
    // As every key of the store, these begin with the byte of a keyspace.
    let mut key = KeyBytes::from_vec(vec![b's']);
    for part in parts {
        match part {
            Part::Text(text) => key.push_text(text),
            Part::Number(number) => key.push_number(*number),
            Part::Instant(instant) => key.push_instant(*instant),
            Part::Id(id) => key.push_id(*id),
        }
    }
    key
}

fn decode(key: &KeyBytes, like: &[Part]) -> (Vec<Part>, bool) {
    let mut parts = KeyParts::after(key, 1);
    let decoded = like.iter().filter_map(|part| match part {
        Part::Text(_) => parts.text().map(Part::Text),
        Part::Number(_) => parts.number().map(Part::Number),
        Part::Instant(_) => parts.instant().map(Part::Instant),
        Part::Id(_) => parts.id().map(Part::Id),
    });
    (decoded.collect(), parts.is_empty())
}

proptest! {
    #[test]
    fn keys_sort_as_their_parts((left, right) in pair()) {
        prop_assert_eq!(encode(&left).cmp(&encode(&right)), left.cmp(&right));
    }

    #[test]
    fn parts_return_from_the_key((parts, _) in pair()) {
        prop_assert_eq!(decode(&encode(&parts), &parts), (parts, true));
    }

    #[test]
    fn a_key_is_below_another_exactly_if_its_parts_begin_it((left, right) in pair(), cut in 0..4_usize) {
        let whole = encode(&right);
        let left = &left[..cut.min(left.len())];
        let prefix = encode(left);
        prop_assert_eq!(whole.as_slice().starts_with(prefix.as_slice()), right.starts_with(left));
        let inside = prefix <= whole && whole < prefix.past();
        prop_assert_eq!(inside, right.starts_with(left));
    }

    #[test]
    fn nothing_lies_between_a_key_and_the_next((left, right) in pair()) {
        let (left, right) = (encode(&left), encode(&right));
        prop_assert_eq!(right > left, right >= left.next());
    }

    #[test]
    fn foreign_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let key = KeyBytes::from_vec(bytes);
        let mut parts = KeyParts::after(&key, 0);
        let _ = (parts.text(), parts.instant(), parts.number(), parts.id(), key.to_string());
    }
}

struct Nothing;

impl Record for Nothing {
    const KIND: &'static str = "nothing";
    const FORMAT: u8 = 1;

    fn encode(&self, _out: &mut Vec<u8>) {}

    fn decode(_format: u8, _bytes: &[u8]) -> Result<Self, Undecodable> {
        Ok(Self)
    }
}

#[test]
fn a_key_prints_its_names() {
    let key = SystemKey::<Nothing>::of().text("a\0b").number(515);
    let printed = r"SystemKey(snothing/a\x00\xffb/\x00\x00\x00\x00\x00\x00\x02\x03)";
    assert_eq!(format!("{key:?}"), printed);
}

#[test]
fn nothing_is_past_the_greatest_key() {
    assert_eq!(KeyBytes::from_vec(vec![b'a', 0xFF]).past(), KeyBytes::from_vec(vec![b'b']));
    assert_eq!(KeyBytes::from_vec(vec![0xFF]).past().cmp(&KeyBytes::from_vec(Vec::new())), Ordering::Equal);
}

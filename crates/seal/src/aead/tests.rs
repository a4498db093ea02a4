use super::{OpenError, open, seal};
use crate::{Entropy, Key};

fn key() -> Key {
    Key::generate(&mut Entropy::dangerous_seeded(1))
}

#[test]
fn opens_what_it_sealed() {
    let sealed = seal(&key(), b"bound to", b"value", &mut Entropy::dangerous_seeded(2));
    assert_eq!(sealed.len(), 12 + 5 + 16);
    assert_eq!(open(&key(), b"bound to", &sealed).unwrap().expose_secret(), b"value");
}

#[test]
fn cve_class_08_every_altered_bit_and_every_truncation_is_refused_alike() {
    let sealed = seal(&key(), b"aad", b"a value", &mut Entropy::dangerous_seeded(2));
    for bit in 0..sealed.len() * 8 {
        let mut altered = sealed.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(open(&key(), b"aad", &altered).err(), Some(OpenError), "bit {bit}");
    }
    for length in 0..sealed.len() {
        assert_eq!(open(&key(), b"aad", &sealed[..length]).err(), Some(OpenError), "length {length}");
    }
}

#[test]
fn refuses_other_associated_data_and_other_keys() {
    let sealed = seal(&key(), b"aad", b"", &mut Entropy::dangerous_seeded(2));
    let other = Key::generate(&mut Entropy::dangerous_seeded(9));
    assert!(open(&key(), b"aad", &sealed).is_ok());
    assert!(open(&key(), b"aae", &sealed).is_err());
    assert!(open(&other, b"aad", &sealed).is_err());
}

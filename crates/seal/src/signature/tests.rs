use super::{InvalidPublicKey, KeyPair, PublicKey, Signature};
use crate::{Entropy, Key};

fn bytes<const N: usize>(text: &str) -> [u8; N] {
    hex::decode(text).unwrap().try_into().unwrap()
}

/// RFC 8032, section 7.1, test 2.
#[test]
fn signs_as_the_standard_says() {
    let seed = bytes::<32>("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    let pair = KeyPair::from_seed(Key::from_slice(&seed).unwrap());
    let public = bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    let signature = bytes(concat!(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ));
    assert_eq!(pair.public(), PublicKey(public));
    assert_eq!(pair.sign(&[0x72]), Signature(signature));
}

#[test]
fn a_signature_holds_for_its_message_and_key_alone() {
    let mut entropy = Entropy::dangerous_seeded(1);
    let (pair, other) = (KeyPair::generate(&mut entropy), KeyPair::generate(&mut entropy));
    let signature = pair.sign(b"message");
    assert!(pair.public().verifies(b"message", &signature));
    assert!(!pair.public().verifies(b"messagf", &signature));
    assert!(!other.public().verifies(b"message", &signature));
    let mut altered = signature;
    altered.0[5] ^= 1;
    assert!(!pair.public().verifies(b"message", &altered));
}

#[test]
fn a_pair_comes_back_from_its_seed() {
    let pair = KeyPair::generate(&mut Entropy::dangerous_seeded(2));
    let again = KeyPair::from_seed(Key::from_slice(pair.expose_secret().expose_secret()).unwrap());
    assert_eq!(again.public(), pair.public());
    assert_eq!(again.sign(b"m"), pair.sign(b"m"));
}

#[test]
fn a_public_key_is_spelled_in_hexadecimal() {
    let public = KeyPair::generate(&mut Entropy::dangerous_seeded(2)).public();
    assert_eq!(public.to_string().parse(), Ok(public));
    for wrong in ["", "ab", &"g".repeat(64), &"a".repeat(66)] {
        assert_eq!(wrong.parse::<PublicKey>(), Err(InvalidPublicKey), "{wrong}");
    }
}

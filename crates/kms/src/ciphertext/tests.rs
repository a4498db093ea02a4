use seal::{Entropy, Keyring};

use super::{Header, decrypt, encrypt};
use crate::{EncryptionContext, KeyId, KeyVersion, KeyVersionNumber};

struct Bench {
    keyring: Keyring,
    version: KeyVersion,
    context: EncryptionContext,
    ciphertext: Vec<u8>,
}

fn bench() -> Bench {
    let mut entropy = Entropy::dangerous_seeded(1);
    let keyring = Keyring::generate(&mut entropy);
    let version =
        KeyVersion::generate(KeyId::generate(&mut entropy), KeyVersionNumber(3), &keyring, &mut entropy);
    let context = [("SecretARN", "arn"), ("SecretVersionId", "id")].into_iter().collect();
    let ciphertext = encrypt(&version, &keyring, &context, b"data key", &mut entropy).unwrap();
    Bench { keyring, version, context, ciphertext }
}

#[test]
fn opens_under_the_version_it_names() {
    let Bench { keyring, version, context, ciphertext } = bench();
    assert_eq!(Header::of(&ciphertext).unwrap().key, version.key());
    assert_eq!(Header::of(&ciphertext).unwrap().version, KeyVersionNumber(3));
    // Read from the store, the material is still wrapped.
    let stored = KeyVersion::from_record(version.key(), version.number(), version.wrapped().to_vec(), None);
    assert_eq!(decrypt(&stored, &keyring, &context, &ciphertext).unwrap().expose_secret(), b"data key");
}

#[test]
fn refuses_another_context_and_every_flipped_byte() {
    let Bench { keyring, version, context, ciphertext } = bench();
    let other = [("SecretARN", "arn"), ("SecretVersionId", "ie")].into_iter().collect();
    assert!(decrypt(&version, &keyring, &other, &ciphertext).is_err());
    for index in 0..ciphertext.len() {
        let mut altered = ciphertext.clone();
        altered[index] ^= 1;
        assert!(decrypt(&version, &keyring, &context, &altered).is_err(), "byte {index}");
        assert!(decrypt(&version, &keyring, &context, &ciphertext[..index]).is_err(), "length {index}");
    }
}

#[test]
fn wrapped_material_of_one_version_is_not_anothers() {
    let Bench { keyring, version, context, ciphertext } = bench();
    let moved = KeyVersion::from_record(version.key(), KeyVersionNumber(4), version.wrapped().to_vec(), None);
    assert!(decrypt(&moved, &keyring, &context, &ciphertext).is_err());
}

use super::{PassphraseError, key_from_passphrase};
use crate::Plaintext;

fn derive(words: &str, salt: u8) -> Result<[u8; 32], PassphraseError> {
    key_from_passphrase(&Plaintext::new(words.into()), &[salt; 16]).map(|key| *key.expose_secret())
}

#[test]
fn depends_on_the_words_and_the_salt() {
    let key = derive("correct horse battery", 1).unwrap();
    assert_eq!(key, derive("correct horse battery", 1).unwrap());
    assert_ne!(key, derive("correct horse batterz", 1).unwrap());
    assert_ne!(key, derive("correct horse battery", 2).unwrap());
}

#[test]
fn refuses_what_is_too_short_or_too_long() {
    assert_eq!(derive("elevenbytes", 1), Err(PassphraseError::Length));
    assert_eq!(derive(&"x".repeat(1_025), 1), Err(PassphraseError::Length));
}

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use seal::{Entropy, Plaintext};

use crate::{RootKey, RootKeyError};

fn keyring() -> Plaintext {
    Plaintext::new(b"the keyring".to_vec())
}

fn wrap(root_key: &RootKey) -> Vec<u8> {
    root_key.wrap(&keyring(), &mut Entropy::system()).unwrap()
}

fn words(text: &str) -> RootKey {
    RootKey::Passphrase(Plaintext::new(text.into()))
}

fn file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("root-key");
    (folder, path)
}

#[test]
fn a_file_is_made_once_and_opens_what_it_wrapped() {
    let (_folder, path) = file();
    let wrapped = wrap(&RootKey::File(path.clone()));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let text = fs::read_to_string(&path).unwrap();
    assert!(RootKey::File(path.clone()).unwrap(&wrapped).unwrap().equals(&keyring()));
    wrap(&RootKey::File(path.clone()));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_file_that_others_may_read_is_refused() {
    let (_folder, path) = file();
    let wrapped = wrap(&RootKey::File(path.clone()));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let refused = RootKey::File(path).unwrap(&wrapped).err();
    assert!(matches!(refused, Some(RootKeyError::FileOpenToOthers { .. })));
}

#[test]
fn a_missing_or_other_file_does_not_open() {
    let ((_one, path), (_other, other)) = (file(), file());
    let wrapped = wrap(&RootKey::File(path.clone()));
    wrap(&RootKey::File(other.clone()));
    assert!(matches!(RootKey::File(other).unwrap(&wrapped).err(), Some(RootKeyError::Refused)));
    fs::remove_file(&path).unwrap();
    assert!(matches!(RootKey::File(path.clone()).unwrap(&wrapped).err(), Some(RootKeyError::File { .. })));
    assert!(!path.exists(), "unwrapping must not make a key");
}

#[test]
fn words_open_what_the_same_words_wrapped() {
    let wrapped = wrap(&words("correct horse battery"));
    assert!(words("correct horse battery").unwrap(&wrapped).unwrap().equals(&keyring()));
    assert!(matches!(words("correct horse batterz").unwrap(&wrapped).err(), Some(RootKeyError::Refused)));
}

#[test]
fn a_key_in_base64_opens_what_it_wrapped() {
    let given = |text: &str| RootKey::from_text(&Plaintext::new(text.into()));
    let one = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    let wrapped = wrap(&given(one).ok().unwrap());
    assert!(given(&format!(" {one}\n")).ok().unwrap().unwrap(&wrapped).unwrap().equals(&keyring()));
    let other = given("AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").ok().unwrap();
    assert!(matches!(other.unwrap(&wrapped).err(), Some(RootKeyError::Refused)));
    for text in ["", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "AAEC", &one.repeat(2), &"A".repeat(64)] {
        assert!(matches!(given(text).err(), Some(RootKeyError::TextMalformed)), "{text}");
    }
}

#[test]
fn kinds_and_altered_bytes_are_told_apart() {
    let (_folder, path) = file();
    let by_file = RootKey::File(path);
    let wrapped = wrap(&by_file);
    assert!(matches!(
        words("correct horse battery").unwrap(&wrapped).err(),
        Some(RootKeyError::OtherKind { .. })
    ));
    for index in 0..wrapped.len() {
        let mut altered = wrapped.clone();
        altered[index] ^= 1;
        assert!(by_file.unwrap(&altered).is_err(), "byte {index}");
        assert!(by_file.unwrap(&wrapped[..index]).is_err(), "length {index}");
    }
}

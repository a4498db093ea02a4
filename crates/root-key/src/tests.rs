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
fn a_renewed_file_opens_whatever_step_the_process_ended_at() {
    let (_folder, path) = file();
    let (root_key, next) = (RootKey::File(path.clone()), path.with_added_extension("next"));
    let before = wrap(&root_key);
    let old = fs::read(&path).unwrap();

    // Ended before the new wrapping was stored: the old one opens, and the next attempt begins anew.
    let forgotten = root_key.renew(&keyring(), &mut Entropy::system()).unwrap();
    assert!(root_key.unwrap(&before).unwrap().equals(&keyring()));
    let after = root_key.renew(&keyring(), &mut Entropy::system()).unwrap();
    assert!(matches!(root_key.unwrap(&forgotten).err(), Some(RootKeyError::Refused)));
    assert_eq!(fs::read(&path).unwrap(), old, "the old key stays until the new one counts");
    assert_eq!(fs::metadata(&next).unwrap().permissions().mode() & 0o777, 0o600);

    // Ended after that, and before the files were exchanged: the next start does it.
    assert!(root_key.unwrap(&after).unwrap().equals(&keyring()));
    assert!(!next.exists() && fs::read(&path).unwrap() != old);
    assert!(matches!(root_key.unwrap(&before).err(), Some(RootKeyError::Refused)));

    // All steps, one after the other.
    let last = root_key.renew(&keyring(), &mut Entropy::system()).unwrap();
    root_key.settle().unwrap();
    assert!(!next.exists() && root_key.unwrap(&last).unwrap().equals(&keyring()));
    root_key.settle().unwrap();
}

#[test]
fn what_the_operator_gives_is_not_renewed() {
    let refused = words("correct horse battery").renew(&keyring(), &mut Entropy::system()).err();
    assert!(matches!(refused, Some(RootKeyError::NotRenewable)));
    let awaited = RootKey::AwaitedPassphrase;
    assert!(awaited.wrap(&keyring(), &mut Entropy::system()).unwrap_err().is_unavailable());
    assert!(awaited.unwrap(&wrap(&words("correct horse battery"))).err().unwrap().is_unavailable());
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

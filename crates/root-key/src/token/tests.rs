//! Against SoftHSM, the software token of Debian's package `softhsm2`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use seal::{Entropy, Plaintext};

use super::{Token, WhichToken};
use crate::{RootKey, RootKeyError};

const MODULE: &str = "/usr/lib/softhsm/libsofthsm2.so";
const PIN: &str = "1234-the-pin";

fn keyring() -> Plaintext {
    Plaintext::new(b"the keyring".to_vec())
}

/// A token of this test alone. The module finds its folder by a variable of the process, so one test does it all.
fn token(folder: &Path) -> Token {
    Token {
        module: PathBuf::from(MODULE),
        which: WhichToken::Label("test".to_owned()),
        pin: Plaintext::new(PIN.into()),
        key_label: "root".to_owned(),
    }
    .made_in(folder)
}

impl Token {
    fn made_in(self, folder: &Path) -> Self {
        let made = Command::new("softhsm2-util")
            .args(["--init-token", "--free", "--label", "test", "--pin", PIN, "--so-pin", "4321-so"])
            .env("SOFTHSM2_CONF", folder.join("softhsm2.conf"))
            .stdout(Stdio::null())
            .status();
        assert!(made.expect("softhsm2-util: install the package softhsm2").success());
        self
    }

    fn with(&self, which: WhichToken, pin: &str, key_label: &str) -> RootKey {
        let (module, pin) = (self.module.clone(), Plaintext::new(pin.into()));
        RootKey::Token(Self { module, which, pin, key_label: key_label.to_owned() })
    }
}

/// Started by `a_token_keeps_its_key` in a process of its own, with the variable that names the token's folder.
#[test]
fn in_a_process_with_a_token() {
    let Some(folder) = std::env::var_os("STRONGROOM_TEST_TOKEN").map(PathBuf::from) else { return };
    let token = token(&folder);
    let named = || WhichToken::Label("test".to_owned());
    let root_key = token.with(named(), PIN, "root");
    let mut entropy = Entropy::system();
    let wrapped = root_key.wrap(&keyring(), &mut entropy).unwrap();
    assert!(root_key.unwrap(&wrapped).unwrap().equals(&keyring()));

    // The same key again, until it is renewed; then both open what they wrapped.
    let again = root_key.wrap(&keyring(), &mut entropy).unwrap();
    let id = |wrapped: &[u8]| wrapped[..19].to_vec();
    assert_eq!(id(&wrapped), id(&again));
    let renewed = root_key.renew(&keyring(), &mut entropy).unwrap();
    assert_ne!(id(&wrapped), id(&renewed));
    for wrapped in [&wrapped, &renewed] {
        assert!(root_key.unwrap(wrapped).unwrap().equals(&keyring()));
        for index in 0..wrapped.len() {
            let mut altered = wrapped.clone();
            altered[index] ^= 1;
            assert!(!root_key.unwrap(&altered).err().unwrap().is_unavailable(), "byte {index}");
        }
    }

    let err = |root_key: RootKey| root_key.unwrap(&wrapped).err().unwrap();
    assert!(matches!(err(token.with(named(), PIN, "other")), RootKeyError::TokenKeyMissing { .. }));
    assert!(matches!(err(token.with(named(), "0000-wrong", "root")), RootKeyError::PinRefused));
    assert!(err(token.with(WhichToken::Label("none".to_owned()), PIN, "root")).is_unavailable());
    assert!(err(token.with(WhichToken::Slot(u64::MAX), PIN, "root")).is_unavailable());

    // Taken away, and given back.
    fs::rename(folder.join("tokens"), folder.join("away")).unwrap();
    fs::create_dir(folder.join("tokens")).unwrap();
    assert!(root_key.unwrap(&wrapped).err().unwrap().is_unavailable());
    fs::remove_dir(folder.join("tokens")).unwrap();
    fs::rename(folder.join("away"), folder.join("tokens")).unwrap();
    assert!(root_key.unwrap(&wrapped).unwrap().equals(&keyring()));
}

#[test]
fn a_token_keeps_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let tokens = folder.path().join("tokens");
    fs::create_dir(&tokens).unwrap();
    let settings = format!("directories.tokendir = {}\nobjectstore.backend = file\n", tokens.display());
    fs::write(folder.path().join("softhsm2.conf"), settings).unwrap();
    let run = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "token::tests::in_a_process_with_a_token", "--nocapture"])
        .env("SOFTHSM2_CONF", folder.path().join("softhsm2.conf"))
        .env("STRONGROOM_TEST_TOKEN", folder.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

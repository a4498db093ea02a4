//! What proves who somebody is: session tokens of ours, and tokens and keys of identity providers.

use std::sync::LazyLock;

use iam::{AccessKeyId, IdentityToken, KeySet, SessionToken};
use jiff::Timestamp;
use seal::{Entropy, Keyring};

/// The keys of a provider none of whose tokens is known.
const KEYS: &[u8] = br#"{"keys":[{"kty":"EC","crv":"P-256","kid":"k1",
    "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"#;

/// A token is read or refused, and verifies under no key that it was not signed with.
pub(crate) fn identity_token(data: &[u8]) {
    let Ok(token) = str::from_utf8(data).map(IdentityToken::parse) else { return };
    let keys = KeySet::parse(KEYS).unwrap_or_default();
    assert!(keys.knows(Some("k1")));
    if let Ok(token) = token {
        let _ = (token.issuer(), token.provider_url(), token.key_id());
        assert!(token.verify(&keys, Timestamp::UNIX_EPOCH).is_err());
    }
}

/// A key set is read or refused.
pub(crate) fn key_set(data: &[u8]) {
    if let Ok(keys) = KeySet::parse(data) {
        let _ = (keys.knows(None), keys.knows(Some("k1")));
    }
}

/// No text opens that nobody sealed.
pub(crate) fn session_token(data: &[u8]) {
    static KEYRING: LazyLock<Keyring> =
        LazyLock::new(|| Keyring::generate(&mut Entropy::dangerous_seeded(1)));
    static KEY: LazyLock<AccessKeyId> =
        LazyLock::new(|| AccessKeyId::generate_temporary(&mut Entropy::dangerous_seeded(2)));
    if let Ok(token) = str::from_utf8(data) {
        assert!(SessionToken::open(&KEYRING, &KEY, token).is_err());
    }
}

//! Values on their way in and out. Each copy is in a type that wipes itself.

use seal::Plaintext;
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use secrets::{SecretValue, ValueInput, ValueKind};
use wire::Failure;

use crate::answer::Refused;

/// The value that a request carries, in whichever of its two members.
pub(super) fn input(string: Option<&SecretString>, binary: Option<&SecretSlice<u8>>) -> ValueInput {
    let value = |kind, bytes: &[u8]| SecretValue { kind, plaintext: Plaintext::new(bytes.to_vec()) };
    ValueInput {
        string: string.map(|text| value(ValueKind::String, text.expose_secret().as_bytes())),
        binary: binary.map(|bytes| value(ValueKind::Binary, bytes.expose_secret())),
    }
}

/// Bytes that are known to be text.
pub(super) fn text(plaintext: &Plaintext) -> Result<SecretString, Refused> {
    // Only text is ever stored as text, so this fails for nobody; were it to, nothing of it may be shown.
    let text = std::str::from_utf8(plaintext.expose_secret()).map_err(|_| Failure::internal())?;
    Ok(SecretString::from(text.to_owned()))
}

/// Bytes.
pub(super) fn bytes(plaintext: &Plaintext) -> SecretSlice<u8> {
    SecretSlice::from(plaintext.expose_secret().to_vec())
}

//! A root key that whoever starts the server hands over as text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use seal::limits::KEY_BYTES;
use seal::{Key, LockedKey, Plaintext};
use zeroize::Zeroizing;

use crate::RootKeyError;
use crate::limits::TEXT_BYTES_MAX;

/// The key that the text is the Base64 of; white space around it does not count.
///
/// Source: RFC 4648, section 4.
pub(crate) fn parse(text: &Plaintext) -> Result<LockedKey, RootKeyError> {
    let text = text.expose_secret().trim_ascii();
    if text.len() > TEXT_BYTES_MAX {
        return Err(RootKeyError::TextMalformed);
    }
    let mut bytes = Zeroizing::new([0; TEXT_BYTES_MAX]);
    let length = STANDARD.decode_slice(text, &mut *bytes).map_err(|_| RootKeyError::TextMalformed)?;
    let key = bytes.get(..length).filter(|key| key.len() == KEY_BYTES).and_then(Key::from_slice);
    Ok(key.ok_or(RootKeyError::TextMalformed)?.into())
}

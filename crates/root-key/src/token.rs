//! A root key in a hardware security module, which keeps it: the keyring goes in and comes out wrapped, or the reverse.
//!
//! Source: PKCS #11 Specification 3.1; the vendor's module is loaded into this process.

mod module;

use std::path::PathBuf;

use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::aead::GcmParams;
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::Session;
use seal::limits::{KEY_BYTES, NONCE_BYTES, TAG_BYTES};
use seal::{Entropy, Plaintext};
use zeroize::Zeroizing;

use crate::limits::TOKEN_KEY_ID_BYTES;
use crate::{RootKeyError, wrapped};

/// Where a key lies that never leaves its device. It holds a PIN, hence no `Debug`.
pub struct Token {
    /// The vendor's PKCS #11 module, a shared library.
    pub module: PathBuf,
    /// Which of the tokens behind it.
    pub which: WhichToken,
    /// The PIN of the token's user.
    pub pin: Plaintext,
    /// The key's label.
    pub key_label: String,
}

/// Which of a module's tokens is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhichToken {
    /// The one with this label.
    Label(String),
    /// The one in this slot.
    Slot(u64),
}

/// Whether a key may be made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Making {
    Always,
    IfMissing,
}

impl Token {
    /// Wraps the keyring under the token's key; it is made now if there is none.
    pub(crate) fn wrap(&self, keyring: &Plaintext, entropy: &mut Entropy) -> Result<Vec<u8>, RootKeyError> {
        self.seal(keyring, Making::IfMissing, entropy)
    }

    /// Wraps the keyring under a key that is made now. The one before stays, for the sake of backups.
    pub(crate) fn renew(&self, keyring: &Plaintext, entropy: &mut Entropy) -> Result<Vec<u8>, RootKeyError> {
        self.seal(keyring, Making::Always, entropy)
    }

    /// Opens what one of the token's keys wrapped.
    pub(crate) fn unwrap(&self, header: &[u8], id: &[u8], sealed: &[u8]) -> Result<Plaintext, RootKeyError> {
        let (nonce, body) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(RootKeyError::Refused)?;
        module::converse(self, |session| {
            let key = self.find(session, Some(id))?.ok_or_else(|| self.missing())?;
            let mut nonce = *nonce;
            let opened = session.decrypt(&Mechanism::AesGcm(gcm(&mut nonce, header)?), key, body);
            opened.map(Plaintext::new).map_err(refused)
        })
    }

    fn seal(
        &self,
        keyring: &Plaintext,
        making: Making,
        entropy: &mut Entropy,
    ) -> Result<Vec<u8>, RootKeyError> {
        module::converse(self, |session| {
            let found = if making == Making::Always { None } else { self.find(session, None)? };
            let key = match found {
                Some(key) => key,
                None => self.make(session, entropy)?,
            };
            let header = wrapped::token_header(&self.checked_id(session, key)?);
            let nonce: [u8; NONCE_BYTES] = entropy.bytes();
            let mut used = nonce;
            let mechanism = Mechanism::AesGcm(gcm(&mut used, &header)?);
            let sealed =
                session.encrypt(&mechanism, key, keyring.expose_secret()).map_err(module::complaint)?;
            Ok([header.as_slice(), nonce.as_slice(), sealed.as_slice()].concat())
        })
    }

    fn find(&self, session: &Session, id: Option<&[u8]>) -> Result<Option<ObjectHandle>, RootKeyError> {
        let mut template = vec![
            Attribute::Class(ObjectClass::SECRET_KEY),
            Attribute::KeyType(KeyType::AES),
            Attribute::Label(self.key_label.clone().into_bytes()),
        ];
        template.extend(id.filter(|id| !id.is_empty()).map(|id| Attribute::Id(id.to_vec())));
        Ok(session.find_objects(&template).map_err(module::complaint)?.first().copied())
    }

    fn make(&self, session: &Session, entropy: &mut Entropy) -> Result<ObjectHandle, RootKeyError> {
        let id: [u8; TOKEN_KEY_ID_BYTES] = entropy.bytes();
        let length = u64::try_from(KEY_BYTES).unwrap_or_default();
        let template = [
            Attribute::Token(true),
            Attribute::Private(true),
            Attribute::Sensitive(true),
            Attribute::Extractable(false),
            Attribute::Encrypt(true),
            Attribute::Decrypt(true),
            Attribute::ValueLen(length.into()),
            Attribute::Label(self.key_label.clone().into_bytes()),
            Attribute::Id(id.to_vec()),
        ];
        session.generate_key(&Mechanism::AesKeyGen, &template).map_err(module::complaint)
    }

    /// The key's id; a key that could be read out of the token is refused.
    fn checked_id(&self, session: &Session, key: ObjectHandle) -> Result<Vec<u8>, RootKeyError> {
        let asked = [AttributeType::Id, AttributeType::Extractable, AttributeType::Sensitive];
        let attributes = session.get_attributes(key, &asked).map_err(module::complaint)?;
        let leaves = |attribute: &Attribute| {
            matches!(attribute, Attribute::Extractable(true) | Attribute::Sensitive(false))
        };
        if attributes.iter().any(leaves) {
            return Err(RootKeyError::TokenKeyExtractable { label: self.key_label.clone() });
        }
        let id = attributes
            .into_iter()
            .find_map(|attribute| if let Attribute::Id(id) = attribute { Some(id) } else { None });
        Ok(id.unwrap_or_default())
    }

    fn missing(&self) -> RootKeyError {
        RootKeyError::TokenKeyMissing { label: self.key_label.clone() }
    }
}

fn gcm<'a>(nonce: &'a mut [u8; NONCE_BYTES], header: &'a [u8]) -> Result<GcmParams<'a>, RootKeyError> {
    let tag_bits = u64::try_from(8 * TAG_BYTES).unwrap_or_default();
    GcmParams::new(nonce, header, tag_bits.into()).map_err(module::complaint)
}

/// What a token that does not decrypt means: modules report a wrong tag in several ways.
fn refused(failure: Error) -> RootKeyError {
    let is_refusal = matches!(
        failure,
        Error::Pkcs11(
            RvError::EncryptedDataInvalid
                | RvError::EncryptedDataLenRange
                | RvError::FunctionFailed
                | RvError::GeneralError
                | RvError::SignatureInvalid,
            _,
        )
    );
    if is_refusal { RootKeyError::Refused } else { module::complaint(failure) }
}

/// A PIN as the module takes it.
fn pin_text(pin: &Plaintext) -> Result<Zeroizing<String>, RootKeyError> {
    let text = str::from_utf8(pin.expose_secret()).map_err(|_| RootKeyError::PinRefused)?;
    Ok(Zeroizing::new(text.to_owned()))
}

#[cfg(test)]
mod tests;

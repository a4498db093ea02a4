//! One generation of a key's material.

use std::sync::OnceLock;

use jiff::Timestamp;
use seal::{Entropy, Keyring, LockedKey, OpenError, Purpose};

use crate::{KeyId, RotationType};

/// The number of a version, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyVersionNumber(pub u32);

/// The material of one version, wrapped under the store's keyring.
///
/// The unwrapped material is kept beside it once used, for as long as this value lives: unwrapping is done once, not once
/// per request.
pub struct KeyVersion {
    key: KeyId,
    number: KeyVersionNumber,
    wrapped: Vec<u8>,
    rotated: Option<(Timestamp, RotationType)>,
    material: OnceLock<LockedKey>,
}

impl KeyVersion {
    /// Fresh random material for version `number` of `key`.
    #[must_use]
    pub fn generate(key: KeyId, number: KeyVersionNumber, keyring: &Keyring, entropy: &mut Entropy) -> Self {
        let material = seal::Key::generate(entropy);
        let bound_to = associated_data(key, number);
        let wrapped = keyring.seal(Purpose::KmsKeyVersion, &bound_to, material.expose_secret(), entropy);
        Self { key, number, wrapped, rotated: None, material: OnceLock::from(LockedKey::from(material)) }
    }

    /// The same, made by a rotation.
    #[must_use]
    pub fn by_rotation(self, at: Timestamp, kind: RotationType) -> Self {
        Self { rotated: Some((at, kind)), ..self }
    }

    /// The version that a record held.
    pub(crate) const fn from_record(
        key: KeyId,
        number: KeyVersionNumber,
        wrapped: Vec<u8>,
        rotated: Option<(Timestamp, RotationType)>,
    ) -> Self {
        Self { key, number, wrapped, rotated, material: OnceLock::new() }
    }

    /// When and why it took the place of the version before; nothing for the first.
    #[must_use]
    pub const fn rotated(&self) -> Option<(Timestamp, RotationType)> {
        self.rotated
    }

    /// Whose version it is.
    #[must_use]
    pub const fn key(&self) -> KeyId {
        self.key
    }

    /// Which version it is.
    #[must_use]
    pub const fn number(&self) -> KeyVersionNumber {
        self.number
    }

    /// The material as it lies in the store.
    pub(crate) fn wrapped(&self) -> &[u8] {
        &self.wrapped
    }

    /// The material itself.
    ///
    /// # Errors
    ///
    /// [`OpenError`] if the wrapped material does not open as this very version's.
    pub(crate) fn material(&self, keyring: &Keyring) -> Result<&seal::Key, OpenError> {
        if let Some(material) = self.material.get() {
            return Ok(material);
        }
        let bound_to = associated_data(self.key, self.number);
        let opened = keyring.open(Purpose::KmsKeyVersion, &bound_to, &self.wrapped)?;
        let material = seal::Key::from_slice(opened.expose_secret()).ok_or(OpenError)?;
        Ok(self.material.get_or_init(|| material.into()))
    }
}

/// What the API calls the material of a version: 64 hexadecimal digits that tell nothing of it.
///
/// Source: KMS API reference, `KeyMetadata`, `CurrentKeyMaterialId`.
#[must_use]
pub fn material_id(key: KeyId, number: KeyVersionNumber) -> String {
    let parts: [&[u8]; 3] = [b"strongroom kms material id", &key.to_bytes(), &number.0.to_be_bytes()];
    hex::encode(seal::sha256(&parts))
}

fn associated_data(key: KeyId, number: KeyVersionNumber) -> Vec<u8> {
    [key.to_bytes().as_slice(), &number.0.to_be_bytes()].concat()
}

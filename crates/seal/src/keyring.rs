//! The store keys: a handful of random keys that everything else hangs on.
//!
//! A keyring holds one key per *generation*; new things are sealed under the newest one, and older generations stay so
//! that what exists can be opened. No key of the ring is used as it is: each purpose has a key of its own, derived
//! once when the ring is unlocked. How the ring itself is locked is not known here.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use crate::limits::{KEY_BYTES, KEYRING_GENERATIONS_MAX};
use crate::{Entropy, Key, LockedKey, OpenError, Plaintext, derive, hmac_sha256, open, seal};

/// The length of a record's authentication code: 16 bytes, HMAC-SHA-256 cut in half.
///
/// Source: RFC 2104, section 5, which allows half the digest.
pub const MAC_BYTES: usize = 16;

/// An authentication code as it stands beside what it vouches for.
pub type Mac = [u8; MAC_BYTES];

/// What a key of the ring is used for. One purpose's ciphertext never opens as another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Wraps the secret half of an access key.
    AccessKey,
    /// Wraps the key that signs the audit trail's next head.
    Audit,
    /// Wraps the material of a KMS key version.
    KmsKeyVersion,
    /// Seals paging tokens.
    Paging,
    /// Vouches for records in the store.
    RecordMac,
    /// Seals session tokens.
    Session,
}

impl Purpose {
    const ALL: [Self; 6] =
        [Self::AccessKey, Self::Audit, Self::KmsKeyVersion, Self::Paging, Self::RecordMac, Self::Session];

    /// The name that goes into the derivation; a rename would orphan everything sealed before it.
    const fn label(self) -> &'static [u8] {
        match self {
            Self::AccessKey => b"access-key",
            Self::Audit => b"audit",
            Self::KmsKeyVersion => b"kms-key-version",
            Self::Paging => b"paging",
            Self::RecordMac => b"record-mac",
            Self::Session => b"session",
        }
    }
}

/// The number of a generation, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyringVersion(pub u32);

/// The unlocked store keys.
pub struct Keyring {
    generations: BTreeMap<KeyringVersion, Generation>,
}

struct Generation {
    root: LockedKey,
    by_purpose: BTreeMap<Purpose, LockedKey>,
}

impl Generation {
    fn new(root: Key) -> Self {
        let key = |purpose: Purpose| derive(&root, b"strongroom keyring", &[purpose.label()]);
        let by_purpose = Purpose::ALL.into_iter().map(|purpose| (purpose, key(purpose).into())).collect();
        Self { root: root.into(), by_purpose }
    }
}

/// The bytes are not those of a keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the unlocked bytes are not a keyring")]
pub struct KeyringDecodeError;

impl Keyring {
    /// A ring of one fresh random generation.
    #[must_use]
    pub fn generate(entropy: &mut Entropy) -> Self {
        let first = Generation::new(Key::generate(entropy));
        Self { generations: BTreeMap::from([(KeyringVersion(1), first)]) }
    }

    /// The ring's keys as bytes, for wrapping under a root key and for nothing else.
    #[must_use]
    pub fn expose_secret(&self) -> Plaintext {
        let mut bytes = Zeroizing::new(Vec::with_capacity(self.generations.len() * (4 + KEY_BYTES)));
        for (version, generation) in &self.generations {
            bytes.extend_from_slice(&version.0.to_be_bytes());
            bytes.extend_from_slice(generation.root.expose_secret());
        }
        Plaintext::from(bytes)
    }

    /// The ring whose bytes these are.
    ///
    /// # Errors
    ///
    /// [`KeyringDecodeError`] unless the bytes are 1 to 64 generations in ascending order.
    pub fn from_secret(bytes: &Plaintext) -> Result<Self, KeyringDecodeError> {
        let mut generations = BTreeMap::new();
        for chunk in bytes.expose_secret().chunks(4 + KEY_BYTES) {
            let (version, key) = chunk.split_first_chunk::<4>().ok_or(KeyringDecodeError)?;
            let key = Key::from_slice(key).ok_or(KeyringDecodeError)?;
            generations.insert(KeyringVersion(u32::from_be_bytes(*version)), Generation::new(key));
        }
        let count = generations.len();
        let fits = (1..=KEYRING_GENERATIONS_MAX).contains(&count) && bytes.len() == count * (4 + KEY_BYTES);
        fits.then_some(Self { generations }).ok_or(KeyringDecodeError)
    }

    /// Encrypts `plaintext` for one purpose under the newest generation, whose number stands in front (4 bytes).
    #[must_use]
    pub fn seal(
        &self,
        purpose: Purpose,
        associated_data: &[u8],
        plaintext: &[u8],
        entropy: &mut Entropy,
    ) -> Vec<u8> {
        let (version, generation) = self.newest();
        let mut sealed = version.0.to_be_bytes().to_vec();
        sealed.extend(seal(generation.key(purpose), associated_data, plaintext, entropy));
        sealed
    }

    /// Decrypts what [`Keyring::seal`] made, under whichever generation it names.
    ///
    /// # Errors
    ///
    /// [`OpenError`] for every cause alike, an unknown generation included.
    pub fn open(
        &self,
        purpose: Purpose,
        associated_data: &[u8],
        sealed: &[u8],
    ) -> Result<Plaintext, OpenError> {
        let (version, sealed) = sealed.split_first_chunk::<4>().ok_or(OpenError)?;
        let version = KeyringVersion(u32::from_be_bytes(*version));
        let generation = self.generations.get(&version).ok_or(OpenError)?;
        open(generation.key(purpose), associated_data, sealed)
    }

    /// The code that vouches for a record, and the generation that made it.
    #[must_use]
    pub fn mac(&self, parts: &[&[u8]]) -> (KeyringVersion, Mac) {
        let (version, generation) = self.newest();
        (version, generation.mac(parts))
    }

    /// Whether `mac` vouches for the parts; compared in constant time.
    #[must_use]
    pub fn vouches(&self, version: KeyringVersion, mac: &Mac, parts: &[&[u8]]) -> bool {
        self.generations
            .get(&version)
            .is_some_and(|generation| crate::constant_time_eq(&generation.mac(parts), mac))
    }

    fn newest(&self) -> (KeyringVersion, &Generation) {
        match self.generations.last_key_value() {
            Some((version, generation)) => (*version, generation),
            // INVARIANT: both constructors yield at least one generation, and none is ever removed.
            None => unreachable!("a keyring has at least one generation"),
        }
    }
}

impl Generation {
    fn key(&self, purpose: Purpose) -> &Key {
        self.by_purpose.get(&purpose).unwrap_or(&self.root)
    }

    fn mac(&self, parts: &[&[u8]]) -> Mac {
        // The key's two inner hashes are as good as the key, so they are not kept either: that would be outside locked
        // memory.
        let [half, _] = split(hmac_sha256(self.key(Purpose::RecordMac).expose_secret(), parts));
        half
    }
}

fn split(digest: crate::Digest) -> [Mac; 2] {
    let mut halves = [Mac::default(); 2];
    halves.as_flattened_mut().copy_from_slice(&digest);
    halves
}

#[cfg(test)]
mod tests;

//! Every cipher, hash, key and random number of the project, and the types that hold secret bytes.
//!
//! This crate alone names a cipher library (TLS aside). It knows nothing of secrets, tenants, stores or wires: callers
//! say what a ciphertext is bound to by passing *associated data*. Nothing here does I/O.

mod aead;
mod compare;
mod entropy;
mod foreign_key;
mod hash;
mod hkdf;
mod key;
mod keyring;
pub mod limits;
mod locked;
mod passphrase;
mod plaintext;
mod shares;
mod signature;

pub use aead::{OpenError, open, seal};
pub use compare::constant_time_eq;
pub use entropy::Entropy;
pub use foreign_key::{Curve, ForeignKey, ForeignScheme, InvalidForeignKey, RsaHash};
pub use hash::{Digest, hmac_sha256, sha256};
pub use hkdf::derive;
pub use key::Key;
pub use keyring::{Keyring, KeyringDecodeError, KeyringVersion, MAC_BYTES, Mac, Purpose};
pub use locked::LockedKey;
pub use passphrase::{PassphraseError, key_from_passphrase};
pub use plaintext::Plaintext;
pub use shares::{SharesError, combine, split};
pub use signature::{InvalidPublicKey, KeyPair, PublicKey, Signature};

//! Keys that never leave, and the data keys they wrap.
//!
//! A [`Key`] has versions; each [`KeyVersion`] holds material wrapped under the store's keyring. A data key is wrapped
//! under one version together with an [`EncryptionContext`], and the ciphertext names that version: giving a key a new
//! version changes nothing for what exists. This crate does not know what its data keys encrypt.
//!
//! Source: AWS Key Management Service Developer Guide, "AWS KMS cryptographic details".

mod ciphertext;
mod data_key;
mod encryption_context;
#[cfg(fuzzing)]
pub mod fuzzing;
mod key;
mod key_version;
pub mod limits;
pub mod operations;
mod record;

pub use data_key::DataKey;
pub use encryption_context::EncryptionContext;
pub use key::{Key, KeyId, KeyManager};
pub use key_version::{KeyVersion, KeyVersionNumber};
pub use operations::{Decrypt, GenerateDataKey, KeyFailure};

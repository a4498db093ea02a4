//! Keys that never leave, and the data keys they wrap.
//!
//! A [`Key`] has versions; each [`KeyVersion`] holds material wrapped under the store's keyring. A data key is wrapped
//! under one version together with an [`EncryptionContext`], and the ciphertext names that version: giving a key a new
//! version changes nothing for what exists. This crate does not know what its data keys encrypt.
//!
//! Source: AWS Key Management Service Developer Guide, "AWS KMS cryptographic details".

mod alias;
mod ciphertext;
mod data_key;
mod due;
mod encryption_context;
mod failure;
#[cfg(fuzzing)]
pub mod fuzzing;
mod grant;
mod key;
mod key_event;
mod key_policy;
mod key_ref;
mod key_state;
mod key_version;
pub mod limits;
pub mod operations;
mod record;
mod rotation;
mod subject;
mod tags;

pub use alias::{ALIAS_PREFIX, Alias, AliasName, InvalidAliasName};
pub use data_key::DataKey;
pub use due::{Due, Duty};
pub use encryption_context::{EncryptionContext, EncryptionContextTooLong};
pub use failure::KeyFailure;
pub use grant::{Constraint, Grant, GrantId, GrantOperation, GrantPrincipal, GrantToken, InvalidGrantName};
pub use key::{Key, KeyId, KeyManager};
pub use key_event::{KeyEvent, KeyEventKind};
pub use key_policy::{InvalidKeyPolicy, KeyPolicy, POLICY_NAME};
pub use key_ref::{InvalidKeyRef, KeyName, KeyRef};
pub use key_state::{Deed, KeyState, StateRefused};
pub use key_version::{KeyVersion, KeyVersionNumber, material_id};
pub use operations::{Decrypt, GenerateDataKey};
pub use rotation::{Rotation, RotationPeriod, RotationPeriodOutOfRange, RotationType};
pub use subject::{AccountSubject, AliasSubject, GrantSubject, KeyReach, KeySubject};
pub use tags::{InvalidTags, Tags};

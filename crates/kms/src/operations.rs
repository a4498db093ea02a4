//! What is done with keys: one file per operation, and what they share.
//!
//! There is no wire for these yet: other services call them, on behalf of their own callers.

mod decrypt;
mod generate_data_key;
mod generate_random;
mod service_key;

use std::borrow::Cow;
use std::sync::Arc;

use iam::policy::{Account, ConditionKey, KeyValue, Policy};
use store::{StoreError, Tenant};

use crate::Key;

pub use decrypt::{Decrypt, authorize_decrypt, decrypt};
pub use generate_data_key::{GenerateDataKey, generate_data_key};
pub use generate_random::{GenerateRandom, generate_random};
pub use service_key::{SERVICE_ALIAS, is_service_alias, service_key};

/// A key that a caller wants to use.
#[derive(Debug, Clone)]
pub struct KeySubject {
    /// The account and region it lies in.
    pub tenant: Tenant,
    /// The key.
    pub key: Arc<Key>,
}

impl iam::Subject for KeySubject {
    fn resource(&self) -> Cow<'_, str> {
        self.key.arn(&self.tenant).into()
    }

    fn owner(&self) -> Account<'_> {
        Account { partition: self.tenant.partition(), id: self.tenant.account() }
    }

    fn policy(&self) -> Option<&Policy> {
        None
    }

    fn lookup(&self, _key: &ConditionKey) -> Option<KeyValue<'_>> {
        None
    }
}

/// Why a key did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum KeyFailure {
    /// The caller may not use the key (the caller's fault).
    #[error("the caller may not use the key")]
    Denied,
    /// The ciphertext is not of this key and context, or was altered (whoever gave it).
    #[error("the ciphertext does not open")]
    InvalidCiphertext,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key's material does not open under the keyring: the record was damaged, or the keyring is another one (ours).
    #[error("the material of key {key} does not open under the keyring")]
    Unusable {
        /// The key's id.
        key: String,
    },
}

impl From<iam::AccessDenied> for KeyFailure {
    fn from(_: iam::AccessDenied) -> Self {
        Self::Denied
    }
}

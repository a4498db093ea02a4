//! Why a key did not do what was asked.

use iam::{AccessDenied, InvalidPagingToken};
use store::StoreError;

use crate::key_policy::InvalidKeyPolicy;
use crate::{InvalidGrantName, InvalidKeyRef, InvalidTags, StateRefused};

/// Why a key did not do what was asked. Whose fault it is stands with each.
#[derive(Debug, thiserror::Error)]
pub enum KeyFailure {
    /// There is an alias of that name (the caller's fault).
    #[error("there is an alias `{arn}`")]
    AliasExists {
        /// The alias's ARN.
        arn: String,
    },
    /// There is no such alias (the caller's fault).
    #[error("there is no alias `{arn}`")]
    AliasNotFound {
        /// The alias's ARN.
        arn: String,
    },
    /// The alias is one that services keep to themselves (the caller's fault).
    #[error("the alias is kept for services")]
    AliasReserved,
    /// The ciphertext's key does not exist, or the caller may not know that it does (whoever gave it).
    #[error("the ciphertext's key is not known")]
    CiphertextKeyUnknown,
    /// The caller may not use the key (the caller's fault).
    #[error(transparent)]
    Denied(#[from] AccessDenied),
    /// The key is disabled (whoever disabled it).
    #[error("key `{arn}` is disabled")]
    Disabled {
        /// The key's ARN.
        arn: String,
    },
    /// The call would have succeeded, and was only to be tried.
    #[error("the call would have succeeded")]
    DryRun,
    /// The key is of another account, where the operation does not reach (the caller's fault).
    #[error("key `{arn}` is another account's")]
    Foreign {
        /// The key's ARN.
        arn: String,
    },
    /// The key has no grant with that id (the caller's fault).
    #[error("the key has no such grant")]
    GrantNotFound,
    /// The text is no grant token, or its grant is gone (the caller's fault).
    #[error("the grant token is not valid")]
    GrantToken,
    /// The ciphertext is of another key than the one that was named (the caller's fault).
    #[error("the ciphertext is another key's")]
    IncorrectKey,
    /// The ciphertext is not of this key and context, or was altered (whoever gave it).
    #[error("the ciphertext does not open")]
    InvalidCiphertext,
    /// The text names no key (the caller's fault).
    #[error(transparent)]
    KeyRef(#[from] InvalidKeyRef),
    /// There would be too many of something.
    #[error("{0}")]
    Limit(&'static str),
    /// Under the policy its author could not put another one (the caller's fault).
    #[error("the policy shuts its author out")]
    LockedOut,
    /// The marker is not one of this listing (the caller's fault).
    #[error(transparent)]
    Marker(#[from] InvalidPagingToken),
    /// A grant names a user or a role that does not exist (the caller's fault).
    #[error("there is no principal `{arn}`")]
    NoSuchGrantee {
        /// The principal as the grant names it.
        arn: String,
    },
    /// There is no such key (the caller's fault).
    #[error("there is no key `{arn}`")]
    NotFound {
        /// The ARN under which it was looked for.
        arn: String,
    },
    /// An alias names the key where only the key's own id does (the caller's fault).
    #[error("an alias does not name a key here")]
    NotTheKeyItself {
        /// What was asked for.
        asked: String,
    },
    /// The key is not to be deleted (the caller's fault).
    #[error("key `{arn}` is not pending deletion")]
    NotPendingDeletion {
        /// The key's ARN.
        arn: String,
    },
    /// The key is to be deleted (whoever scheduled that).
    #[error("key `{arn}` is pending deletion")]
    PendingDeletion {
        /// The key's ARN.
        arn: String,
    },
    /// The text is no key policy (the caller's fault).
    #[error(transparent)]
    Policy(#[from] InvalidKeyPolicy),
    /// A key has no policy of that name (the caller's fault).
    #[error("a key has no policy of that name")]
    PolicyName,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The tags are refused (the caller's fault).
    #[error(transparent)]
    Tags(#[from] InvalidTags),
    /// The key's material does not open under the keyring: the record was damaged, or the keyring is another one (ours).
    #[error("the material of key {key} does not open under the keyring")]
    Unusable {
        /// The key's id.
        key: String,
    },
}

impl From<InvalidGrantName> for KeyFailure {
    fn from(_: InvalidGrantName) -> Self {
        Self::GrantNotFound
    }
}

impl KeyFailure {
    /// What a state that does not let something be done means for the key with this ARN.
    pub(crate) fn of_state(refused: StateRefused, arn: String) -> Self {
        match refused {
            StateRefused::Disabled => Self::Disabled { arn },
            StateRefused::NotPendingDeletion => Self::NotPendingDeletion { arn },
            StateRefused::PendingDeletion => Self::PendingDeletion { arn },
        }
    }
}

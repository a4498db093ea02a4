//! Why an operation was not carried out. How each refusal is worded for a client is the server's affair.

use std::fmt;

use iam::InvalidPagingToken;
use iam::operations::BindRefused;
use kms::KeyFailure;
use store::StoreError;

use crate::{
    InvalidTags, LabelMoveRefused, PasswordRefused, RecoveryWindowOutOfRange, SecretName, StagingLabel,
    TooManyLabels, VersionId,
};

/// Why an operation was refused or failed. Unless a variant says otherwise, the caller is at fault.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No policy allows the call, or one denies it.
    #[error(transparent)]
    AccessDenied(#[from] iam::AccessDenied),
    /// A secret of this name exists.
    #[error("secret `{name}` exists")]
    AlreadyExists {
        /// The name.
        name: SecretName,
    },
    /// Text and bytes were both given as the value.
    #[error("a value is a string or binary, not both")]
    BothValues,
    /// The stored value does not open under its key (ours, or whoever changed the store).
    #[error("the value of `{arn}` does not open under its key")]
    DecryptionFailed {
        /// The secret.
        arn: String,
    },
    /// A foreign account asks for a value under a key that is never shared.
    #[error("the service's own key is not shared between accounts")]
    ForeignDefaultKey,
    /// The caller may not use the KMS key.
    #[error("the caller may not use the KMS key")]
    KeyDenied,
    /// The KMS key is disabled, or about to be deleted.
    #[error("key `{arn}` {state}, so that it can't {work} a value")]
    KeyOutOfUse {
        /// What it was needed for.
        work: KeyWork,
        /// The key.
        arn: String,
        /// Why it can't.
        state: KeyTrouble,
    },
    /// The text names no KMS key.
    #[error("KMS key `{key_id}` does not exist, or not here")]
    KeyUnknown {
        /// The key as the caller named it.
        key_id: String,
    },
    /// A label cannot be moved as asked.
    #[error(transparent)]
    LabelMove(#[from] LabelMoveRefused),
    /// The policy would keep the caller from ever managing the secret again.
    #[error("the policy would lock its own author out")]
    LockedOut,
    /// The secret is scheduled for deletion, and the operation needs a live one.
    #[error("the secret is marked for deletion")]
    MarkedForDeletion,
    /// The text is no resource policy.
    #[error(transparent)]
    MalformedPolicy(#[from] iam::policy::MalformedPolicy),
    /// A resource policy names a user or a role that does not exist.
    #[error("there is no principal `{name}`")]
    NoSuchPrincipal {
        /// The principal as the policy names it.
        name: String,
    },
    /// No value was given where one is needed.
    #[error("a value is needed")]
    NoValue,
    /// No secret has this name or ARN.
    #[error("there is no such secret")]
    NotFound,
    /// The paging token is not valid for this listing.
    #[error(transparent)]
    PagingToken(#[from] InvalidPagingToken),
    /// No password can be made by these rules.
    #[error(transparent)]
    Password(#[from] PasswordRefused),
    /// The policy lets in callers whom nothing but a wildcard names, and the caller asked not to allow that.
    #[error("the policy allows broad access")]
    PublicPolicy,
    /// The recovery window is outside its bounds.
    #[error(transparent)]
    RecoveryWindow(#[from] RecoveryWindowOutOfRange),
    /// A secret of this name is scheduled for deletion.
    #[error("secret `{name}` is scheduled for deletion")]
    ScheduledForDeletion {
        /// The name.
        name: SecretName,
    },
    /// The named version does not carry the named label.
    #[error("the version does not carry the label")]
    StageNotOnVersion,
    /// The store failed (ours, or the medium's).
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The tags are refused.
    #[error(transparent)]
    Tags(#[from] InvalidTags),
    /// The token belongs to a version with another value.
    #[error("token `{token}` is in use for another value of `{arn}`")]
    TokenUsed {
        /// The token.
        token: VersionId,
        /// The secret.
        arn: String,
    },
    /// One label more than a secret may have.
    #[error(transparent)]
    TooManyLabels(#[from] TooManyLabels),
    /// One version more than a secret may have before old ones can be pruned.
    #[error("the secret has too many versions younger than a day")]
    TooManyVersions,
    /// There is no resource policy of that name.
    #[error("there is no resource policy named `{name}`")]
    UnknownPolicyName {
        /// The name asked for.
        name: String,
    },
    /// No version has this id.
    #[error("there is no version `{id}`")]
    UnknownVersion {
        /// The id.
        id: VersionId,
    },
    /// No version has this id, or it has no value.
    #[error("there is no value for version `{id}`")]
    ValueNotFound {
        /// The id.
        id: VersionId,
    },
    /// No version carries this label, or the one that does has no value.
    #[error("there is no value for label `{label}`")]
    ValueNotFoundForLabel {
        /// The label.
        label: StagingLabel,
    },
    /// Deletion at once and a recovery window were both asked for.
    #[error("deletion without recovery has no window")]
    WindowWithoutRecovery,
}

/// What a key is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyWork {
    /// To open a value.
    Decrypt,
    /// To seal one.
    Encrypt,
}

impl fmt::Display for KeyWork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Decrypt => "decrypt",
            Self::Encrypt => "encrypt",
        })
    }
}

/// Why a key that exists is not to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyTrouble {
    /// It is disabled.
    Disabled,
    /// It is about to be deleted.
    PendingDeletion,
}

impl fmt::Display for KeyTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Disabled => "is disabled",
            Self::PendingDeletion => "is pending deletion",
        })
    }
}

impl From<BindRefused> for Refusal {
    fn from(refused: BindRefused) -> Self {
        match refused {
            BindRefused::NoSuchPrincipal { name } => Self::NoSuchPrincipal { name },
            BindRefused::Store(failure) => Self::Store(failure),
        }
    }
}

impl Refusal {
    /// The refusal that a key's failure is: `about` is the key as it was named to encrypt with it, or the secret whose
    /// value was to be decrypted.
    pub(crate) fn of_key(failure: KeyFailure, work: KeyWork, about: &str) -> Self {
        let out_of_use = |arn, state| Self::KeyOutOfUse { work, arn, state };
        match failure {
            KeyFailure::CiphertextKeyUnknown | KeyFailure::Denied(_) => Self::KeyDenied,
            KeyFailure::Disabled { arn } => out_of_use(arn, KeyTrouble::Disabled),
            KeyFailure::PendingDeletion { arn } => out_of_use(arn, KeyTrouble::PendingDeletion),
            KeyFailure::Store(failure) => Self::Store(failure),
            KeyFailure::AliasNotFound { .. }
            | KeyFailure::Foreign { .. }
            | KeyFailure::KeyRef(_)
            | KeyFailure::NotFound { .. }
            | KeyFailure::NotTheKeyItself { .. } => Self::KeyUnknown { key_id: about.to_owned() },
            // What is altered, and what using a key never fails with.
            KeyFailure::AliasExists { .. }
            | KeyFailure::AliasReserved
            | KeyFailure::DryRun
            | KeyFailure::GrantNotFound
            | KeyFailure::GrantToken
            | KeyFailure::IncorrectKey
            | KeyFailure::InvalidCiphertext
            | KeyFailure::Limit(_)
            | KeyFailure::LockedOut
            | KeyFailure::Marker(_)
            | KeyFailure::NoSuchGrantee { .. }
            | KeyFailure::NotPendingDeletion { .. }
            | KeyFailure::Policy(_)
            | KeyFailure::PolicyName
            | KeyFailure::Tags(_)
            | KeyFailure::Unusable { .. } => Self::DecryptionFailed { arn: about.to_owned() },
        }
    }
}

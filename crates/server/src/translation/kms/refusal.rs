//! What a client is told when a key does not do what was asked: the one place where that becomes codes and texts.
//!
//! Source: KMS API reference, the errors of each operation; texts as the service sends them.

use iam::policy::Fault;
use kms::{InvalidKeyPolicy, InvalidKeyRef, KeyFailure};
use wire::{Code, Failure};

use crate::answer::Refused;

impl From<KeyFailure> for Refused {
    fn from(failure: KeyFailure) -> Self {
        if let KeyFailure::Store(failure) = failure {
            return failure.into();
        }
        if let KeyFailure::Unusable { key } = &failure {
            tracing::error!(%key, "the material of a key does not open");
        }
        if matches!(failure, KeyFailure::InvalidCiphertext) {
            return Self(Failure::invalid_ciphertext());
        }
        Self(Failure::new(code(&failure), text(&failure)))
    }
}

const fn code(failure: &KeyFailure) -> Code {
    match failure {
        KeyFailure::AliasExists { .. } => Code::AlreadyExists,
        KeyFailure::AliasNotFound { .. }
        | KeyFailure::KeyRef(InvalidKeyRef::Id(_) | InvalidKeyRef::Region(_))
        | KeyFailure::NotFound { .. }
        | KeyFailure::PolicyName => Code::KeyNotFound,
        KeyFailure::AliasReserved => Code::NotAuthorized,
        KeyFailure::CiphertextKeyUnknown | KeyFailure::Denied(_) | KeyFailure::Foreign { .. } => {
            Code::AccessDenied
        }
        KeyFailure::Disabled { .. } => Code::Disabled,
        KeyFailure::DryRun => Code::DryRunOperation,
        KeyFailure::GrantNotFound => Code::InvalidGrantId,
        KeyFailure::GrantToken => Code::InvalidGrantToken,
        KeyFailure::IncorrectKey => Code::IncorrectKey,
        KeyFailure::InvalidCiphertext => Code::InvalidCiphertext,
        KeyFailure::KeyRef(InvalidKeyRef::Arn(_))
        | KeyFailure::NoSuchGrantee { .. }
        | KeyFailure::NotTheKeyItself { .. } => Code::InvalidArn,
        KeyFailure::Limit(_) | KeyFailure::Policy(InvalidKeyPolicy::TooLong) => Code::LimitExceeded,
        KeyFailure::LockedOut
        | KeyFailure::Policy(InvalidKeyPolicy::Malformed(_) | InvalidKeyPolicy::NoSuchPrincipal { .. }) => {
            Code::MalformedPolicyDocument
        }
        KeyFailure::Marker(_) => Code::InvalidMarker,
        KeyFailure::NotPendingDeletion { .. } | KeyFailure::PendingDeletion { .. } => Code::KmsInvalidState,
        KeyFailure::Store(_) | KeyFailure::Unusable { .. } => Code::InternalServiceError,
        KeyFailure::Tags(_) => Code::Tag,
    }
}

const CIPHERTEXT_KEY_UNKNOWN: &str = "The ciphertext refers to a customer master key that does not exist, does not \
    exist in this region, or you are not allowed to access.";
const DRY_RUN: &str = "The request would have succeeded, but the DryRun option is set.";
const INCORRECT_KEY: &str =
    "The key ID in the request does not identify a CMK that can perform this operation.";
const LOCKED_OUT: &str = "The new key policy will not allow you to update the key policy in the future.";

fn text(failure: &KeyFailure) -> String {
    match failure {
        KeyFailure::AliasExists { arn } => format!("An alias with the name {arn} already exists"),
        KeyFailure::AliasNotFound { arn } => format!("Alias {arn} is not found."),
        KeyFailure::AliasReserved => String::new(),
        KeyFailure::CiphertextKeyUnknown => CIPHERTEXT_KEY_UNKNOWN.into(),
        KeyFailure::Denied(denied) => denied.to_string(),
        KeyFailure::Disabled { arn } => format!("{arn} is disabled."),
        KeyFailure::DryRun => DRY_RUN.into(),
        KeyFailure::IncorrectKey => INCORRECT_KEY.into(),
        KeyFailure::KeyRef(InvalidKeyRef::Arn(arn)) => format!("Invalid arn {arn}"),
        KeyFailure::KeyRef(InvalidKeyRef::Id(id)) => format!("Invalid keyId '{id}'"),
        KeyFailure::KeyRef(InvalidKeyRef::Region(region)) => format!("Invalid arn {region}"),
        KeyFailure::LockedOut => LOCKED_OUT.into(),
        KeyFailure::NotFound { arn } => format!("Key '{arn}' does not exist"),
        KeyFailure::NotPendingDeletion { arn } => format!("{arn} is not pending deletion."),
        KeyFailure::NoSuchGrantee { arn } => no_principal(arn),
        KeyFailure::NotTheKeyItself { asked } => format!("Invalid keyId '{asked}'"),
        KeyFailure::PendingDeletion { arn } => format!("{arn} is pending deletion."),
        KeyFailure::Policy(InvalidKeyPolicy::Malformed(malformed)) => policy(&malformed.fault).into(),
        KeyFailure::Policy(InvalidKeyPolicy::NoSuchPrincipal { .. }) => INVALID_PRINCIPALS.into(),
        KeyFailure::PolicyName => "No such policy exists".into(),
        KeyFailure::Unusable { .. } => "An error occurred on the server side.".into(),
        // No text of AWS is known for these, so the domain's own says it.
        KeyFailure::Foreign { .. }
        | KeyFailure::GrantNotFound
        | KeyFailure::GrantToken
        | KeyFailure::InvalidCiphertext
        | KeyFailure::Limit(_)
        | KeyFailure::Marker(_)
        | KeyFailure::Policy(InvalidKeyPolicy::TooLong)
        | KeyFailure::Store(_)
        | KeyFailure::Tags(_) => sentence(failure),
    }
}

/// What is said of an ARN that nobody has.
pub(super) fn no_principal(arn: &str) -> String {
    format!("ARN does not refer to a valid principal: {arn}")
}

const INVALID_PRINCIPALS: &str = "Policy contains a statement with one or more invalid principals.";

const fn policy(fault: &Fault) -> &'static str {
    if matches!(fault, Fault::UnsupportedPrincipal(_) | Fault::UnsupportedService(_)) {
        INVALID_PRINCIPALS
    } else if matches!(fault, Fault::MissingPrincipal) {
        "Policy contains a statement with no principal."
    } else {
        "The key policy contains a syntax error."
    }
}

pub(super) use crate::translation::refusal::sentence;

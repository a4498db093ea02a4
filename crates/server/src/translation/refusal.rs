//! What a client is told when an operation is refused: the one place where the domain's refusals become codes and texts.
//!
//! Source: Secrets Manager API reference, the errors of each operation; texts as the service sends them.

use iam::policy::Fault;
use seal::Entropy;
use secrets::{InvalidSecretName, KeyTrouble, KeyWork, LabelMoveRefused, PasswordRefused, Refusal};
use wire::{Code, Failure};

use crate::answer::Refused;

impl From<InvalidSecretName> for Refused {
    fn from(failure: InvalidSecretName) -> Self {
        match failure {
            InvalidSecretName::Characters => Self(Failure::validation(
                "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: \
                 -/_+=.@!",
            )),
            InvalidSecretName::TooLong => Self(Failure::validation(failure.to_string())),
        }
    }
}

impl From<iam::AccessDenied> for Refused {
    fn from(denied: iam::AccessDenied) -> Self {
        Self(Failure::new(Code::AccessDenied, denied.to_string()))
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        if let Refusal::Store(failure) = refusal {
            return failure.into();
        }
        log_damage(&refusal);
        Self(Failure::new(code(&refusal), text(&refusal)))
    }
}

/// A value that does not open is the operator's concern, more than the caller's.
fn log_damage(refusal: &Refusal) {
    if let Refusal::DecryptionFailed { arn } = refusal {
        tracing::error!(%arn, "a stored value does not open under its key");
    }
}

const fn code(refusal: &Refusal) -> Code {
    match refusal {
        Refusal::AccessDenied(_) | Refusal::KeyDenied => Code::AccessDenied,
        Refusal::AlreadyExists { .. } | Refusal::TokenUsed { .. } => Code::ResourceExists,
        Refusal::BothValues
        | Refusal::LabelMove(
            LabelMoveRefused::CurrentRemoved
            | LabelMoveRefused::HolderUnnamed { .. }
            | LabelMoveRefused::NotOnVersion { .. }
            | LabelMoveRefused::NothingAsked
            | LabelMoveRefused::WrongHolder { .. },
        )
        | Refusal::KeyUnknown { .. }
        | Refusal::LockedOut
        | Refusal::Password(_)
        | Refusal::RecoveryWindow(_)
        | Refusal::Tags(_)
        | Refusal::UnknownVersion { .. }
        | Refusal::WindowWithoutRecovery => Code::InvalidParameter,
        Refusal::DecryptionFailed { .. } | Refusal::KeyOutOfUse { work: KeyWork::Decrypt, .. } => {
            Code::DecryptionFailure
        }
        Refusal::ForeignDefaultKey
        | Refusal::MarkedForDeletion
        | Refusal::NoValue
        | Refusal::ScheduledForDeletion { .. }
        | Refusal::StageNotOnVersion => Code::InvalidRequest,
        Refusal::KeyOutOfUse { work: KeyWork::Encrypt, .. } => Code::EncryptionFailure,
        Refusal::LabelMove(LabelMoveRefused::TooMany(_))
        | Refusal::TooManyLabels(_)
        | Refusal::TooManyVersions => Code::LimitExceeded,
        Refusal::MalformedPolicy(_) | Refusal::NoSuchPrincipal { .. } => Code::MalformedPolicyDocument,
        Refusal::NotFound
        | Refusal::UnknownPolicyName { .. }
        | Refusal::ValueNotFound { .. }
        | Refusal::ValueNotFoundForLabel { .. } => Code::ResourceNotFound,
        Refusal::PagingToken(_) => Code::InvalidNextToken,
        Refusal::PublicPolicy => Code::PublicPolicy,
        Refusal::Store(_) => Code::InternalServiceError,
    }
}

const BOTH_VALUES: &str =
    "You can't specify both a binary secret value and a string secret value in the same secret.";
const FOREIGN_DEFAULT_KEY: &str = "You can't access a secret from a different AWS account if you encrypt the secret \
    with the default KMS service key.";
const LOCKED_OUT: &str = "Your requested changes will not allow you to manage this secret in the future.";
const MARKED_FOR_DELETION: &str =
    "You can't perform this operation on the secret because it was marked for deletion.";
const PUBLIC_POLICY: &str =
    "You can't attach a resource-based policy that allows broad access to the secret.";
const RECOVERY_WINDOW: &str = "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).";
const SCHEDULED_FOR_DELETION: &str =
    "You can't create this secret because a secret with this name is already scheduled for deletion.";
const STAGE_NOT_ON_VERSION: &str =
    "You provided a VersionStage that is not associated to the provided VersionId.";
const WINDOW_WITHOUT_RECOVERY: &str =
    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.";

fn text(refusal: &Refusal) -> String {
    match refusal {
        Refusal::AccessDenied(denied) => denied.to_string(),
        Refusal::AlreadyExists { name } => {
            format!("The operation failed because the secret {name} already exists.")
        }
        Refusal::BothValues => BOTH_VALUES.into(),
        Refusal::DecryptionFailed { .. } => "Secrets Manager can't decrypt the secret value.".into(),
        Refusal::ForeignDefaultKey => FOREIGN_DEFAULT_KEY.into(),
        Refusal::KeyDenied => "Access to KMS is not allowed".into(),
        Refusal::KeyOutOfUse { work, arn, state } => key_out_of_use(*work, arn, *state),
        Refusal::LabelMove(refused) => label_move(refused),
        Refusal::LockedOut => LOCKED_OUT.into(),
        Refusal::MalformedPolicy(malformed) => policy(&malformed.fault).into(),
        Refusal::MarkedForDeletion => MARKED_FOR_DELETION.into(),
        Refusal::NoSuchPrincipal { .. } => UNSUPPORTED_PRINCIPAL.into(),
        Refusal::NoValue => "You must provide either SecretString or SecretBinary.".into(),
        Refusal::NotFound => "Secrets Manager can't find the specified secret.".into(),
        Refusal::PagingToken(_) => "Invalid NextToken.".into(),
        Refusal::Password(refused) => password(*refused).into(),
        Refusal::PublicPolicy => PUBLIC_POLICY.into(),
        Refusal::RecoveryWindow(_) => RECOVERY_WINDOW.into(),
        Refusal::ScheduledForDeletion { .. } => SCHEDULED_FOR_DELETION.into(),
        Refusal::StageNotOnVersion => STAGE_NOT_ON_VERSION.into(),
        Refusal::TokenUsed { token, arn } => format!(
            "You can't use ClientRequestToken {token} because that value is already in use for a version of secret \
             {arn}."
        ),
        Refusal::UnknownVersion { id } => format!("Not a valid version: {id}"),
        Refusal::ValueNotFound { id } => {
            format!("Secrets Manager can't find the specified secret value for VersionId: {id}")
        }
        Refusal::ValueNotFoundForLabel { label } => {
            format!("Secrets Manager can't find the specified secret value for staging label: {label}")
        }
        Refusal::WindowWithoutRecovery => WINDOW_WITHOUT_RECOVERY.into(),
        // No text of AWS is known for these, so the domain's own says it.
        Refusal::KeyUnknown { .. }
        | Refusal::Store(_)
        | Refusal::Tags(_)
        | Refusal::TooManyLabels(_)
        | Refusal::TooManyVersions
        | Refusal::UnknownPolicyName { .. } => sentence(refusal),
    }
}

/// What AWS passes on of its own KMS: the text, and where it came from.
fn key_out_of_use(work: KeyWork, arn: &str, state: KeyTrouble) -> String {
    let code = match state {
        KeyTrouble::Disabled => "DisabledException",
        KeyTrouble::PendingDeletion => "KMSInvalidStateException",
    };
    let request = uuid::Builder::from_random_bytes(Entropy::system().identifier()).into_uuid();
    format!(
        "Secrets Manager can't {work} the secret value: {arn} {state}. (Service: AWSKMS; Status Code: 400; Error Code: \
         {code}; Request ID: {request})"
    )
}

fn label_move(refused: &LabelMoveRefused) -> String {
    match refused {
        LabelMoveRefused::CurrentRemoved => {
            "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed."
                .into()
        }
        LabelMoveRefused::HolderUnnamed { label, holder } => format!(
            "The parameter RemoveFromVersionId can't be empty. Staging label {label} is currently attached to version \
             {holder}, so you must explicitly reference that version in RemoveFromVersionId."
        ),
        LabelMoveRefused::NotOnVersion { label, version } => {
            format!("Version stage {label} not found in version {version}")
        }
        LabelMoveRefused::NothingAsked => "You must provide MoveToVersionId or RemoveFromVersionId.".into(),
        LabelMoveRefused::TooMany(_) => sentence(refused),
        LabelMoveRefused::WrongHolder { label } => format!(
            "When you move staging label {label}, if you specify RemoveFromVersionId, it must be set to the version \
             that currently has the staging label {label}."
        ),
    }
}

const fn password(refused: PasswordRefused) -> &'static str {
    match refused {
        PasswordRefused::NothingLeft => "All characters have been excluded from selection",
        PasswordRefused::TooShort => "Password length is too short based on the required types.",
        PasswordRefused::TypeExcluded => "All characters of the desired type have been excluded",
    }
}

const UNSUPPORTED_PRINCIPAL: &str = "This resource policy contains an unsupported principal.";

const fn policy(fault: &Fault) -> &'static str {
    if matches!(fault, Fault::UnsupportedPrincipal(_)) {
        UNSUPPORTED_PRINCIPAL
    } else if matches!(fault, Fault::UnsupportedService(_)) {
        "This resource policy contains an unsupported service principal."
    } else {
        "This resource policy contains a syntax error."
    }
}

/// A refusal's own text, as a sentence.
pub(super) fn sentence(refusal: &impl std::fmt::Display) -> String {
    let text = refusal.to_string();
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", characters.as_str())
}

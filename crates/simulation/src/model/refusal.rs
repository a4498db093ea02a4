//! Why a call is refused, with the code and the text that AWS answers.
//!
//! Knows texts; which call deserves which is decided by the rules.

/// A reason to refuse a call.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Refusal {
    AlreadyExists,
    BothValues,
    CurrentRemoved,
    HolderUnnamed { label: String, holder: String },
    InvalidName,
    MalformedPolicy,
    MarkedForDeletion,
    NoValue,
    NotFound,
    NothingAsked,
    NotOnVersion { label: String, version: String },
    PublicPolicy,
    ScheduledForDeletion,
    StageNotFound { label: String },
    StageNotOnVersion,
    Tags,
    TokenMissing,
    TokenUsed { token: String },
    TooManyLabels,
    UnknownVersion { version: String },
    VersionNotFound { version: String },
    Window,
    WindowAndForce,
    WrongHolder { label: String },
}

impl Refusal {
    /// Returns the name of the reason, without what it is about.
    pub(crate) fn kind(&self) -> String {
        format!("{self:?}").split(' ').next().unwrap_or_default().to_owned()
    }

    /// Returns the code of the answer.
    ///
    /// Source: Secrets Manager API reference, the errors of each operation.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::AlreadyExists | Self::TokenUsed { .. } => "ResourceExistsException",
            Self::BothValues
            | Self::CurrentRemoved
            | Self::HolderUnnamed { .. }
            | Self::NothingAsked
            | Self::NotOnVersion { .. }
            | Self::Tags
            | Self::UnknownVersion { .. }
            | Self::Window
            | Self::WindowAndForce
            | Self::WrongHolder { .. } => "InvalidParameterException",
            Self::InvalidName => "ValidationException",
            Self::MalformedPolicy => "MalformedPolicyDocumentException",
            Self::MarkedForDeletion
            | Self::NoValue
            | Self::ScheduledForDeletion
            | Self::StageNotOnVersion
            | Self::TokenMissing => "InvalidRequestException",
            Self::NotFound | Self::StageNotFound { .. } | Self::VersionNotFound { .. } => {
                "ResourceNotFoundException"
            }
            Self::PublicPolicy => "PublicPolicyException",
            Self::TooManyLabels => "LimitExceededException",
        }
    }

    /// Returns the text of the answer, for a secret of this name and ARN; nothing where AWS's text is not known.
    pub(crate) fn text(&self, name: &str, arn: &str) -> Option<String> {
        let text = match self {
            Self::AlreadyExists => format!("The operation failed because the secret {name} already exists."),
            Self::HolderUnnamed { label, holder } => format!(
                "The parameter RemoveFromVersionId can't be empty. Staging label {label} is currently attached to \
                 version {holder}, so you must explicitly reference that version in RemoveFromVersionId."
            ),
            Self::NotOnVersion { label, version } => {
                format!("Version stage {label} not found in version {version}")
            }
            Self::StageNotFound { label } => {
                format!("Secrets Manager can't find the specified secret value for staging label: {label}")
            }
            Self::TokenUsed { token } => format!(
                "You can't use ClientRequestToken {token} because that value is already in use for a version of \
                 secret {arn}."
            ),
            Self::UnknownVersion { version } => format!("Not a valid version: {version}"),
            Self::VersionNotFound { version } => {
                format!("Secrets Manager can't find the specified secret value for VersionId: {version}")
            }
            Self::WrongHolder { label } => format!(
                "When you move staging label {label}, if you specify RemoveFromVersionId, it must be set to the \
                 version that currently has the staging label {label}."
            ),
            Self::BothValues
            | Self::CurrentRemoved
            | Self::InvalidName
            | Self::MalformedPolicy
            | Self::MarkedForDeletion
            | Self::NoValue
            | Self::NotFound
            | Self::NothingAsked
            | Self::PublicPolicy
            | Self::ScheduledForDeletion
            | Self::StageNotOnVersion
            | Self::Tags
            | Self::TokenMissing
            | Self::TooManyLabels
            | Self::Window
            | Self::WindowAndForce => return self.fixed_text().map(str::to_owned),
        };
        Some(text)
    }

    /// Returns the text of those that name nothing.
    fn fixed_text(&self) -> Option<&'static str> {
        Some(match self {
            Self::BothValues => {
                "You can't specify both a binary secret value and a string secret value in the same secret."
            }
            Self::CurrentRemoved => {
                "You can only move staging label AWSCURRENT to a different secret version. It can't be completely \
                 removed."
            }
            Self::InvalidName => {
                "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: \
                 -/_+=.@!"
            }
            Self::MalformedPolicy => "This resource policy contains a syntax error.",
            Self::MarkedForDeletion => {
                "You can't perform this operation on the secret because it was marked for deletion."
            }
            Self::NoValue => "You must provide either SecretString or SecretBinary.",
            Self::NotFound => "Secrets Manager can't find the specified secret.",
            Self::PublicPolicy => {
                "You can't attach a resource-based policy that allows broad access to the secret."
            }
            Self::ScheduledForDeletion => {
                "You can't create this secret because a secret with this name is already scheduled for deletion."
            }
            Self::StageNotOnVersion => {
                "You provided a VersionStage that is not associated to the provided VersionId."
            }
            Self::TokenMissing => {
                "You must provide a ClientRequestToken value. We recommend a UUID-type value."
            }
            Self::Window => "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).",
            Self::WindowAndForce => {
                "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays."
            }
            Self::AlreadyExists
            | Self::HolderUnnamed { .. }
            | Self::NothingAsked
            | Self::NotOnVersion { .. }
            | Self::StageNotFound { .. }
            | Self::Tags
            | Self::TokenUsed { .. }
            | Self::TooManyLabels
            | Self::UnknownVersion { .. }
            | Self::VersionNotFound { .. }
            | Self::WrongHolder { .. } => return None,
        })
    }
}

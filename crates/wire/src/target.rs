//! Which operation of which service a request asks for.

#[cfg(test)]
mod tests;

use crate::query::Parameters;
use crate::{Failure, iam, kms, secretsmanager, strongroom, sts};

/// What AWS calls the version of a request that names none.
const VERSION_ABSENT: &str = "NO_VERSION_SPECIFIED";

/// An operation of one of the services that are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// An operation of IAM.
    Iam(iam::Operation),
    /// An operation of KMS.
    Kms(kms::Operation),
    /// An operation of Secrets Manager.
    SecretsManager(secretsmanager::Operation),
    /// An operation of Strongroom's own service.
    Strongroom(strongroom::Operation),
    /// An operation of STS.
    Sts(sts::Operation),
}

impl Target {
    /// Parses the header `X-Amz-Target`, `<prefix>.<Operation>`, of a service that speaks AWS JSON 1.1. Upper and lower
    /// case differ.
    ///
    /// Source: AWS JSON 1.1 protocol, `X-Amz-Target`.
    ///
    /// # Errors
    ///
    /// [`UnknownOperation`] (caller) if the prefix is no service's or the service has no such operation.
    pub fn parse(x_amz_target: &str) -> Result<Self, UnknownOperation> {
        match x_amz_target.split_once('.') {
            Some((kms::TARGET_PREFIX, name)) => kms::Operation::parse(name).map(Self::Kms),
            Some((secretsmanager::TARGET_PREFIX, name)) => {
                secretsmanager::Operation::parse(name).map(Self::SecretsManager)
            }
            Some((strongroom::TARGET_PREFIX, name)) => {
                strongroom::Operation::parse(name).map(Self::Strongroom)
            }
            _ => Err(UnknownOperation),
        }
    }

    /// Finds the operation that Query parameters name. The version of the API tells the services apart.
    ///
    /// Source: AWS Query protocol, `Action` and `Version`.
    ///
    /// # Errors
    ///
    /// - `MissingAction` (caller): there is no `Action`.
    /// - `InvalidAction` (caller): no service has such an action in that version.
    pub fn of_query(parameters: &Parameters) -> Result<Self, Failure> {
        let named = |name| parameters.value(name).filter(|value| !value.is_empty());
        let action = named("Action").ok_or_else(Failure::missing_action)?;
        let version = named("Version").unwrap_or(VERSION_ABSENT);
        let found = match version {
            iam::VERSION => iam::Operation::parse(action).map(Self::Iam),
            sts::VERSION => sts::Operation::parse(action).map(Self::Sts),
            _ => Err(UnknownOperation),
        };
        found.map_err(|UnknownOperation| Failure::invalid_action(action, version))
    }

    /// The operation's name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Iam(operation) => operation.name(),
            Self::Kms(operation) => operation.name(),
            Self::SecretsManager(operation) => operation.name(),
            Self::Strongroom(operation) => operation.name(),
            Self::Sts(operation) => operation.name(),
        }
    }

    /// The name of the service in a signature's scope.
    #[must_use]
    pub const fn signing_name(self) -> &'static str {
        match self {
            Self::Iam(_) => iam::SIGNING_NAME,
            Self::Kms(_) => kms::SIGNING_NAME,
            Self::SecretsManager(_) => secretsmanager::SIGNING_NAME,
            Self::Strongroom(_) => strongroom::SIGNING_NAME,
            Self::Sts(_) => sts::SIGNING_NAME,
        }
    }

    /// The namespace of the service's XML documents; none of a service that speaks JSON.
    #[must_use]
    pub const fn namespace(self) -> Option<&'static str> {
        match self {
            Self::Iam(_) => Some(iam::NAMESPACE),
            Self::Sts(_) => Some(sts::NAMESPACE),
            Self::Kms(_) | Self::SecretsManager(_) | Self::Strongroom(_) => None,
        }
    }
}

/// A request for an operation that is not served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the operation is not served")]
pub struct UnknownOperation;

impl From<UnknownOperation> for Failure {
    fn from(_: UnknownOperation) -> Self {
        Self::unknown_operation()
    }
}

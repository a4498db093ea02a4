//! The `X-Amz-Target` header: which operation of which service a JSON request asks for.

#[cfg(test)]
mod tests;

use crate::{Failure, secretsmanager};

/// An operation of one of the services that speak AWS JSON 1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// An operation of Secrets Manager.
    SecretsManager(secretsmanager::Operation),
}

impl Target {
    /// Parses the header's value, `<prefix>.<Operation>`. Upper and lower case differ.
    ///
    /// Source: AWS JSON 1.1 protocol, `X-Amz-Target`.
    ///
    /// # Errors
    ///
    /// [`UnknownOperation`] (caller) if the prefix is no service's or the service has no such operation.
    pub fn parse(x_amz_target: &str) -> Result<Self, UnknownOperation> {
        match x_amz_target.split_once('.') {
            Some((secretsmanager::TARGET_PREFIX, name)) => {
                secretsmanager::Operation::parse(name).map(Self::SecretsManager)
            }
            _ => Err(UnknownOperation),
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

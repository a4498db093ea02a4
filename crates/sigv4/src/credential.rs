//! Who signed, and what for.

use crate::AuthError;
use crate::limits::CREDENTIAL_BYTES_MAX;

/// A credential of five parts: an access key id and the scope of the key derived from it.
///
/// `AKIDEXAMPLE/20150830/us-east-1/service/aws4_request`. That the parts make sense is not known here.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Credential(String);

impl Credential {
    /// Reads a credential as a request states it.
    ///
    /// # Errors
    ///
    /// [`AuthError::CredentialMalformed`] unless there are exactly five parts in at most 512 bytes.
    pub fn parse(text: &str) -> Result<Self, AuthError> {
        match text.bytes().filter(|byte| *byte == b'/').count() {
            4 if text.len() <= CREDENTIAL_BYTES_MAX => Ok(Self(text.to_owned())),
            _ => Err(AuthError::CredentialMalformed { got: AuthError::echo(text) }),
        }
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The access key id.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        self.part(0)
    }

    /// The day the key was derived for, as `20150830`.
    #[must_use]
    pub fn date(&self) -> &str {
        self.part(1)
    }

    /// The region the key was derived for.
    #[must_use]
    pub fn region(&self) -> &str {
        self.part(2)
    }

    /// The service the key was derived for.
    #[must_use]
    pub fn service(&self) -> &str {
        self.part(3)
    }

    /// The last part, which must be `aws4_request`.
    #[must_use]
    pub fn terminator(&self) -> &str {
        self.part(4)
    }

    /// All but the access key id, as the string to sign has it.
    pub(crate) fn scope(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, scope)| scope)
    }

    fn part(&self, index: usize) -> &str {
        self.0.split('/').nth(index).unwrap_or_default()
    }
}

//! Who signed, and what for.

use crate::AuthError;
use crate::limits::CREDENTIAL_BYTES_MAX;

/// A credential of five parts: an access key id and the scope of the key derived from it.
///
/// `AKIDEXAMPLE/20150830/us-east-1/service/aws4_request`. That the parts make sense is not known here.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Credential {
    text: String,
    /// Where the slashes stand: the parts are asked for several times on the path of each call.
    slashes: [usize; 4],
}

impl Credential {
    /// Reads a credential as a request states it.
    ///
    /// # Errors
    ///
    /// [`AuthError::CredentialMalformed`] unless there are exactly five parts in at most 512 bytes.
    pub fn parse(text: &str) -> Result<Self, AuthError> {
        slashes(text)
            .filter(|_| text.len() <= CREDENTIAL_BYTES_MAX)
            .map(|slashes| Self { text: text.to_owned(), slashes })
            .ok_or_else(|| AuthError::CredentialMalformed { got: AuthError::echo(text) })
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The access key id.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        let [first, ..] = self.slashes;
        self.text.get(..first).unwrap_or_default()
    }

    /// The day the key was derived for, as `20150830`.
    #[must_use]
    pub fn date(&self) -> &str {
        let [first, second, ..] = self.slashes;
        self.between(first, second)
    }

    /// The region the key was derived for.
    #[must_use]
    pub fn region(&self) -> &str {
        let [_, second, third, _] = self.slashes;
        self.between(second, third)
    }

    /// The service the key was derived for.
    #[must_use]
    pub fn service(&self) -> &str {
        let [.., third, fourth] = self.slashes;
        self.between(third, fourth)
    }

    /// The last part, which must be `aws4_request`.
    #[must_use]
    pub fn terminator(&self) -> &str {
        let [.., fourth] = self.slashes;
        self.between(fourth, self.text.len())
    }

    /// All but the access key id, as the string to sign has it.
    pub(crate) fn scope(&self) -> &str {
        let [first, ..] = self.slashes;
        self.between(first, self.text.len())
    }

    fn between(&self, slash: usize, end: usize) -> &str {
        self.text.get(slash + 1..end).unwrap_or_default()
    }
}

/// Where the slashes of a text stand, if there are exactly four.
fn slashes(text: &str) -> Option<[usize; 4]> {
    let mut found = text.bytes().enumerate().filter(|(_, byte)| *byte == b'/').map(|(place, _)| place);
    let slashes = [found.next()?, found.next()?, found.next()?, found.next()?];
    found.next().is_none().then_some(slashes)
}

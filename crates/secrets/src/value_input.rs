//! A value as a request carries it: as text, as bytes, as neither, or wrongly as both.

use crate::{Refusal, SecretValue};

/// The two members that a value may come in. No `Debug`: it holds the value.
#[derive(Default)]
pub struct ValueInput {
    /// `SecretString`.
    pub string: Option<SecretValue>,
    /// `SecretBinary`.
    pub binary: Option<SecretValue>,
}

impl ValueInput {
    /// Whether a value was given at all.
    #[must_use]
    pub const fn is_given(&self) -> bool {
        self.string.is_some() || self.binary.is_some()
    }

    /// The value, if one was given.
    ///
    /// # Errors
    ///
    /// [`Refusal::BothValues`]: text and bytes were both given.
    pub const fn at_most_one(&self) -> Result<Option<&SecretValue>, Refusal> {
        match (&self.string, &self.binary) {
            (Some(_), Some(_)) => Err(Refusal::BothValues),
            (Some(value), None) | (None, Some(value)) => Ok(Some(value)),
            (None, None) => Ok(None),
        }
    }
}

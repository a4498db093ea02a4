//! From JSON values to the types of a service model, with the texts of AWS's framework where they differ.
//!
//! Source of the texts: answers of AWS services on the same JSON framework.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::constraint::Width;
use crate::Failure;
use crate::json::{Number, Object, Value};

/// A value of the model's type, or the failure of a JSON value of another one.
pub(super) type Coerced<T> = Result<T, Failure>;

impl<'body> Value<'body> {
    pub(super) fn string(&self) -> Coerced<&str> {
        match self {
            Self::String(text) => Ok(text),
            Self::Untyped(text) => Ok(text),
            Self::Boolean(_) | Self::List(_) | Self::Null | Self::Number(_) | Self::Object(_) => {
                Err(self.mismatch("a String"))
            }
        }
    }

    pub(super) fn boolean(&self) -> Coerced<bool> {
        if let Self::Untyped(text) = self {
            return text.to_ascii_lowercase().parse().map_err(|_| Failure::malformed_input());
        }
        let Self::Boolean(value) = self else {
            // The framework itself has two articles.
            let is_string = matches!(self, Self::String(_));
            return Err(self.mismatch(if is_string { "an Boolean" } else { "a Boolean" }));
        };
        Ok(*value)
    }

    /// An integer; a fraction is cut off, as the framework does.
    pub(super) fn integer(&self, width: Width) -> Coerced<i64> {
        if let Self::Untyped(text) = self {
            let value = text.parse().ok().filter(|value| width.holds(*value));
            return value.ok_or_else(Failure::malformed_input);
        }
        let Self::Number(number) = self else { return Err(self.mismatch(width.wanted())) };
        let value = match number {
            Number::Fraction(value) => truncated(*value),
            Number::Integer(value) => Some(*value),
        };
        value.filter(|value| width.holds(*value)).ok_or_else(Failure::unreadable)
    }

    /// Standard base64 with padding.
    pub(super) fn blob(&self) -> Coerced<Zeroizing<Vec<u8>>> {
        let Self::String(text) = self else {
            return Err(self.misplaced("only base-64-encoded strings are convertible to bytes"));
        };
        let mut bytes = Zeroizing::new(vec![0; base64::decoded_len_estimate(text.len())]);
        let length = STANDARD.decode_slice(text.as_bytes(), &mut bytes).map_err(|_| Failure::unreadable())?;
        bytes.truncate(length);
        Ok(bytes)
    }

    /// A list's elements; `null` is none.
    pub(super) fn items(&self) -> Coerced<Vec<&Value<'body>>> {
        if let Self::Untyped("") = self {
            return Ok(Vec::new());
        }
        let Self::List(items) = self else { return Err(self.misplaced("Expected list or null")) };
        Ok(items.iter().filter(|item| !matches!(item, Self::Null)).collect())
    }

    pub(super) fn object(&self) -> Coerced<&Object<'body>> {
        let Self::Object(object) = self else { return Err(self.misplaced("Expected null")) };
        Ok(object)
    }

    /// The failure of this value where a scalar is wanted, named with its article.
    fn mismatch(&self, wanted: &str) -> Failure {
        let found = match self {
            Self::Boolean(true) => "TRUE_VALUE",
            Self::Boolean(false) => "FALSE_VALUE",
            Self::Number(_) => "NUMBER_VALUE",
            Self::String(_) => "STRING_VALUE",
            Self::List(_) | Self::Null | Self::Object(_) | Self::Untyped(_) => "",
        };
        self.misplaced(format!("{found} can not be converted to {wanted}"))
    }

    /// The failure of this value: `message` if it is a scalar, the framework's own texts for lists and structures.
    fn misplaced(&self, message: impl Into<Cow<'static, str>>) -> Failure {
        match self {
            Self::List(_) => Failure::start_of_list(),
            Self::Object(_) => Failure::serialization("Start of structure or map found where not expected."),
            Self::Boolean(_) | Self::Null | Self::Number(_) | Self::String(_) => {
                Failure::serialization(message)
            }
            Self::Untyped(_) => Failure::malformed_input(),
        }
    }
}

/// The integer part of a finite number whose integer part is exact.
fn truncated(value: f64) -> Option<i64> {
    // Beyond 2^53 neighbouring integers share one `f64`; no member of any model comes near.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the magnitude was just compared, the fraction is to be cut"
    )]
    (value.abs() < EXACT).then_some(value as i64)
}

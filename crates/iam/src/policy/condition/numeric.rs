//! Numeric conditions: exact decimals, because a binary fraction would call different numbers equal. Knows no key.

use crate::limits::{CONDITION_FRACTION_DIGITS_MAX, CONDITION_INTEGER_DIGITS_MAX};

/// A decimal number, counted in units of its last possible digit.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Decimal(i128);

impl Decimal {
    /// Reads an integer or a decimal with point, with an optional sign and without exponent, of at most
    /// [`CONDITION_INTEGER_DIGITS_MAX`] and [`CONDITION_FRACTION_DIGITS_MAX`] digits.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (negative, magnitude) = match text.strip_prefix('-') {
            Some(magnitude) => (true, magnitude),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (integer, fraction) = magnitude.split_once('.').unwrap_or((magnitude, "0"));
        if !is_digits(integer, CONDITION_INTEGER_DIGITS_MAX)
            || !is_digits(fraction, CONDITION_FRACTION_DIGITS_MAX)
        {
            return None;
        }
        let units: i128 = format!("{integer}{fraction:0<CONDITION_FRACTION_DIGITS_MAX$}").parse().ok()?;
        Some(Self(if negative { -units } else { units }))
    }
}

fn is_digits(text: &str, digits_max: usize) -> bool {
    (1..=digits_max).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

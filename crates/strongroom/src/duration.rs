//! Durations as people write them on a command line.

use std::str::FromStr;

/// A whole number of seconds, written as one or several of `d`, `h`, `m` and `s`: `30d`, `1d12h`, `90s`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seconds(pub(crate) u64);

impl FromStr for Seconds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let malformed = || format!("`{text}` is no duration such as 30d, 1d12h or 90s");
        let mut total: u64 = 0;
        let pieces = text.split_inclusive(|character: char| !character.is_ascii_digit());
        for piece in pieces {
            let unit = piece.chars().next_back().and_then(seconds_of).ok_or_else(malformed)?;
            let number = piece.trim_end_matches(|character: char| !character.is_ascii_digit());
            let number: u64 = number.parse().map_err(|_| malformed())?;
            total =
                number.checked_mul(unit).and_then(|part| total.checked_add(part)).ok_or_else(malformed)?;
        }
        if text.is_empty() { Err(malformed()) } else { Ok(Self(total)) }
    }
}

const fn seconds_of(unit: char) -> Option<u64> {
    match unit {
        'd' => Some(86_400),
        'h' => Some(3_600),
        'm' => Some(60),
        's' => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

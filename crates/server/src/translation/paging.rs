//! What the listings of all services share: page sizes, and sealed tokens as texts.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use iam::InvalidPagingToken;

/// The page size: the one asked for, which the model has bounded, or the default.
pub(super) fn limit(asked: Option<i64>, default: usize) -> usize {
    asked.and_then(|asked| usize::try_from(asked).ok()).unwrap_or(default)
}

/// A sealed token, as text.
pub(super) fn token_out(token: Vec<u8>) -> String {
    URL_SAFE_NO_PAD.encode(token)
}

/// The sealed token that a text is.
pub(super) fn token_in(text: &str) -> Result<Vec<u8>, InvalidPagingToken> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidPagingToken)
}

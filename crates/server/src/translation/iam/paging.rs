//! What the listings share: page sizes and markers.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use iam::limits::PAGE_ENTRIES_DEFAULT;
use iam::{InvalidPagingToken, PageAsked, Refusal};

/// The page that is asked for; the model has bounded its size.
pub(super) fn asked(marker: Option<&str>, max_items: Option<i64>) -> Result<PageAsked, Refusal> {
    let marker =
        marker.map(|text| URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidPagingToken)).transpose()?;
    let limit = max_items.and_then(|asked| usize::try_from(asked).ok()).unwrap_or(PAGE_ENTRIES_DEFAULT);
    Ok(PageAsked { marker, limit })
}

/// A sealed marker, as text.
pub(super) fn marker(sealed: Option<Vec<u8>>) -> Option<String> {
    sealed.map(|sealed| URL_SAFE_NO_PAD.encode(sealed))
}

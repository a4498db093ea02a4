//! Which page of a listing is asked for.

use iam::limits::PAGE_ENTRIES_DEFAULT;
use iam::{PageAsked, Refusal};

use crate::translation::paging::{limit, token_in, token_out};

/// The page that is asked for; the model has bounded its size.
pub(super) fn asked(marker: Option<&str>, max_items: Option<i64>) -> Result<PageAsked, Refusal> {
    let marker = marker.map(token_in).transpose()?;
    Ok(PageAsked { marker, limit: limit(max_items, PAGE_ENTRIES_DEFAULT) })
}

/// A sealed marker, as text.
pub(super) fn marker(sealed: Option<Vec<u8>>) -> Option<String> {
    sealed.map(token_out)
}

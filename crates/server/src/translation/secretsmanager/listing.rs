//! What the listings share: page sizes, tokens and filters.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use iam::InvalidPagingToken;
use secrets::{Filter, FilterKey, FilterValue, Filters, Refusal};
use wire::secretsmanager as wire_secrets;
use wire::{Code, Failure};

use crate::answer::Refused;

/// The page size: the one asked for, which the model has bounded, or the default.
pub(super) fn limit(asked: Option<i64>, default: usize) -> usize {
    asked.and_then(|asked| usize::try_from(asked).ok()).unwrap_or(default)
}

/// A sealed token, as text.
pub(super) fn token_out(token: Vec<u8>) -> String {
    URL_SAFE_NO_PAD.encode(token)
}

/// The sealed token that a text is.
pub(super) fn token_in(text: &str) -> Result<Vec<u8>, Refusal> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidPagingToken.into())
}

/// The filters of a listing.
pub(super) fn filters(asked: Option<&[wire_secrets::Filter]>) -> Result<Filters, Refused> {
    asked.unwrap_or_default().iter().map(filter).collect::<Result<Vec<_>, _>>().map(Filters::new)
}

fn filter(asked: &wire_secrets::Filter) -> Result<Filter, Refused> {
    let refused = |text: String| Failure::new(Code::InvalidParameter, text);
    let key = asked.key.ok_or_else(|| refused("Invalid filter key".into()))?;
    let values = asked.values.as_deref().filter(|values| !values.is_empty());
    let name = wire_secrets::FilterKey::name(key);
    let values = values.ok_or_else(|| refused(format!("Invalid filter values for key: {name}")))?;
    Ok(Filter {
        key: filter_key(key),
        values: values.iter().map(|value| FilterValue::parse(value)).collect(),
    })
}

const fn filter_key(key: wire_secrets::FilterKey) -> FilterKey {
    match key {
        wire_secrets::FilterKey::All => FilterKey::All,
        wire_secrets::FilterKey::Description => FilterKey::Description,
        wire_secrets::FilterKey::Name => FilterKey::Name,
        wire_secrets::FilterKey::OwningService => FilterKey::OwningService,
        wire_secrets::FilterKey::PrimaryRegion => FilterKey::PrimaryRegion,
        wire_secrets::FilterKey::TagKey => FilterKey::TagKey,
        wire_secrets::FilterKey::TagValue => FilterKey::TagValue,
    }
}

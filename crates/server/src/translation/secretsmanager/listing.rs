//! What the listings share: page sizes, tokens and filters.

use secrets::{Filter, FilterKey, FilterValue, Filters, Refusal};
use wire::secretsmanager as wire_secrets;
use wire::{Code, Failure};

use crate::answer::Refused;
use crate::translation::paging;
pub(super) use crate::translation::paging::{limit, token_out};

/// The sealed token that a text is.
pub(super) fn token_in(text: &str) -> Result<Vec<u8>, Refusal> {
    Ok(paging::token_in(text)?)
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

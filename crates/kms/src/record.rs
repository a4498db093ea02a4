//! How keys and what belongs to them lie in the store.

mod alias;
mod due;
mod grant;
mod key;
mod key_home;
mod key_version;

pub(crate) use alias::alias_key;
pub(crate) use due::due_key;
pub(crate) use grant::{GrantOfGrantee, GrantOfRetiring, grant_key, grantee_key, retiring_key};
pub(crate) use key::key_key;
pub(crate) use key_home::{KeyHome, key_home_key};
pub(crate) use key_version::key_version_key;

use jiff::Timestamp;
use store::Undecodable;

use crate::KeyId;

fn key_id(bytes: &[u8]) -> Result<KeyId, Undecodable> {
    bytes.try_into().map(KeyId::from_bytes).map_err(|_| Undecodable)
}

fn instant(milliseconds: i64) -> Result<Timestamp, Undecodable> {
    Timestamp::from_millisecond(milliseconds).map_err(|_| Undecodable)
}

#[cfg(test)]
mod tests;

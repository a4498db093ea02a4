//! The ways in which a caller names a key: by its id, by an alias, or by the ARN of either.
//!
//! Source: KMS Developer Guide, "Key identifiers (KeyId)".

use arn::{AccountId, Arn};
use store::Tenant;
use uuid::Uuid;

use crate::{AliasName, KeyId};

/// A key as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRef {
    /// The account whose key is meant, if an ARN says so.
    account: Option<AccountId>,
    name: KeyName,
}

/// A key's name within its account and region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyName {
    /// An alias.
    Alias(AliasName),
    /// The key's own id.
    Id(KeyId),
}

/// Why a text names no key (the caller's fault).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidKeyRef {
    /// It begins like an ARN, and is none of a key or an alias.
    #[error("`{0}` is not the ARN of a key or an alias")]
    Arn(String),
    /// It is no id.
    #[error("`{0}` is not the id of a key")]
    Id(String),
    /// It is an ARN of another partition or region.
    #[error("a key of `{0}` is not looked for here")]
    Region(String),
}

impl KeyRef {
    /// What `text` names, asked in the partition and region of `home`.
    ///
    /// # Errors
    ///
    /// See [`InvalidKeyRef`].
    pub fn parse(text: &str, home: &Tenant) -> Result<Self, InvalidKeyRef> {
        if text.starts_with("arn:") {
            return Self::parse_arn(text, home);
        }
        let name = KeyName::parse(text).ok_or_else(|| InvalidKeyRef::Id(text.to_owned()))?;
        Ok(Self { account: None, name })
    }

    fn parse_arn(text: &str, home: &Tenant) -> Result<Self, InvalidKeyRef> {
        let invalid = || InvalidKeyRef::Arn(text.to_owned());
        let arn: Arn = text.parse().map_err(|_| invalid())?;
        let (Some(region), Some(account), "kms") = (arn.region, arn.account, arn.service.as_str()) else {
            return Err(invalid());
        };
        let name = match arn.resource.strip_prefix("key/") {
            Some(id) => KeyName::Id(key_id(id).ok_or_else(invalid)?),
            None => KeyName::Alias(AliasName::parse(&arn.resource).map_err(|_| invalid())?),
        };
        if arn.partition.as_str() != home.partition() || region.as_str() != home.region() {
            return Err(InvalidKeyRef::Region(region.as_str().to_owned()));
        }
        Ok(Self { account: Some(account), name })
    }

    /// The key's name.
    #[must_use]
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// The account and region that it lies in, asked for from `home`.
    #[must_use]
    pub fn tenant(&self, home: &Tenant) -> Tenant {
        match &self.account {
            Some(account) if account.as_str() != home.account() => {
                Tenant::new(home.partition(), account.as_str(), home.region())
            }
            Some(_) | None => home.clone(),
        }
    }
}

impl KeyName {
    fn parse(text: &str) -> Option<Self> {
        key_id(text).map(Self::Id).or_else(|| AliasName::parse(text).ok().map(Self::Alias))
    }
}

/// The id that `text` is, in the one spelling that ids are given out in.
fn key_id(text: &str) -> Option<KeyId> {
    let id = KeyId::from_bytes(Uuid::try_parse(text).ok()?.into_bytes());
    (id.to_string() == text).then_some(id)
}

#[cfg(test)]
mod tests;

//! Other names of keys.
//!
//! Source: KMS Developer Guide, "Aliases in AWS KMS".

use std::fmt;

use jiff::Timestamp;
use store::Tenant;

use crate::KeyId;
use crate::limits::ALIAS_CHARS_MAX;

/// What every alias begins with.
pub const ALIAS_PREFIX: &str = "alias/";

/// What the aliases begin with that services keep to themselves.
const RESERVED_PREFIX: &str = "alias/aws/";

/// An alias: `alias/`, then letters, digits and `/_-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AliasName(String);

/// Why a text is no alias (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAliasName {
    /// A character that no alias has, nothing behind the prefix, or too many of them.
    #[error("an alias has letters, digits and `/_-` behind `alias/`")]
    Characters,
    /// The prefix is missing.
    #[error("an alias begins with `alias/`")]
    Prefix,
}

impl AliasName {
    /// The alias that `text` is.
    ///
    /// Source: KMS API reference, `CreateAlias`, `AliasName`.
    ///
    /// # Errors
    ///
    /// See [`InvalidAliasName`].
    pub fn parse(text: &str) -> Result<Self, InvalidAliasName> {
        let name = text.strip_prefix(ALIAS_PREFIX).ok_or(InvalidAliasName::Prefix)?;
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"/_-".contains(&byte);
        let valid = !name.is_empty() && text.len() <= ALIAS_CHARS_MAX && name.bytes().all(allowed);
        valid.then(|| Self(text.to_owned())).ok_or(InvalidAliasName::Characters)
    }

    /// The alias, its prefix included.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether only services name their keys so.
    #[must_use]
    pub fn is_reserved(&self) -> bool {
        self.0.starts_with(RESERVED_PREFIX)
    }

    /// The alias's ARN.
    #[must_use]
    pub fn arn(&self, tenant: &Tenant) -> String {
        let (partition, region, account) = (tenant.partition(), tenant.region(), tenant.account());
        format!("arn:{partition}:kms:{region}:{account}:{self}")
    }
}

impl fmt::Display for AliasName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The key that an alias stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alias {
    /// The key.
    pub key: KeyId,
    /// When the alias was made, if that was written down.
    pub created_at: Option<Timestamp>,
    /// When it was moved to this key, if that was written down.
    pub updated_at: Option<Timestamp>,
}

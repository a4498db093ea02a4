//! The name itself: `arn:partition:service:region:account:resource`.

use std::fmt;
use std::str::FromStr;

use crate::limits::ARN_CHARS_MAX;
use crate::{AccountId, InvalidAccountId, InvalidPartition, InvalidRegion, Partition, Region};

/// The name of one resource.
///
/// Region and account are absent for global resources: `arn:aws:iam::000000000000:root` has no region.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arn {
    /// The partition.
    pub partition: Partition,
    /// The service's prefix, such as `secretsmanager`.
    pub service: String,
    /// The region, unless the resource is global.
    pub region: Option<Region>,
    /// The account, unless the resource has none.
    pub account: Option<AccountId>,
    /// Everything behind the fifth colon, further colons included.
    pub resource: String,
}

/// Why a text is not an ARN.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidArn {
    /// A part that names no account.
    #[error(transparent)]
    Account(#[from] InvalidAccountId),
    /// A part that names no partition.
    #[error(transparent)]
    Partition(#[from] InvalidPartition),
    /// A part that names no region.
    #[error(transparent)]
    Region(#[from] InvalidRegion),
    /// Not six parts behind `arn:`, an empty service or resource, or more than 2,048 characters.
    #[error("an ARN has the form `arn:partition:service:region:account:resource`")]
    Shape,
}

impl FromStr for Arn {
    type Err = InvalidArn;

    fn from_str(text: &str) -> Result<Self, InvalidArn> {
        let mut parts = text.splitn(6, ':');
        let mut part = || parts.next().ok_or(InvalidArn::Shape);
        let (prefix, partition, service) = (part()?, part()?, part()?);
        let (region, account, resource) = (part()?, part()?, part()?);
        if prefix != "arn" || service.is_empty() || resource.is_empty() || text.len() > ARN_CHARS_MAX {
            return Err(InvalidArn::Shape);
        }
        Ok(Self {
            partition: partition.parse()?,
            service: service.to_owned(),
            region: present(region)?,
            account: present(account)?,
            resource: resource.to_owned(),
        })
    }
}

fn present<T: FromStr>(part: &str) -> Result<Option<T>, T::Err> {
    (!part.is_empty()).then(|| part.parse()).transpose()
}

impl fmt::Display for Arn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let region = self.region.as_ref().map_or("", Region::as_str);
        let account = self.account.as_ref().map_or("", AccountId::as_str);
        write!(f, "arn:{}:{}:{region}:{account}:{}", self.partition, self.service, self.resource)
    }
}

#[cfg(test)]
mod tests;

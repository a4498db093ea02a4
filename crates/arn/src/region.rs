//! Where secrets and keys live.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::Partition;
use crate::limits::REGION_CHARS_MAX;

/// A region's name, such as `eu-central-1`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(Arc<str>);

/// Not a region's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a region name")]
pub struct InvalidRegion(String);

impl Region {
    /// The region that identity services are signed for: `us-east-1`.
    #[must_use]
    pub fn us_east_1() -> Self {
        Self("us-east-1".into())
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The partition that the name belongs to, told by its first word.
    #[must_use]
    pub fn partition(&self) -> Partition {
        match self.0.split('-').next() {
            Some("cn") => Partition::AwsCn,
            Some("us") if self.0.starts_with("us-gov-") => Partition::AwsUsGov,
            _ => Partition::Aws,
        }
    }

    /// The regions of the partition `aws`, as botocore 1.44 lists them.
    ///
    /// Source: botocore, `data/partitions.json`.
    #[must_use]
    pub fn commercial() -> Vec<Self> {
        COMMERCIAL.iter().map(|&name| Self(name.into())).collect()
    }
}

const COMMERCIAL: [&str; 34] = [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
];

impl FromStr for Region {
    type Err = InvalidRegion;

    /// Accepts `^([a-z]+-)+\d+$`, at most 128 characters.
    fn from_str(text: &str) -> Result<Self, InvalidRegion> {
        let word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
        let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let valid = text.len() <= REGION_CHARS_MAX
            && text.rsplit_once('-').is_some_and(|(words, last)| number(last) && words.split('-').all(word));
        valid.then(|| Self(text.into())).ok_or_else(|| InvalidRegion(text.to_owned()))
    }
}

impl std::borrow::Borrow<str> for Region {
    /// A region equals, orders and hashes as its name, so that one can be looked up by a text that may be none.
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests;

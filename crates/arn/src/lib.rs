//! Amazon Resource Names and the three names they are made of: partition, region, account.
//!
//! Each is a newtype whose constructor is the only check. What a resource part means (a secret, a key, a user) is not
//! known here.
//!
//! Source: AWS Identity and Access Management User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".

mod account_id;
mod amazon_resource_name;
pub mod limits;
mod partition;
mod region;

pub use account_id::{AccountId, InvalidAccountId};
pub use amazon_resource_name::{Arn, InvalidArn};
pub use partition::{InvalidPartition, Partition};
pub use region::{InvalidRegion, Region};

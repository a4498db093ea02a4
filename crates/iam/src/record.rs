//! How accounts, access keys and identities lie in the store.
//!
//! Users, roles and managed policies lie under their unique ids; an index by name, in lower case, leads to the id. So a
//! name is unique without regard to case, renaming moves nothing, and whoever holds an old id finds nothing new.

mod access_key;
mod access_key_use;
mod account;
mod attachment;
mod managed_policy;
mod names;
mod oidc_provider;
mod parts;
mod role;
mod user;

use arn::{AccountId, Partition};
use jiff::Timestamp;
use store::{Tenant, Undecodable};

use crate::{EntityKind, UniqueId};

pub(crate) use access_key::access_key_key;
pub(crate) use access_key_use::use_key;
pub(crate) use account::account_key;
pub(crate) use attachment::{Attachment, attachment_key, attachments_of};
pub(crate) use managed_policy::policy_key;
pub(crate) use names::{
    Named, PolicyName, RoleName, UserNamed, policy_name_key, role_name_key, user_name_key,
};
pub(crate) use oidc_provider::provider_key;
pub(crate) use role::role_key;
pub(crate) use user::user_key;

/// The region under which an account's identities lie: they are of all regions.
///
/// Source: AWS SDKs and Tools Reference Guide, the pseudo region `aws-global` of IAM's endpoint.
const EVERYWHERE: &str = "aws-global";

/// Where the identities of an account lie.
pub(crate) fn identities(partition: Partition, account: &AccountId) -> Tenant {
    Tenant::new(partition.as_str(), account.as_str(), EVERYWHERE)
}

/// Where the identities of the account lie that something belongs to.
pub(crate) fn identities_beside(owner: &Tenant) -> Tenant {
    Tenant::new(owner.partition(), owner.account(), EVERYWHERE)
}

fn instant(milliseconds: i64) -> Result<Timestamp, Undecodable> {
    Timestamp::from_millisecond(milliseconds).map_err(|_| Undecodable)
}

fn unique_id(kind: EntityKind, text: &str) -> Result<UniqueId, Undecodable> {
    UniqueId::parse(kind, text).ok_or(Undecodable)
}

#[cfg(test)]
mod tests;

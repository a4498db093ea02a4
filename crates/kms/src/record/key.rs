//! The record of a key. One that was written before keys had owners holds the first four fields only, and one that was
//! written before principals were bound has no bindings.

use std::collections::BTreeMap;

use iam::policy::PolicyKind;
use iam::{Binding, Tag, WrittenPolicy};
use prost::Message;
use store::{Record, Tenant, TenantKey, Undecodable};

use super::{instant, key_id};
use crate::key::{Key, KeyId, KeyManager};
use crate::operations::SERVICE_ALIAS;
use crate::{KeyPolicy, KeyState, KeyVersionNumber, Rotation, RotationPeriod, Tags};

/// Where a key lies.
pub(crate) fn key_key(tenant: &Tenant, id: KeyId) -> TenantKey<Key> {
    TenantKey::of(tenant).id(id.to_bytes())
}

#[derive(Clone, PartialEq, Message)]
struct KeyMessage {
    #[prost(bytes = "vec", tag = "1")]
    id: Vec<u8>,
    #[prost(int64, tag = "2")]
    created_at_ms: i64,
    #[prost(uint32, tag = "3")]
    manager: u32,
    #[prost(uint32, tag = "4")]
    newest: u32,
    #[prost(string, tag = "5")]
    description: String,
    #[prost(uint32, tag = "6")]
    state: u32,
    #[prost(int64, tag = "7")]
    deletion_ms: i64,
    #[prost(uint32, tag = "8")]
    deletion_days: u32,
    #[prost(string, tag = "9")]
    policy: String,
    #[prost(uint32, tag = "10")]
    rotation_days: u32,
    #[prost(int64, tag = "11")]
    rotation_next_ms: i64,
    #[prost(uint32, tag = "12")]
    on_demand_rotations: u32,
    #[prost(string, repeated, tag = "13")]
    aliases: Vec<String>,
    #[prost(message, repeated, tag = "14")]
    tags: Vec<TagMessage>,
    #[prost(uint32, tag = "15")]
    grants: u32,
    /// The unique ids of principals, by the names that the policy has for them.
    #[prost(btree_map = "string, string", tag = "16")]
    policy_bindings: BTreeMap<String, String>,
}

#[derive(Clone, PartialEq, Message)]
struct TagMessage {
    #[prost(string, tag = "1")]
    key: String,
    #[prost(string, tag = "2")]
    value: String,
}

const MANAGED_BY_SERVICE: u32 = 1;
const MANAGED_BY_CUSTOMER: u32 = 2;

const ENABLED: u32 = 0;
const DISABLED: u32 = 1;
const PENDING_DELETION: u32 = 2;

impl Record for Key {
    const KIND: &'static str = "kms-key";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let (manager, policy) = match (self.manager, &self.policy) {
            (KeyManager::Service, _) => (MANAGED_BY_SERVICE, String::new()),
            (KeyManager::Customer, KeyPolicy::Written(policy)) => {
                (MANAGED_BY_CUSTOMER, policy.text().to_owned())
            }
            (KeyManager::Customer, KeyPolicy::Service(_)) => (MANAGED_BY_CUSTOMER, String::new()),
        };
        let (state, deletion_ms, deletion_days) = match self.state {
            KeyState::Enabled => (ENABLED, 0, 0),
            KeyState::Disabled => (DISABLED, 0, 0),
            KeyState::PendingDeletion { ends, days } => {
                (PENDING_DELETION, ends.as_millisecond(), days.into())
            }
        };
        let tag = |tag: &Tag| TagMessage { key: tag.key.clone(), value: tag.value.clone() };
        let message = KeyMessage {
            id: self.id.to_bytes().to_vec(),
            created_at_ms: self.created_at.as_millisecond(),
            manager,
            newest: self.newest.0,
            description: self.description.clone(),
            state,
            deletion_ms,
            deletion_days,
            policy,
            rotation_days: self.rotation.map_or(0, |rotation| rotation.period.days().into()),
            rotation_next_ms: self.rotation.map_or(0, |rotation| rotation.next.as_millisecond()),
            on_demand_rotations: self.on_demand_rotations,
            aliases: self.aliases.iter().cloned().collect(),
            tags: self.tags.as_slice().iter().map(tag).collect(),
            grants: self.grants,
            policy_bindings: bindings(&self.policy),
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = KeyMessage::decode(bytes).map_err(|_| Undecodable)?;
        let (manager, policy) = governed(&message)?;
        let state = state(&message)?;
        let rotation = rotation(&message)?;
        let mut aliases = message.aliases;
        if manager == KeyManager::Service && aliases.is_empty() {
            aliases.push(SERVICE_ALIAS.to_owned());
        }
        let tag = |tag: TagMessage| Tag { key: tag.key, value: tag.value };
        Ok(Self {
            id: key_id(&message.id)?,
            created_at: instant(message.created_at_ms)?,
            manager,
            newest: KeyVersionNumber(message.newest),
            description: message.description,
            state,
            policy,
            rotation,
            on_demand_rotations: message.on_demand_rotations,
            aliases: aliases.into_iter().collect(),
            tags: Tags::from_record(message.tags.into_iter().map(tag).collect()),
            grants: message.grants,
        })
    }
}

/// Whom a policy means by the names of principals. One that is a service's names none.
fn bindings(policy: &KeyPolicy) -> BTreeMap<String, String> {
    match policy {
        KeyPolicy::Service(_) => BTreeMap::new(),
        KeyPolicy::Written(policy) => {
            policy.bindings().iter().map(|bound| (bound.name.clone(), bound.id.to_string())).collect()
        }
    }
}

/// A policy that cannot be read leaves the key unreadable: nothing is decided by half of one.
fn governed(message: &KeyMessage) -> Result<(KeyManager, KeyPolicy), Undecodable> {
    match message.manager {
        MANAGED_BY_SERVICE => Ok((KeyManager::Service, KeyPolicy::of_service())),
        MANAGED_BY_CUSTOMER => {
            let policy = WrittenPolicy::from_stored(&message.policy, PolicyKind::KeyPolicy);
            let bound =
                message.policy_bindings.iter().map(|(name, id)| Binding::from_stored(name.clone(), id));
            let bound = bound.collect::<Option<_>>().ok_or(Undecodable)?;
            Ok((KeyManager::Customer, KeyPolicy::Written(policy.map_err(|_| Undecodable)?.bound(bound))))
        }
        _ => Err(Undecodable),
    }
}

fn state(message: &KeyMessage) -> Result<KeyState, Undecodable> {
    match message.state {
        ENABLED => Ok(KeyState::Enabled),
        DISABLED => Ok(KeyState::Disabled),
        PENDING_DELETION => {
            let days = u8::try_from(message.deletion_days).map_err(|_| Undecodable)?;
            Ok(KeyState::PendingDeletion { ends: instant(message.deletion_ms)?, days })
        }
        _ => Err(Undecodable),
    }
}

fn rotation(message: &KeyMessage) -> Result<Option<Rotation>, Undecodable> {
    match message.rotation_days {
        0 => Ok(None),
        days => {
            let period = RotationPeriod::from_days(days.into()).map_err(|_| Undecodable)?;
            Ok(Some(Rotation { period, next: instant(message.rotation_next_ms)? }))
        }
    }
}

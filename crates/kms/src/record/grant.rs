//! The record of a grant. It lies in three places: under its key and id, under its key and whose right it is, and under
//! who may end it. A grant is never changed, so the three cannot differ.

use std::collections::BTreeMap;

use iam::UniqueId;
use prost::Message;
use store::{Record, Tenant, TenantKey, Undecodable};

use super::{instant, key_id};
use crate::grant::{Constraint, Grant, GrantId, GrantOperation, GrantPrincipal};
use crate::key::KeyId;

/// Where a grant lies.
pub(crate) fn grant_key(tenant: &Tenant, key: KeyId, id: &GrantId) -> TenantKey<Grant> {
    TenantKey::of(tenant).id(key.to_bytes()).text(&id.to_string())
}

/// Where a grant lies for whoever has it: `grantee` is the text of [`GrantPrincipal::place`].
pub(crate) fn grantee_key(
    tenant: &Tenant,
    key: KeyId,
    grantee: &str,
    id: &GrantId,
) -> TenantKey<GrantOfGrantee> {
    TenantKey::of(tenant).id(key.to_bytes()).text(grantee).text(&id.to_string())
}

/// Where a grant lies for whoever may end it: `retiring` is the text of [`GrantPrincipal::place`].
pub(crate) fn retiring_key(
    tenant: &Tenant,
    retiring: &str,
    key: KeyId,
    id: &GrantId,
) -> TenantKey<GrantOfRetiring> {
    TenantKey::of(tenant).text(retiring).id(key.to_bytes()).text(&id.to_string())
}

/// A grant, found by whoever has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GrantOfGrantee(pub(crate) Grant);

/// A grant, found by whoever may end it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GrantOfRetiring(pub(crate) Grant);

#[derive(Clone, PartialEq, Message)]
struct GrantMessage {
    #[prost(bytes = "vec", tag = "1")]
    id: Vec<u8>,
    #[prost(bytes = "vec", tag = "2")]
    key: Vec<u8>,
    #[prost(string, optional, tag = "3")]
    name: Option<String>,
    #[prost(int64, tag = "4")]
    created_at_ms: i64,
    #[prost(string, tag = "5")]
    grantee: String,
    #[prost(string, optional, tag = "6")]
    retiring: Option<String>,
    #[prost(string, tag = "7")]
    issuing_account: String,
    #[prost(string, repeated, tag = "8")]
    operations: Vec<String>,
    #[prost(uint32, tag = "9")]
    constraint: u32,
    #[prost(btree_map = "string, string", tag = "10")]
    pairs: BTreeMap<String, String>,
    /// None in one that was made before grants knew ids.
    #[prost(string, optional, tag = "11")]
    grantee_id: Option<String>,
    #[prost(string, optional, tag = "12")]
    retiring_id: Option<String>,
}

const UNCONSTRAINED: u32 = 0;
const EQUALS: u32 = 1;
const SUBSET: u32 = 2;

impl Grant {
    fn write(&self, out: &mut Vec<u8>) {
        let (constraint, pairs) = match &self.constraint {
            None => (UNCONSTRAINED, BTreeMap::new()),
            Some(Constraint::Equals(pairs)) => (EQUALS, pairs.clone()),
            Some(Constraint::Subset(pairs)) => (SUBSET, pairs.clone()),
        };
        let message = GrantMessage {
            id: self.id.as_bytes().to_vec(),
            key: self.key.to_bytes().to_vec(),
            name: self.name.clone(),
            created_at_ms: self.created_at.as_millisecond(),
            grantee: self.grantee.arn.clone(),
            retiring: self.retiring.as_ref().map(|retiring| retiring.arn.clone()),
            issuing_account: self.issuing_account.clone(),
            operations: self.operations.iter().map(|operation| operation.name().to_owned()).collect(),
            constraint,
            pairs,
            grantee_id: self.grantee.id.as_ref().map(UniqueId::to_string),
            retiring_id: self
                .retiring
                .as_ref()
                .and_then(|retiring| retiring.id.as_ref())
                .map(UniqueId::to_string),
        };
        out.extend(message.encode_to_vec());
    }

    fn read(bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = GrantMessage::decode(bytes).map_err(|_| Undecodable)?;
        let operation = |name: &String| GrantOperation::parse(name).ok_or(Undecodable);
        let retiring_id = message.retiring_id.as_deref();
        let retiring = message.retiring.map(|arn| principal(arn, retiring_id)).transpose()?;
        let constraint = match message.constraint {
            UNCONSTRAINED => None,
            EQUALS => Some(Constraint::Equals(message.pairs)),
            SUBSET => Some(Constraint::Subset(message.pairs)),
            _ => return Err(Undecodable),
        };
        Ok(Self {
            id: message.id.as_slice().try_into().map(GrantId::from_bytes).map_err(|_| Undecodable)?,
            key: key_id(&message.key)?,
            name: message.name,
            created_at: instant(message.created_at_ms)?,
            grantee: principal(message.grantee, message.grantee_id.as_deref())?,
            retiring,
            issuing_account: message.issuing_account,
            operations: message.operations.iter().map(operation).collect::<Result<_, _>>()?,
            constraint,
        })
    }
}

/// An id that is none is not read as a grant to whoever bears the name.
fn principal(arn: String, id: Option<&str>) -> Result<GrantPrincipal, Undecodable> {
    let id = id.map(|id| UniqueId::of_principal(id).ok_or(Undecodable)).transpose()?;
    Ok(GrantPrincipal { arn, id })
}

macro_rules! grant_record {
    ($($record:ty, $kind:literal, $inner:expr, $wrap:expr;)+) => {$(
        impl Record for $record {
            const KIND: &'static str = $kind;
            const FORMAT: u8 = 1;

            fn encode(&self, out: &mut Vec<u8>) {
                let inner: fn(&Self) -> &Grant = $inner;
                inner(self).write(out);
            }

            fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
                Grant::read(bytes).map($wrap)
            }
        }
    )+};
}

grant_record! {
    Grant, "kms-grant", |grant| grant, std::convert::identity;
    GrantOfGrantee, "kms-grant-grantee", |grant| &grant.0, Self;
    GrantOfRetiring, "kms-grant-retiring", |grant| &grant.0, Self;
}

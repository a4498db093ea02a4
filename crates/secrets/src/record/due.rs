//! The record of what is owed, found by when it is due.

use prost::Message;
use store::{Record, SystemKey, Tenant, Undecodable};

use super::serial;
use crate::SecretName;
use crate::due::{Due, Duty};
use crate::limits::DUE_SHARDS;

const PURGE: u32 = 1;
const ERASE: u32 = 2;
const PRUNE: u32 = 3;

#[derive(Clone, PartialEq, Message)]
struct DueMessage {
    #[prost(uint32, tag = "1")]
    duty: u32,
    #[prost(string, tag = "2")]
    partition: String,
    #[prost(string, tag = "3")]
    account: String,
    #[prost(string, tag = "4")]
    region: String,
    #[prost(string, tag = "5")]
    name: String,
    #[prost(bytes = "vec", tag = "6")]
    serial: Vec<u8>,
}

/// Where a duty lies: by shard, then by when it is due.
pub(crate) fn due_key(due: &Due, at: jiff::Timestamp) -> SystemKey<Due> {
    let serial = due.serial.to_bytes();
    let shard = u64::from(serial.first().copied().unwrap_or(0)) % DUE_SHARDS;
    SystemKey::of().number(shard).instant(at).id(serial).number(duty_number(due.duty).into())
}

const fn duty_number(duty: Duty) -> u32 {
    match duty {
        Duty::Erase => ERASE,
        Duty::Prune => PRUNE,
        Duty::Purge => PURGE,
    }
}

impl Record for Due {
    const KIND: &'static str = "due";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let message = DueMessage {
            duty: duty_number(self.duty),
            partition: self.tenant.partition().to_owned(),
            account: self.tenant.account().to_owned(),
            region: self.tenant.region().to_owned(),
            name: self.name.to_string(),
            serial: self.serial.to_bytes().to_vec(),
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = DueMessage::decode(bytes).map_err(|_| Undecodable)?;
        let duty = match message.duty {
            ERASE => Duty::Erase,
            PRUNE => Duty::Prune,
            PURGE => Duty::Purge,
            _ => return Err(Undecodable),
        };
        Ok(Self {
            duty,
            tenant: Tenant::new(&message.partition, &message.account, &message.region),
            name: SecretName::parse(&message.name).map_err(|_| Undecodable)?,
            serial: serial(&message.serial)?,
        })
    }
}

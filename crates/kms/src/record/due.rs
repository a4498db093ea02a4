//! The record of what is owed to a key, found by when it is due.

use jiff::Timestamp;
use prost::Message;
use store::{Record, SystemKey, Tenant, Undecodable};

use super::key_id;
use crate::due::{Due, Duty};
use crate::limits::DUE_SHARDS;

const DELETE: u32 = 1;
const ERASE: u32 = 2;
const ROTATE: u32 = 3;

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
    #[prost(bytes = "vec", tag = "5")]
    key: Vec<u8>,
}

/// Where a duty lies: by shard, then by when it is due.
pub(crate) fn due_key(due: &Due, at: Timestamp) -> SystemKey<Due> {
    let key = due.key.to_bytes();
    let shard = u64::from(key.first().copied().unwrap_or(0)) % DUE_SHARDS;
    SystemKey::of().number(shard).instant(at).id(key).number(duty_number(due.duty).into())
}

const fn duty_number(duty: Duty) -> u32 {
    match duty {
        Duty::Delete => DELETE,
        Duty::Erase => ERASE,
        Duty::Rotate => ROTATE,
    }
}

impl Record for Due {
    const KIND: &'static str = "kms-due";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let message = DueMessage {
            duty: duty_number(self.duty),
            partition: self.tenant.partition().to_owned(),
            account: self.tenant.account().to_owned(),
            region: self.tenant.region().to_owned(),
            key: self.key.to_bytes().to_vec(),
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = DueMessage::decode(bytes).map_err(|_| Undecodable)?;
        let duty = match message.duty {
            DELETE => Duty::Delete,
            ERASE => Duty::Erase,
            ROTATE => Duty::Rotate,
            _ => return Err(Undecodable),
        };
        let tenant = Tenant::new(&message.partition, &message.account, &message.region);
        Ok(Self { duty, tenant, key: key_id(&message.key)? })
    }
}

//! The record of a resource policy: its text as given, and whom it means. One that was written before principals were bound
//! holds the text only.

use std::collections::BTreeMap;

use iam::policy::PolicyKind;
use iam::{Binding, WrittenPolicy};
use prost::Message;
use store::{Record, Undecodable};

use crate::ResourcePolicy;

#[derive(Clone, PartialEq, Message)]
struct ResourcePolicyMessage {
    #[prost(string, tag = "1")]
    text: String,
    /// The unique ids of principals, by the names that the text has for them.
    #[prost(btree_map = "string, string", tag = "2")]
    bindings: BTreeMap<String, String>,
}

impl Record for ResourcePolicy {
    const KIND: &'static str = "resource-policy";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let bindings = self.written().bindings().iter();
        let bindings = bindings.map(|bound| (bound.name.clone(), bound.id.to_string())).collect();
        out.extend(ResourcePolicyMessage { text: self.text().to_owned(), bindings }.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = ResourcePolicyMessage::decode(bytes).map_err(|_| Undecodable)?;
        let written =
            WrittenPolicy::from_stored(&message.text, PolicyKind::Resource).map_err(|_| Undecodable)?;
        let bindings = message.bindings.into_iter().map(|(name, id)| Binding::from_stored(name, &id));
        let bindings = bindings.collect::<Option<_>>().ok_or(Undecodable)?;
        Ok(Self::from_record(written.bound(bindings)))
    }
}

//! An event as bytes, ready for the trail.

use std::fmt;

use crate::EventId;
use crate::limits::LINE_BYTES_MAX;

/// A complete JSON object on one line, without the link that the trail puts at its end.
#[derive(Clone, PartialEq, Eq)]
pub struct Encoded {
    id: EventId,
    json: Vec<u8>,
}

impl Encoded {
    /// The encoding of something that serializes to an object.
    pub(crate) fn of(id: EventId, object: &impl serde::Serialize) -> Self {
        let mut json = Vec::with_capacity(1_024);
        // INVARIANT: only derived serializers of texts, numbers and lists come here, and memory takes all that is
        // written to it. Were one to fail, a record that says nothing else keeps the trail whole.
        if serde_json::to_writer(&mut json, object).is_err() {
            json = format!(r#"{{"eventID":"{id}","eventType":"AwsServiceEvent"}}"#).into_bytes();
        }
        Self { id, json }
    }

    /// The encoding that was kept, or nothing unless it is one object on one line of at most [`LINE_BYTES_MAX`] bytes.
    pub(crate) fn from_record(id: EventId, json: Vec<u8>) -> Option<Self> {
        let is_object = json.starts_with(b"{") && json.ends_with(b"}") && json.len() > 2;
        let fits = json.len() < LINE_BYTES_MAX && !json.contains(&b'\n');
        (is_object && fits).then_some(Self { id, json })
    }

    /// The event's id.
    #[must_use]
    pub const fn id(&self) -> EventId {
        self.id
    }

    /// The JSON object.
    #[must_use]
    pub fn json(&self) -> &[u8] {
        &self.json
    }
}

impl fmt::Debug for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Encoded({}, {} bytes)", self.id, self.json.len())
    }
}

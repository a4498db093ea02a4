//! The trail's own records: what it says about itself between the events of others.
//!
//! They have the members of every record, and say what they have to say in `serviceEventDetails`.

use jiff::Timestamp;
use seal::Digest;
use serde::{Deserialize, Serialize};

use crate::checkpoint::{Checkpoint, Spelled};
use crate::event::{OWN_SOURCE, whole_seconds};
use crate::{Encoded, EventId};

/// A record of the trail's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Notice {
    Checkpoint(Box<Checkpoint>),
    Doubt(Doubt),
    Opening(Opening),
}

/// A trail was opened: in what state it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Opening {
    /// The sequence of the newest record that was found.
    pub(crate) found: u64,
    /// Up to where the newest signed head vouches.
    pub(crate) vouched: u64,
    /// Whether the newest record found is that head's own, with nothing behind what it vouches for.
    pub(crate) clean: bool,
    /// Whether the last line has no end. It was acknowledged to nobody.
    pub(crate) torn: bool,
}

/// Records that were acknowledged may not have reached the disk: a sync failed after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Doubt {
    /// The sequence of the first of them.
    pub(crate) from: u64,
    /// The sequence of the last of them.
    pub(crate) to: u64,
}

const CHECKPOINT: (&str, &str) = ("StrongroomCheckpoint", "Checkpoint");
const DOUBT: (&str, &str) = ("StrongroomDiscontinuity", "SyncFailed");
const OPENING: (&str, &str) = ("StrongroomOpening", "TrailOpened");

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Record<T> {
    event_version: &'static str,
    event_time: String,
    event_source: &'static str,
    event_name: &'static str,
    #[serde(rename = "eventID")]
    event_id: String,
    read_only: bool,
    event_type: &'static str,
    event_category: &'static str,
    service_event_details: T,
}

impl Opening {
    /// The sequence of the record that tells of the opening. Numbers that a signed head vouched for are not given again,
    /// even if their records are lost.
    pub(crate) fn sequence(&self) -> u64 {
        self.found.max(self.vouched).saturating_add(1)
    }
}

impl Notice {
    /// The record, at `now` in the trail that ends with the line of hash `after`.
    pub(crate) fn encode(&self, now: Timestamp, after: &Digest) -> Encoded {
        let unique = |name: &str| {
            let now = now.as_nanosecond().to_be_bytes();
            EventId::of_digest(&seal::sha256(&[name.as_bytes(), &now, after]))
        };
        match self {
            Self::Checkpoint(checkpoint) => encode_checkpoint(checkpoint),
            Self::Doubt(doubt) => encode(DOUBT, now, unique("doubt"), doubt),
            Self::Opening(opening) => encode(OPENING, now, unique("opening"), opening),
        }
    }

    /// What a record of this type says, or nothing if it is an event of others.
    ///
    /// # Errors
    ///
    /// [`Malformed`]: it is neither an event nor a record of the trail's own that can be understood.
    pub(crate) fn parse(kind: &str, details: Option<serde_json::Value>) -> Result<Option<Self>, Malformed> {
        if matches!(kind, "AwsApiCall" | "AwsServiceEvent") {
            return Ok(None);
        }
        let details = details.ok_or(Malformed)?;
        let notice = match kind {
            _ if kind == CHECKPOINT.0 => {
                let spelled: Spelled = serde_json::from_value(details).map_err(|_| Malformed)?;
                Self::Checkpoint(Box::new(spelled.checkpoint().ok_or(Malformed)?))
            }
            _ if kind == DOUBT.0 => Self::Doubt(serde_json::from_value(details).map_err(|_| Malformed)?),
            _ if kind == OPENING.0 => Self::Opening(serde_json::from_value(details).map_err(|_| Malformed)?),
            _ => return Err(Malformed),
        };
        Ok(Some(notice))
    }
}

/// A record of the trail's own that says nothing that can be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed;

/// The record of a checkpoint. It follows from the checkpoint alone, so that a reader can tell whether a byte of it was
/// changed, even if it is the last.
pub(crate) fn encode_checkpoint(checkpoint: &Checkpoint) -> Encoded {
    encode(CHECKPOINT, checkpoint.time, checkpoint.event_id(), Spelled::from(checkpoint))
}

fn encode<T: Serialize>(
    (event_type, event_name): (&'static str, &'static str),
    now: Timestamp,
    id: EventId,
    details: T,
) -> Encoded {
    let record = Record {
        event_version: "1.11",
        event_time: whole_seconds(now),
        event_source: OWN_SOURCE,
        event_name,
        event_id: id.to_string(),
        read_only: true,
        event_type,
        event_category: "Management",
        service_event_details: details,
    };
    Encoded::of(id, &record)
}

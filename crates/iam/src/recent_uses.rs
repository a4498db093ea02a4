//! The last uses of access keys, remembered until they are written down.
//!
//! A call never becomes a writing transaction because of the key that signed it: it leaves a note here, and one transaction
//! writes many notes down, of one key at most one in a quarter of an hour. Whoever asks for the last use asks here too, so it
//! is seen at once. Notes that a crash loses are made again by the next use.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use arn::Region;
use jiff::{SignedDuration, Timestamp};

use crate::AccessKeyId;
use crate::limits::{RECENT_USES_MAX, USE_MINUTES_MIN};

/// One use of an access key.
///
/// Source: IAM API reference, `AccessKeyLastUsed`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessKeyUse {
    /// When.
    pub at: Timestamp,
    /// The service that was called, as signatures name it.
    pub service: Cow<'static, str>,
    /// The region that the call was signed for.
    pub region: Region,
}

#[derive(Debug)]
struct Note {
    latest: AccessKeyUse,
    /// The use that was last written down by this process.
    written_at: Option<Timestamp>,
}

impl Note {
    /// Whether it is to be written down at an instant.
    fn is_due(&self, now: Timestamp) -> bool {
        self.written_at.is_none_or(|written_at| self.latest.at > written_at && is_old(written_at, now))
    }
}

fn is_old(instant: Timestamp, now: Timestamp) -> bool {
    now.duration_since(instant) >= SignedDuration::from_mins(USE_MINUTES_MIN)
}

/// The notes. Shared by all requests; each call holds the lock for a map lookup.
#[derive(Debug, Default)]
pub struct RecentUses(Mutex<HashMap<AccessKeyId, Note>>);

impl RecentUses {
    /// Remembers a use. Dropped if 100,000 keys are remembered already: the next use tries again.
    pub fn note(&self, id: &AccessKeyId, latest: AccessKeyUse) {
        let mut notes = self.lock();
        if let Some(note) = notes.get_mut(id) {
            if latest.at > note.latest.at {
                note.latest = latest;
            }
        } else if notes.len() < RECENT_USES_MAX {
            notes.insert(id.clone(), Note { latest, written_at: None });
        }
    }

    /// The last use that is remembered of a key.
    #[must_use]
    pub fn last(&self, id: &AccessKeyId) -> Option<AccessKeyUse> {
        self.lock().get(id).map(|note| note.latest.clone())
    }

    /// Up to `count` uses that are to be written down, which stay until [`RecentUses::written`] says that they are.
    #[must_use]
    pub fn due(&self, count: usize, now: Timestamp) -> Vec<(AccessKeyId, AccessKeyUse)> {
        let notes = self.lock();
        let due = notes.iter().filter(|(_, note)| note.is_due(now));
        due.take(count).map(|(id, note)| (id.clone(), note.latest.clone())).collect()
    }

    /// All uses that are not written down, due or not, for the end of the process.
    #[must_use]
    pub fn unwritten(&self, count: usize) -> Vec<(AccessKeyId, AccessKeyUse)> {
        self.due(count, Timestamp::MAX)
    }

    /// Remembers that these uses are written down, and forgets keys that have not been used for a while.
    pub fn written(&self, uses: &[(AccessKeyId, AccessKeyUse)], now: Timestamp) {
        let mut notes = self.lock();
        for (id, written) in uses {
            if let Some(note) = notes.get_mut(id) {
                note.written_at = Some(written.at);
            }
        }
        notes.retain(|_, note| note.written_at != Some(note.latest.at) || !is_old(note.latest.at, now));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<AccessKeyId, Note>> {
        // A panic elsewhere cannot leave a note half made: each change is one map operation.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;

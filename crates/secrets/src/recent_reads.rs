//! The first reads of a day, remembered until they are written down.
//!
//! Reading a secret changes its last-accessed date, but a read never becomes a writing transaction: it leaves a note here,
//! after its answer, and one transaction writes many notes down. Whoever describes a secret asks here too, so the date is
//! seen at once. Notes that a crash loses are made again by the next read.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use store::Tenant;

use crate::limits::RECENT_READS_MAX;
use crate::{Day, Secret, SecretName, SecretSerial, VersionId};

/// One version read on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The account and region of the secret.
    pub tenant: Tenant,
    /// The secret's name.
    pub name: SecretName,
    /// The secret's serial.
    pub serial: SecretSerial,
    /// The version that was read.
    pub version: VersionId,
    /// The day of the most recent read.
    pub day: Day,
}

impl Read {
    /// A read of `version` on `day`.
    #[must_use]
    pub fn of(tenant: &Tenant, secret: &Secret, version: &VersionId, day: Day) -> Self {
        let (name, version) = (secret.name.clone(), version.clone());
        Self { tenant: tenant.clone(), name, serial: secret.serial, version, day }
    }
}

type Notes = HashMap<SecretSerial, HashMap<VersionId, Read>>;

/// The notes. Shared by all requests; each call holds the lock for a map lookup.
#[derive(Debug, Default)]
pub struct RecentReads(Mutex<Notes>);

impl RecentReads {
    /// Remembers a read. Dropped if 100,000 secrets wait already: the next read of the day tries again.
    pub fn note(&self, read: Read) {
        let mut notes = self.lock();
        if notes.len() < RECENT_READS_MAX || notes.contains_key(&read.serial) {
            let versions = notes.entry(read.serial).or_default();
            let day = versions.get(&read.version).map_or(read.day, |known| known.day.max(read.day));
            versions.insert(read.version.clone(), Read { day, ..read });
        }
    }

    /// The most recent unwritten day on which any version of the secret was read.
    #[must_use]
    pub fn secret_day(&self, serial: SecretSerial) -> Option<Day> {
        self.lock().get(&serial)?.values().map(|read| read.day).max()
    }

    /// The most recent unwritten day on which this version was read.
    #[must_use]
    pub fn version_day(&self, serial: SecretSerial, version: &VersionId) -> Option<Day> {
        self.lock().get(&serial)?.get(version).map(|read| read.day)
    }

    /// Up to `count` notes, which stay until [`RecentReads::forget`] says that they are written down.
    #[must_use]
    pub fn peek(&self, count: usize) -> Vec<Read> {
        self.lock().values().flat_map(HashMap::values).take(count).cloned().collect()
    }

    /// Drops notes that are written down, unless a later day has been noted since.
    pub fn forget(&self, written: &[Read]) {
        let mut notes = self.lock();
        for read in written {
            let Some(versions) = notes.get_mut(&read.serial) else { continue };
            versions.retain(|version, known| *version != read.version || known.day > read.day);
            if versions.is_empty() {
                notes.remove(&read.serial);
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Notes> {
        // A panic elsewhere cannot leave a note half made: each change is one map operation.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;

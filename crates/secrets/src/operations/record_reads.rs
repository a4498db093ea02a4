//! Writes down on which day secrets were read.

use store::{StoreError, Transaction};

use crate::recent_reads::Read;
use crate::record::{secret_key, version_key};

/// Writes down a batch of reads, at most [`READS_PER_CHUNK_MAX`](crate::limits::READS_PER_CHUNK_MAX). What has been deleted meanwhile is passed over.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or another transaction won; the notes are kept.
pub async fn record_reads(tx: &mut Transaction, reads: &[Read]) -> Result<(), StoreError> {
    for read in reads {
        record(tx, read).await?;
    }
    Ok(())
}

async fn record(tx: &mut Transaction, read: &Read) -> Result<(), StoreError> {
    let day = Some(read.day);
    let key = secret_key(&read.tenant, &read.name);
    let Some(secret) = tx.get(&key).await?.filter(|secret| secret.serial == read.serial) else {
        return Ok(());
    };
    if secret.last_accessed < day {
        let mut secret = crate::Secret::clone(&secret);
        secret.last_accessed = day;
        tx.put(&key, secret)?;
    }
    let key = version_key(&read.tenant, read.serial, &read.version);
    let Some(version) = tx.get(&key).await?.filter(|version| version.last_accessed < day) else {
        return Ok(());
    };
    let mut version = crate::Version::clone(&version);
    version.last_accessed = day;
    tx.put(&key, version)
}

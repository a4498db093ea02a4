//! The two values that are no records: the keyring, locked, and once more locked for recovery.
//!
//! They are read before there is a key to vouch for anything, so they lie bare under keys of their own space. Their own
//! locks protect them; what they are locked with is not known here.

use crate::{Commit, Engine, KeyBytes, Outcome, Revision, Settled, StoreError, TransactionId, Write};

/// Neither the tenants' space (`t`) nor the system's (`s`).
const KEYRING: &[u8] = b"k/keyring";
const RECOVERY: &[u8] = b"k/recovery";

/// The locked keyring, or nothing in a new store.
///
/// # Errors
///
/// What the engine answers.
pub async fn sealed_keyring(engine: &dyn Engine) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(current(engine, KEYRING).await?.map(|(_, bytes)| bytes))
}

/// The keyring once more, locked for recovery; nothing where nobody asked for it.
///
/// # Errors
///
/// What the engine answers.
pub async fn recovery_keyring(engine: &dyn Engine) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(current(engine, RECOVERY).await?.map(|(_, bytes)| bytes))
}

/// Stores the locked keyring in place of `expected`, which is nothing in a new store.
///
/// # Errors
///
/// - [`StoreError::Contended`]: something else than `expected` lies there, or came there meanwhile.
/// - [`StoreError::Unknown`]: it may or may not have been stored; read it again.
/// - Otherwise what the engine answers.
pub async fn put_sealed_keyring(
    engine: &dyn Engine,
    bytes: Vec<u8>,
    expected: Option<&[u8]>,
) -> Result<(), StoreError> {
    put(engine, KEYRING, bytes, expected).await
}

/// Stores the keyring locked for recovery in place of `expected`, which is nothing at the first time.
///
/// # Errors
///
/// As [`put_sealed_keyring`].
pub async fn put_recovery_keyring(
    engine: &dyn Engine,
    bytes: Vec<u8>,
    expected: Option<&[u8]>,
) -> Result<(), StoreError> {
    put(engine, RECOVERY, bytes, expected).await
}

async fn put(
    engine: &dyn Engine,
    key: &[u8],
    bytes: Vec<u8>,
    expected: Option<&[u8]>,
) -> Result<(), StoreError> {
    let current = current(engine, key).await?;
    if current.as_ref().map(|(_, bytes)| bytes.as_slice()) != expected {
        return Err(StoreError::Contended);
    }
    let id = TransactionId(seal::Entropy::system().bytes());
    let key = KeyBytes::from_vec(key.to_vec());
    let reads = vec![(key.clone(), current.map(|(revision, _)| revision))];
    let writes = vec![Write { key, value: Some(bytes), decoded: None }];
    match engine.commit(Commit { id, reads, writes }).await {
        Outcome::Committed(_) => Ok(()),
        Outcome::Conflict => Err(StoreError::Contended),
        Outcome::Failed(error) => Err(error),
        Outcome::Unknown => match engine.settle(id).await {
            Settled::Committed(_) => Ok(()),
            Settled::Lost => Err(StoreError::Contended),
            Settled::Unknown => Err(StoreError::Unknown),
        },
    }
}

async fn current(engine: &dyn Engine, key: &[u8]) -> Result<Option<(Revision, Vec<u8>)>, StoreError> {
    let mut snapshot = engine.snapshot().await?;
    let row = snapshot.get(&KeyBytes::from_vec(key.to_vec())).await?;
    Ok(row.map(|row| (row.revision, row.value)))
}

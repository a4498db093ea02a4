//! What an operator does to the root key: another one of the same kind, another provider, shares for when it is lost.
//!
//! Each of these stores a wrapping of the keyring in one step, so that the store opens before it and after it.

use std::path::Path;
use std::sync::Arc;

use audit::Parameters;
use root_key::{RecoveryError, RootKey, RootKeyError, Shares};
use seal::{Entropy, Keyring, Plaintext};
use store::{Engine, StoreError};
use store_embedded::EmbeddedEngine;
use zeroize::Zeroizing;

use crate::composition::blocking;
use crate::{Server, StartError};

/// Why the root key is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RootKeyChangeError {
    /// The data folder could not be opened, or the root key in use could not be had.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The shares do not open the store, or could not be made.
    #[error(transparent)]
    Recovery(#[from] RecoveryError),
    /// The trail did not take the command; it was not carried out.
    #[error("the command could not be recorded")]
    Audit(#[from] audit::Refused),
    /// There is no keyring to be wrapped: no server was ever started on the folder (the operator's fault).
    #[error("the data folder has no keyring yet")]
    NoKeyring,
}

impl From<RootKeyError> for RootKeyChangeError {
    fn from(failure: RootKeyError) -> Self {
        Self::Start(failure.into())
    }
}

impl From<StoreError> for RootKeyChangeError {
    fn from(failure: StoreError) -> Self {
        Self::Start(failure.into())
    }
}

/// Wraps the keyring of a running server under a new root key of the same provider.
pub(crate) async fn rotate(
    server: &Server,
    root_key: Option<Arc<RootKey>>,
) -> Result<(), RootKeyChangeError> {
    let root_key = root_key.ok_or(RootKeyError::NotRenewable)?;
    server.recorder.commanded("RotateRootKey", Parameters::new()).await?;
    let engine = &*server.engine;
    let before = store::sealed_keyring(engine).await?.ok_or(RootKeyChangeError::NoKeyring)?;
    let (asked, wrapped) = (Arc::clone(&root_key), before.clone());
    // The key in use is asked first: it shows that the provider is there, and the right one.
    let renew = move || asked.renew(&asked.unwrap(&wrapped)?, &mut Entropy::system());
    let after = blocking(renew).await??;
    store::put_sealed_keyring(engine, after, Some(&before)).await?;
    blocking(move || root_key.settle()).await??;
    Ok(())
}

/// Makes recovery shares of a running server; those of an earlier time open nothing any more.
pub(crate) async fn make_shares(
    server: &Server,
    count: u8,
    threshold: u8,
) -> Result<Shares, RootKeyChangeError> {
    let secret = server.store.keyring().expose_secret();
    let (wrapped, shares) = root_key::create_shares(&secret, threshold, count, &mut Entropy::system())?;
    let parameters =
        Parameters::new().with("shares", u64::from(count)).with("threshold", u64::from(threshold));
    server.recorder.commanded("CreateRecoveryShares", parameters).await?;
    let before = store::recovery_keyring(&*server.engine).await?;
    store::put_recovery_keyring(&*server.engine, wrapped, before.as_deref()).await?;
    Ok(shares)
}

/// Wraps the keyring of a data folder under another root key. No server may have the folder open.
///
/// # Errors
///
/// See [`RootKeyChangeError`]; the store is as it was then.
pub async fn change_root_key(
    data: &Path,
    from: Arc<RootKey>,
    to: Arc<RootKey>,
) -> Result<(), RootKeyChangeError> {
    let engine = EmbeddedEngine::open(data).map_err(StartError::from)?;
    let before = store::sealed_keyring(&*engine).await?.ok_or(RootKeyChangeError::NoKeyring)?;
    let wrapped = before.clone();
    let secret = blocking(move || from.unwrap(&wrapped)).await??;
    rewrap(&engine, secret, to, Some(&before)).await
}

/// Wraps the keyring of a data folder, opened by recovery shares, under a root key. No server may have the folder open.
///
/// # Errors
///
/// See [`RootKeyChangeError`]; the store is as it was then.
pub async fn recover_root_key(
    data: &Path,
    shares: &[Zeroizing<String>],
    to: Arc<RootKey>,
) -> Result<(), RootKeyChangeError> {
    let engine = EmbeddedEngine::open(data).map_err(StartError::from)?;
    let wrapped = store::recovery_keyring(&*engine).await?.ok_or(RecoveryError::NoShares)?;
    let secret = root_key::recover(&wrapped, shares)?;
    let before = store::sealed_keyring(&*engine).await?;
    rewrap(&engine, secret, to, before.as_deref()).await
}

async fn rewrap(
    engine: &Arc<EmbeddedEngine>,
    secret: Plaintext,
    to: Arc<RootKey>,
    before: Option<&[u8]>,
) -> Result<(), RootKeyChangeError> {
    // What is no keyring must not become one.
    Keyring::from_secret(&secret).map_err(StartError::from)?;
    let wrap = move || {
        let wrapped = to.wrap(&secret, &mut Entropy::system())?;
        // A provider that encrypts and does not decrypt would be noticed when it is too late.
        to.unwrap(&wrapped)?.equals(&secret).then_some(wrapped).ok_or(RootKeyError::Refused)
    };
    let after = blocking(wrap).await??;
    store::put_sealed_keyring(&**engine, after, before).await?;
    Ok(engine.close().await?)
}

//! Puts a server together: data folder, engine, keyring, store, clocks, first key, catalogue. When that is done, and what
//! happens until then, is `sealing`'s affair.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arn::{AccountId, Partition, Region};
use audit::{StoredHead, Trail};
use iam::operations::CreateAccountError;
use iam::{AccessKeyUse, Account, Caller, Credentials, RecentUses};
use root_key::{RootKey, RootKeyError};
use seal::{Entropy, Keyring, KeyringDecodeError};
use secrets::{Catalogues, RecentReads};
use sigv4::SigningKeyCache;
use store::{Clock, Engine, Options, Revision, Store, StoreError, Tenant, Transaction, Work};
use store_embedded::{EmbeddedEngine, OpenError};
use wire::Target;

use crate::accounts::{Accounts, FirstAccount, MakeAccount};
use crate::clock::{ClockOffset, ServiceClock, wire_now};
use crate::credentials;
use crate::duties::catalogue::Followed;
use crate::identity_providers::{IdentityProviderError, IdentityProviders};
use crate::integrity::Integrity;
use crate::limits::{CACHE_BYTES_MAX, CATALOGUE_TIME_MAX, SIGNING_KEYS_MAX, WEB_IDENTITY_CALLS_MAX};
use crate::request::admit::Admission;
use crate::settings::{Regions, Settings};
use crate::signers::Signers;
use crate::trail::{self, LoadHead, Recorder};

/// A server, open and ready to serve; it does not listen yet.
pub struct Server {
    pub(crate) store: Store,
    pub(crate) engine: Arc<EmbeddedEngine>,
    pub(crate) signers: Signers,
    pub(crate) signing_keys: SigningKeyCache,
    pub(crate) service_clock: Arc<ServiceClock>,
    pub(crate) reads: RecentReads,
    pub(crate) uses: RecentUses,
    /// The catalogue, once it is built, with the newest commit that it has seen.
    pub(crate) catalogue: tokio::sync::watch::Sender<Option<Followed>>,
    pub(crate) recorder: Recorder,
    /// Held by whoever sweeps.
    pub(crate) sweeping: tokio::sync::Mutex<()>,
    pub(crate) account: AccountId,
    pub(crate) test_clock: bool,
    pub(crate) data: PathBuf,
    pub(crate) integrity: Integrity,
    pub(crate) admission: Admission,
    pub(crate) identity_providers: IdentityProviders,
    /// The places of calls that nobody signs.
    pub(crate) exchanging: tokio::sync::Semaphore,
    regions: Regions,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server")
            .field("data", &self.data)
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

/// Why a server could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The audit trail could not be opened: nothing is served that could not be recorded.
    #[error(transparent)]
    Audit(#[from] audit::OpenError),
    /// What a former process owed to the audit trail could not be appended.
    #[error("the audit trail could not be brought up to date")]
    AuditOwed(#[from] audit::RedeliverError),
    /// The settings of identity providers cannot be used (the operator's fault).
    #[error(transparent)]
    IdentityProviders(#[from] IdentityProviderError),
    /// The process is ending.
    #[error("the start was interrupted")]
    Interrupted(#[source] tokio::task::JoinError),
    /// The credentials file could not be written (the medium's or the operator's fault).
    #[error("the credentials file in `{folder}` could not be written")]
    Credentials {
        /// The data folder.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The data folder could not be made or used, or the store in it could not be opened.
    #[error(transparent)]
    Engine(#[from] OpenError),
    /// The data folder holds another account than the one configured (the operator's fault).
    #[error(
        "the data folder belongs to account {found}, not to {configured}: `account` cannot be changed afterwards"
    )]
    OtherAccount {
        /// The account that is configured.
        configured: AccountId,
        /// The account whose key the folder holds.
        found: AccountId,
    },
    /// The data folder's account lives in another partition than the configured regions (the operator's fault).
    #[error(
        "the data folder belongs to an account of partition `{found}`, and `regions` are of `{configured}`: the partition cannot be changed afterwards"
    )]
    OtherPartition {
        /// The partition of the regions that are configured.
        configured: Partition,
        /// The partition that the folder's account lives in.
        found: Partition,
    },
    /// The store holds an account's records, and no account (the medium, or whoever changed the folder).
    #[error("the store has lost its account: restore the data folder from a backup")]
    AccountLost,
    /// The store holds records, and no keyring to read them with (the medium, or whoever changed the folder).
    #[error("the store has lost its keyring: restore the data folder from a backup")]
    KeyringLost,
    /// The unwrapped keyring is none.
    #[error(transparent)]
    Keyring(#[from] KeyringDecodeError),
    /// The first account could not be made.
    #[error(transparent)]
    FirstAccount(#[from] CreateAccountError),
    /// The keyring could not be wrapped or unwrapped.
    #[error(transparent)]
    RootKey(#[from] RootKeyError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl Server {
    /// Puts the server together, once the keyring is open. At the first start it makes the account's first key, which it
    /// writes into the credentials file.
    ///
    /// # Errors
    ///
    /// See [`StartError`].
    pub(crate) async fn open(folder: Folder, keyring: Keyring) -> Result<Arc<Self>, StartError> {
        let Folder { engine, integrity, settings } = folder;
        let service_clock = Arc::new(ServiceClock::default());
        let store = open_store(&engine, keyring, &service_clock).await?;
        if settings.test_clock {
            service_clock.take_over(store.transact(&LoadClock).await?);
        }
        let identity_providers = IdentityProviders::new(&settings.identity_providers)?;
        let recorder = recorder(&store, &settings.data, &settings.audit).await?;
        let server = Self {
            store,
            engine,
            recorder,
            signers: Signers::default(),
            signing_keys: SigningKeyCache::new(SIGNING_KEYS_MAX),
            service_clock,
            reads: RecentReads::default(),
            uses: RecentUses::default(),
            catalogue: tokio::sync::watch::Sender::new(None),
            sweeping: tokio::sync::Mutex::default(),
            account: settings.account,
            test_clock: settings.test_clock,
            data: settings.data,
            integrity,
            admission: Admission::new(settings.limits),
            identity_providers,
            exchanging: tokio::sync::Semaphore::new(WEB_IDENTITY_CALLS_MAX),
            regions: settings.regions,
        };
        server.make_first_key(settings.root_credentials).await?;
        Ok(Arc::new(server))
    }

    /// The region of that name, if it is served.
    pub(crate) fn region(&self, name: &str) -> Option<&Region> {
        self.regions.get(name)
    }

    /// The partition of all accounts and regions.
    pub(crate) const fn partition(&self) -> Partition {
        self.regions.partition()
    }

    /// Remembers that a key has signed a call, unless it is one of a session: there are many of those, and nobody asks.
    pub(crate) fn note_use(&self, caller: &Caller, target: Target) {
        if caller.session.is_some() {
            return;
        }
        let (at, service) = (self.service_clock.now(), target.signing_name().into());
        let region = caller.circumstances.region.clone();
        self.uses.note(&caller.access_key, AccessKeyUse { at, service, region });
    }

    /// Every account in every region that is served.
    pub(crate) async fn tenants(&self) -> Result<Vec<Tenant>, StoreError> {
        let accounts = self.store.transact(&Accounts).await?;
        let tenant = |account: &Account, region: &Region| {
            Tenant::new(region.partition().as_str(), account.id.as_str(), region.as_str())
        };
        let of = |account: &Arc<Account>| {
            self.regions.iter().map(|region| tenant(account, region)).collect::<Vec<_>>()
        };
        Ok(accounts.iter().flat_map(of).collect())
    }

    /// The catalogue, once it has seen everything that was committed before this call; nothing if that takes too long.
    pub(crate) async fn catalogues_caught_up(&self) -> Option<Arc<Catalogues>> {
        let committed = self.store.revision();
        let mut seen = self.catalogue.subscribe();
        // Nobody waits for a catalogue that is still being built.
        seen.borrow().as_ref()?;
        let has_caught_up =
            |seen: &Option<Followed>| seen.as_ref().is_none_or(|seen| seen.revision >= committed);
        let caught_up = tokio::time::timeout(CATALOGUE_TIME_MAX, seen.wait_for(has_caught_up)).await;
        caught_up.ok()?.ok()?.as_ref().map(|seen| Arc::clone(&seen.catalogues))
    }

    /// Makes the account's first key, unless it has been made.
    ///
    /// The file is written first: a crash in between leaves a file that the next start writes anew, never a key that nobody
    /// was told.
    async fn make_first_key(&self, preset: Option<Credentials>) -> Result<(), StartError> {
        if let Some(first) = self.store.transact(&FirstAccount).await? {
            return self.recognize(&first);
        }
        // INVARIANT: no key is made for what somebody else has kept, or deleting a row would open every secret.
        if store::has_tenants(&*self.engine).await? {
            return Err(StartError::AccountLost);
        }
        let credentials = preset.unwrap_or_else(|| Credentials::generate(&mut Entropy::system()));
        credentials::write(&self.data, &credentials)
            .map_err(|source| StartError::Credentials { folder: self.data.clone(), source })?;
        let account =
            MakeAccount { partition: self.regions.partition(), id: self.account.clone(), credentials };
        Ok(self.store.transact(&account).await?)
    }

    /// Refuses settings under which the owner of the folder would be a stranger in it.
    fn recognize(&self, first: &Account) -> Result<(), StartError> {
        if first.id != self.account {
            let (configured, found) = (self.account.clone(), first.id.clone());
            return Err(StartError::OtherAccount { configured, found });
        }
        let (configured, found) = (self.regions.partition(), first.partition);
        (found == configured).then_some(()).ok_or(StartError::OtherPartition { configured, found })
    }
}

/// A data folder that this process holds alone.
pub(crate) struct Folder {
    pub(crate) engine: Arc<EmbeddedEngine>,
    pub(crate) settings: Settings,
    integrity: Integrity,
}

impl Folder {
    /// Makes or locks the folder, and checks the store in it.
    pub(crate) async fn take(settings: Settings) -> Result<Self, StartError> {
        let engine = EmbeddedEngine::open(&settings.data)?;
        let integrity = Integrity::begin(&engine).await?;
        Ok(Self { engine, settings, integrity })
    }
}

/// Reads where the audit trail of a data folder stood when it was last signed. No server may have the folder open.
///
/// # Errors
///
/// [`StartError`], by what could not be opened.
pub async fn audit_head(data: &Path, root_key: Arc<RootKey>) -> Result<Arc<StoredHead>, StartError> {
    let engine = EmbeddedEngine::open(data)?;
    let keyring = keyring(&engine, root_key).await?;
    let store = open_store(&engine, keyring, &Arc::default()).await?;
    let head = store.transact(&LoadHead).await;
    engine.close().await?;
    Ok(head?)
}

async fn open_store(
    engine: &Arc<EmbeddedEngine>,
    keyring: Keyring,
    clock: &Arc<ServiceClock>,
) -> Result<Store, StartError> {
    let (engine, clock) = (Arc::clone(engine) as Arc<dyn Engine>, Arc::clone(clock) as Arc<dyn store::Clock>);
    let options = Options { cache_bytes_max: CACHE_BYTES_MAX, ..Options::default() };
    Ok(Store::open(engine, Arc::new(keyring), clock, options).await?)
}

/// The trail, opened where it ended, with what a former process still owed to it.
async fn recorder(store: &Store, data: &Path, options: &audit::Options) -> Result<Recorder, StartError> {
    let head = store.transact(&LoadHead).await?;
    let (folder, options) = (trail::folder(data), options.clone());
    let open = move || Trail::open(&folder, &head, wire_now(), &options);
    let trail = tokio::task::spawn_blocking(open).await.map_err(StartError::Interrupted)??;
    let owed = audit::redeliver(store, &trail).await?;
    if owed.appended > 0 {
        tracing::info!(owed.appended, "records that a former process owed to the audit trail were appended");
    }
    Ok(Recorder::new(trail, owed.entries))
}

/// The keyring, unwrapped; a new one at the first start.
pub(crate) async fn keyring(engine: &EmbeddedEngine, root_key: Arc<RootKey>) -> Result<Keyring, StartError> {
    if let Some(wrapped) = store::sealed_keyring(engine).await? {
        let opened = blocking(move || root_key.unwrap(&wrapped)).await?;
        return Ok(Keyring::from_secret(&opened?)?);
    }
    if engine.snapshot().await?.revision() != Revision::default() {
        return Err(StartError::KeyringLost);
    }
    let keyring = Keyring::generate(&mut Entropy::system());
    let secret = keyring.expose_secret();
    let wrapped = blocking(move || root_key.wrap(&secret, &mut Entropy::system())).await??;
    store::put_sealed_keyring(engine, wrapped, None).await?;
    Ok(keyring)
}

/// Asks a root key on a thread that may wait: for a disk, a device or another server.
pub(crate) async fn blocking<T: Send + 'static>(
    ask: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StartError> {
    tokio::task::spawn_blocking(ask).await.map_err(StartError::Interrupted)
}

struct LoadClock;

impl Work for LoadClock {
    type Done = ClockOffset;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<ClockOffset, StoreError> {
        ClockOffset::load(tx).await
    }
}

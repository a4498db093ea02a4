//! Sealed and open: a server whose root key provider does not answer listens, holds its data folder, and waits.
//!
//! The [`Gate`] is what connections and the operator see; the [`Keeper`] stands behind it with the data folder and asks the
//! provider again and again, until the keyring is open and a [`Server`] can be put together.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use audit::Parameters;
use root_key::{RootKey, RootKeyError};
use seal::{Keyring, Plaintext};
use store_embedded::EmbeddedEngine;
use tokio::sync::{mpsc, oneshot};
use wire::{Code, Failure};

use crate::chain::Chain;
use crate::composition::{Folder, keyring};
use crate::limits::{UNSEAL_PAUSE_FIRST, UNSEAL_PAUSE_MAX, UNSEAL_REQUESTS_MAX};
use crate::{Server, Settings, Shutdown, StartError};

/// What stands between a listener and the server.
pub(crate) struct Gate {
    pub(crate) engine: Arc<EmbeddedEngine>,
    pub(crate) data: PathBuf,
    pub(crate) account: arn::AccountId,
    pub(crate) test_clock: bool,
    server: OnceLock<Arc<Server>>,
    /// The root key while it may be asked again.
    root_key: Mutex<Option<Arc<RootKey>>>,
    /// Why it is closed.
    reason: Mutex<String>,
    requests: mpsc::Sender<Request>,
}

/// An operator who wants it open now.
struct Request {
    passphrase: Option<Plaintext>,
    told: Told,
}

/// Where an operator waits for what came of it.
type Told = oneshot::Sender<Result<(), String>>;

impl Gate {
    /// The server, once it is open.
    pub(crate) fn server(&self) -> Option<&Arc<Server>> {
        self.server.get()
    }

    /// Why there is no server yet.
    pub(crate) fn reason(&self) -> String {
        self.reason.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The root key, unless it was given for one start only.
    pub(crate) fn root_key(&self) -> Option<Arc<RootKey>> {
        self.root_key.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Has the provider asked at once, or these words tried.
    ///
    /// # Errors
    ///
    /// What an operator is told: why it is still sealed.
    pub(crate) async fn unseal(&self, passphrase: Option<Plaintext>) -> Result<(), String> {
        if self.server().is_some() {
            return Err("the server is not sealed".to_owned());
        }
        let (told, outcome) = oneshot::channel();
        let gone = "the server is open, or stops".to_owned();
        self.requests.send(Request { passphrase, told }).await.map_err(|_| gone.clone())?;
        outcome.await.unwrap_or(Err(gone))
    }

    fn stay_closed(&self, failure: &StartError) {
        let reason = Chain(failure).to_string();
        tracing::warn!(%reason, "the server is sealed: its root key cannot be had, which is tried again");
        *self.reason.lock().unwrap_or_else(PoisonError::into_inner) = reason;
    }
}

/// What every call is told while the server is sealed. Why is for the operator alone.
pub(crate) fn refusal() -> Failure {
    Failure::new(Code::ServiceUnavailable, "The server is sealed.")
}

/// A data folder that is held, and is or will be served.
pub struct Keeper {
    pub(crate) gate: Arc<Gate>,
    /// What a server will be made of; nothing once there is one.
    sealed: Option<Sealed>,
}

/// A data folder whose keyring is not open yet.
struct Sealed {
    gate: Arc<Gate>,
    folder: Folder,
    root_key: Arc<RootKey>,
    requests: mpsc::Receiver<Request>,
    /// Whether the root key is words that an operator enters, who may mistype them.
    entered: bool,
}

impl std::fmt::Debug for Keeper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keeper").field("data", &self.gate.data).finish_non_exhaustive()
    }
}

impl Keeper {
    /// Takes the data folder, asks for the root key once, and opens the server with it. A provider that does not answer is
    /// no error.
    ///
    /// # Errors
    ///
    /// See [`StartError`].
    pub async fn begin(settings: Settings) -> Result<Self, StartError> {
        let mut sealed = Sealed::new(Folder::take(settings).await?);
        let gate = Arc::clone(&sealed.gate);
        match sealed.attempt().await? {
            Some(keyring) => {
                sealed.open(keyring, None).await?;
                Ok(Self { gate, sealed: None })
            }
            None => Ok(Self { gate, sealed: Some(sealed) }),
        }
    }

    /// The server, however long that takes; nothing if the process is to stop before.
    ///
    /// # Errors
    ///
    /// See [`StartError`]: the provider answers, and it is the wrong one, or the server cannot be put together.
    pub(crate) async fn open(self, shutdown: &Shutdown) -> Result<Option<Arc<Server>>, StartError> {
        if let Some(sealed) = self.sealed {
            sealed.wait(shutdown).await?;
        }
        Ok(self.gate.server().map(Arc::clone))
    }
}

impl Sealed {
    fn new(folder: Folder) -> Self {
        let settings = &folder.settings;
        let root_key = Arc::clone(&settings.root_key);
        let (sender, requests) = mpsc::channel(UNSEAL_REQUESTS_MAX);
        let gate = Arc::new(Gate {
            engine: Arc::clone(&folder.engine),
            data: settings.data.clone(),
            account: settings.account.clone(),
            test_clock: settings.test_clock,
            server: OnceLock::new(),
            root_key: Mutex::default(),
            reason: Mutex::default(),
            requests: sender,
        });
        let entered = matches!(*root_key, RootKey::AwaitedPassphrase);
        Self { gate, folder, root_key, requests, entered }
    }

    /// Asks again and again, and whenever an operator wants it, until the server is open or to be stopped.
    async fn wait(mut self, shutdown: &Shutdown) -> Result<(), StartError> {
        let mut pause = UNSEAL_PAUSE_FIRST;
        loop {
            let (keyring, operator) = tokio::select! {
                () = shutdown.begun() => return Ok(()),
                () = tokio::time::sleep(pause) => {
                    pause = pause.saturating_mul(2).min(UNSEAL_PAUSE_MAX);
                    (self.attempt().await?, None)
                }
                Some(request) = self.requests.recv() => {
                    pause = UNSEAL_PAUSE_FIRST;
                    self.answer(request).await?
                }
            };
            if let Some(keyring) = keyring {
                return self.open(keyring, operator).await;
            }
        }
    }

    /// Puts the server together, and tells the operator who waits for it.
    async fn open(self, keyring: Keyring, operator: Option<Told>) -> Result<(), StartError> {
        let server = Server::open(self.folder, keyring).await?;
        if self.root_key.is_renewable() {
            *self.gate.root_key.lock().unwrap_or_else(PoisonError::into_inner) = Some(self.root_key);
        }
        if operator.is_some() {
            record(&server).await;
        }
        // Nobody else sets it.
        let _ = self.gate.server.set(server);
        if let Some(told) = operator {
            let _gone = told.send(Ok(()));
        }
        Ok(())
    }

    /// Tries at once, with the words if some were entered. Whoever asked is handed back if that succeeded.
    async fn answer(&mut self, request: Request) -> Result<(Option<Keyring>, Option<Told>), StartError> {
        match (request.passphrase, self.entered) {
            (Some(words), true) => self.root_key = Arc::new(RootKey::Passphrase(words)),
            (Some(_), false) => {
                let refused = "the root key is not a passphrase that is entered (`root_key.ask`)".to_owned();
                let _gone = request.told.send(Err(refused));
                return Ok((None, None));
            }
            (None, _) => {}
        }
        match self.attempt().await {
            Ok(Some(keyring)) => Ok((Some(keyring), Some(request.told))),
            Ok(None) => {
                let _gone = request.told.send(Err(self.gate.reason()));
                Ok((None, None))
            }
            Err(failure) => {
                let _gone = request.told.send(Err(Chain(&failure).to_string()));
                Err(failure)
            }
        }
    }

    /// Asks the provider once; nothing if it does not answer.
    async fn attempt(&mut self) -> Result<Option<Keyring>, StartError> {
        match keyring(&self.folder.engine, Arc::clone(&self.root_key)).await {
            Ok(keyring) => Ok(Some(keyring)),
            Err(failure) if self.may_pass(&failure) => {
                if self.entered {
                    self.root_key = Arc::new(RootKey::AwaitedPassphrase);
                }
                self.gate.stay_closed(&failure);
                Ok(None)
            }
            Err(failure) => Err(failure),
        }
    }

    /// Whether another attempt may succeed.
    fn may_pass(&self, failure: &StartError) -> bool {
        let StartError::RootKey(failure) = failure else { return false };
        let is_mistyped = matches!(failure, RootKeyError::Refused | RootKeyError::Passphrase(_));
        failure.is_unavailable() || (self.entered && is_mistyped)
    }
}

/// The operator's command, in the trail that was closed until now.
async fn record(server: &Server) {
    if let Err(failure) = server.recorder.commanded("Unseal", Parameters::new()).await {
        tracing::error!(error = %Chain(&failure), "that the operator unsealed the server was not recorded");
    }
}

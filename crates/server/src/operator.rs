//! The operator's socket: commands for whoever owns the process, and for no principal of any account.
//!
//! A Unix socket in the data folder, mode 0600; the peer's user must be the server's own, or root. One line of JSON comes in,
//! one goes out.

mod words;

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arn::{AccountId, InvalidAccountId};
use serde::{Deserialize, Serialize};
use store::{Clock, StoreError, Transaction, Work};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use zeroize::Zeroizing;

use crate::accounts::{self, Accounts};
use crate::chain::Chain;
use crate::clock::{ClockOffset, wire_now};
use crate::limits::{
    ACCEPT_PAUSE, CLOCK_ADVANCE_SECONDS_MAX, OPERATOR_COMMAND_BYTES_MAX, OPERATOR_CONVERSATIONS_MAX,
    OPERATOR_TIME_MAX,
};
use crate::repeated::Repeated;
use crate::sealing::Gate;
use crate::trail::LoadHead;
use crate::{RootKeyChangeError, Server, Shutdown, duties, health, root_keys};

/// What an operator may command.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Makes an account.
    AccountCreate {
        /// Its twelve digits.
        account: String,
    },
    /// Lists the accounts.
    AccountList,
    /// Signs where the audit trail stands, and tells it.
    AuditHead,
    /// Moves the test clock forward, and does everything that is due by then.
    ClockAdvance {
        /// How far, in seconds.
        seconds: u64,
    },
    /// Makes recovery shares, and tells them this once.
    RecoveryCreate {
        /// How many.
        shares: u8,
        /// How many of them are needed.
        threshold: u8,
    },
    /// Makes a new root key and has the keyring wrapped under it.
    RootKeyRotate,
    /// Tells how the server is.
    Status,
    /// Has the root key provider of a sealed server asked at once.
    Unseal {
        /// The words, where the provider is a passphrase that is entered.
        passphrase: Option<Words>,
    },
}

/// What an operator is told.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// An account was made.
    Account {
        /// The file with the credentials of its root.
        credentials: PathBuf,
    },
    /// The accounts.
    Accounts {
        /// Their ids, the first account's first.
        accounts: Vec<String>,
    },
    /// Where the audit trail stood when it was last signed.
    AuditHead {
        /// The head, in hexadecimal.
        head: String,
    },
    /// The command was carried out.
    Done {
        /// The service clock's time.
        now: String,
        /// The account.
        account: String,
        /// Whether the service clock can be moved.
        test_clock: bool,
        /// What is wrong with the store, if anything is.
        complaint: Option<String>,
    },
    /// The command was not carried out.
    Failed {
        /// Why.
        reason: String,
    },
    /// The recovery shares that were made.
    Shares {
        /// Each of them.
        shares: Vec<Words>,
    },
}

pub use words::Words;

/// Where the socket of a data folder lies.
#[must_use]
pub fn path(data: &Path) -> PathBuf {
    data.join("operator.sock")
}

/// The socket, listening.
pub(crate) struct Socket {
    listener: UnixListener,
    path: PathBuf,
}

impl Socket {
    /// Makes the socket. One that a crashed server left behind is replaced: the data folder's lock says that none is alive.
    pub(crate) fn open(data: &Path) -> io::Result<Self> {
        let path = path(data);
        match fs::remove_file(&path) {
            Err(failure) if failure.kind() != io::ErrorKind::NotFound => return Err(failure),
            Ok(()) | Err(_) => {}
        }
        let listener = UnixListener::bind(&path)?;
        fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        Ok(Self { listener, path })
    }

    /// Takes commands until the server stops. Several operators may speak at once.
    pub(crate) async fn run(self, gate: Arc<Gate>, shutdown: Shutdown) {
        let operator = Arc::new(Operator { gate, shutdown, alone: Mutex::default() });
        let mut conversations = JoinSet::new();
        let mut trouble = Repeated::default();
        loop {
            let accepted = tokio::select! {
                () = operator.shutdown.begun() => break,
                Some(_) = conversations.join_next() => continue,
                accepted = self.listener.accept(), if conversations.len() < OPERATOR_CONVERSATIONS_MAX => accepted,
            };
            match accepted {
                Ok((stream, _)) => drop(conversations.spawn(Arc::clone(&operator).attend(stream))),
                Err(failure) => {
                    if let Some(count) = trouble.once_more() {
                        tracing::warn!(error = %Chain(&failure), count, "an operator was not let in");
                    }
                    sleep(ACCEPT_PAUSE).await;
                }
            }
        }
        if let Err(failure) = fs::remove_file(&self.path) {
            tracing::warn!(error = %Chain(&failure), "the operator's socket was not removed");
        }
        // A command that takes longer is cut: what it did is kept, and the rest is done at the next start.
        let _ =
            timeout(OPERATOR_TIME_MAX, async { while conversations.join_next().await.is_some() {} }).await;
    }
}

/// What a conversation needs.
struct Operator {
    gate: Arc<Gate>,
    shutdown: Shutdown,
    /// Held while the clock is moved, the root key changed or an account made, so that each has done its work before the
    /// next one begins.
    alone: Mutex<()>,
}

impl Operator {
    async fn attend(self: Arc<Self>, stream: UnixStream) {
        if let Err(failure) = self.converse(stream).await {
            tracing::warn!(error = %Chain(&failure), "an operator's command was not taken");
        }
    }

    async fn converse(&self, stream: UnixStream) -> io::Result<()> {
        admit(&stream)?;
        let (reader, mut writer) = stream.into_split();
        // It may hold words.
        let mut line = Zeroizing::new(String::new());
        let mut reader = BufReader::new(reader.take(OPERATOR_COMMAND_BYTES_MAX));
        tokio::select! {
            read = timeout(OPERATOR_TIME_MAX, reader.read_line(&mut line)) => read??,
            () = self.shutdown.begun() => return Ok(()),
        };
        let outcome = match serde_json::from_str(&line) {
            Ok(command) => self.carry_out(command).await,
            Err(failure) => Outcome::Failed { reason: format!("the command is not understood: {failure}") },
        };
        let mut answer = Zeroizing::new(serde_json::to_vec(&outcome)?);
        answer.push(b'\n');
        timeout(OPERATOR_TIME_MAX, writer.write_all(&answer)).await?
    }

    async fn carry_out(&self, command: Command) -> Outcome {
        tracing::info!(?command, "an operator's command");
        let outcome = match (command, self.gate.server()) {
            (Command::Unseal { passphrase }, _) => {
                self.gate.unseal(passphrase.map(Words::into_secret)).await.map(|()| None)
            }
            (Command::Status, _) => Ok(None),
            (_, None) => Err(format!("the server is sealed: {}", self.gate.reason())),
            (command, Some(server)) => self.command(server, command).await,
        };
        match (outcome, self.gate.server()) {
            (Ok(Some(told)), _) => told,
            (Ok(None), Some(server)) => done(server).await,
            (Ok(None), None) => self.sealed(),
            (Err(reason), _) => Outcome::Failed { reason },
        }
    }

    /// Commands that only an open server carries out. Nothing else to tell means how the server is then.
    async fn command(&self, server: &Server, command: Command) -> Result<Option<Outcome>, String> {
        let told = |failure: RootKeyChangeError| Chain(&failure).to_string();
        match command {
            Command::AccountCreate { account } => {
                let _alone = self.alone.lock().await;
                let credentials = create_account(server, &account).await?;
                Ok(Some(Outcome::Account { credentials }))
            }
            Command::AccountList => {
                let accounts = accounts(server).await.map_err(|failure| failure.to_string())?;
                Ok(Some(Outcome::Accounts { accounts }))
            }
            Command::AuditHead => audit_head(server).await.map(|head| Some(Outcome::AuditHead { head })),
            Command::ClockAdvance { seconds } => {
                let _alone = self.alone.lock().await;
                advance(server, seconds).await.map(|()| None)
            }
            Command::RecoveryCreate { shares, threshold } => {
                let _alone = self.alone.lock().await;
                let made = root_keys::make_shares(server, shares, threshold).await.map_err(told)?;
                Ok(Some(Outcome::Shares { shares: made.into_iter().map(Words::new).collect() }))
            }
            Command::RootKeyRotate => {
                let _alone = self.alone.lock().await;
                root_keys::rotate(server, self.gate.root_key()).await.map_err(told).map(|()| None)
            }
            Command::Status | Command::Unseal { .. } => Ok(None),
        }
    }

    fn sealed(&self) -> Outcome {
        Outcome::Done {
            now: wire_now().to_string(),
            account: self.gate.account.to_string(),
            test_clock: self.gate.test_clock,
            complaint: Some(format!("sealed: {}", self.gate.reason())),
        }
    }
}

/// Lets in who owns the process, and the system's own user.
fn admit(stream: &UnixStream) -> io::Result<()> {
    let user = stream.peer_cred()?.uid();
    let own = rustix::process::geteuid().as_raw();
    if user != own && user != 0 {
        let refused = format!("user {user} is not the operator");
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, refused));
    }
    Ok(())
}

async fn done(server: &Server) -> Outcome {
    Outcome::Done {
        now: server.service_clock.now().to_string(),
        account: server.account.to_string(),
        test_clock: server.test_clock,
        complaint: health::complaint(server).await.map(str::to_owned),
    }
}

async fn advance(server: &Server, seconds: u64) -> Result<(), String> {
    if !server.test_clock {
        return Err("the server was not started with `--test-clock`".to_owned());
    }
    if seconds > CLOCK_ADVANCE_SECONDS_MAX {
        return Err(format!("the clock moves by at most {CLOCK_ADVANCE_SECONDS_MAX} seconds at once"));
    }
    let parameters = audit::Parameters::new().with("seconds", seconds);
    let recorded = server.recorder.commanded("ClockAdvance", parameters).await;
    recorded.map_err(|failure| failure.to_string())?;
    let failed = |failure: StoreError| failure.to_string();
    let offset = server.service_clock.offset().advanced(seconds, wire_now());
    let offset = offset.ok_or("the clock does not move beyond the beginning of the year 9000")?;
    server.store.transact(&SaveClock(offset)).await.map_err(failed)?;
    server.service_clock.take_over(offset);
    duties::run_all(server).await;
    Ok(())
}

async fn create_account(server: &Server, id: &str) -> Result<PathBuf, String> {
    let id: AccountId = id.parse().map_err(|failure: InvalidAccountId| failure.to_string())?;
    let parameters = audit::Parameters::new().with("account", id.as_str());
    let recorded = server.recorder.commanded("AccountCreate", parameters).await;
    recorded.map_err(|failure| failure.to_string())?;
    accounts::create(server, &id).await.map_err(|failure| Chain(&failure).to_string())
}

async fn accounts(server: &Server) -> Result<Vec<String>, StoreError> {
    let mut accounts = server.store.transact(&Accounts).await?;
    accounts.sort_by_key(|account| !account.is_first);
    Ok(accounts.iter().map(|account| account.id.to_string()).collect())
}

async fn audit_head(server: &Server) -> Result<String, String> {
    server.recorder.keep(&server.store).await;
    let head = server.store.transact(&LoadHead).await.map_err(|failure| failure.to_string())?;
    Ok(head.to_hex())
}

struct SaveClock(ClockOffset);

impl Work for SaveClock {
    type Done = ();
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(), StoreError> {
        self.0.save(tx)
    }
}

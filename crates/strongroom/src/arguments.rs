//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use server::AccountId;

use crate::duration::Seconds;

/// Where the data lies unless something else is said.
pub(crate) const DATA_DEFAULT: &str = "strongroom-data";

/// A self-hosted secrets manager that AWS clients speak to.
#[derive(Debug, Parser)]
#[command(name = "strongroom", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Commands the accounts of a running server
    #[command(subcommand)]
    Account(AccountCommand),
    /// Checks the audit trail
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Commands the test clock of a running server
    #[command(subcommand)]
    Clock(ClockCommand),
    /// Tells why a principal may or may not do something
    Explain(ExplainArguments),
    /// Changes what unwraps the keyring
    #[command(subcommand)]
    RootKey(RootKeyCommand),
    /// Runs the server
    Serve(ServeArguments),
    /// Asks a running server how it is
    Status {
        #[command(flatten)]
        data: DataArgument,
    },
    /// Has a sealed server ask for its root key at once
    Unseal {
        /// Enter the passphrase: it is asked for, or read from the standard input if that is no terminal
        #[arg(long)]
        passphrase: bool,
        #[command(flatten)]
        data: DataArgument,
    },
    /// Lists the principals that may do something to a secret
    WhoCan(WhoCanArguments),
}

/// Where a server is, and who calls it.
#[derive(Debug, Args)]
pub(crate) struct ClientArguments {
    /// The server's address
    #[arg(long, value_name = "URL", env = "AWS_ENDPOINT_URL", default_value = "http://127.0.0.1:7766")]
    pub(crate) endpoint: String,
    /// The region
    #[arg(long, value_name = "REGION", env = "AWS_DEFAULT_REGION", default_value = "us-east-1")]
    pub(crate) region: String,
    /// The credentials file, unless AWS_ACCESS_KEY_ID is set [default: strongroom-data/credentials]
    #[arg(long, value_name = "FILE", env = "AWS_SHARED_CREDENTIALS_FILE")]
    pub(crate) credentials: Option<PathBuf>,
    /// The profile in the credentials file
    #[arg(long, value_name = "NAME", env = "AWS_PROFILE", default_value = "default")]
    pub(crate) profile: String,
    /// Certificates of authorities that are trusted beside the system's
    #[arg(long, value_name = "FILE", env = "AWS_CA_BUNDLE")]
    pub(crate) ca_bundle: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// What would be done, such as secretsmanager:GetSecretValue
    pub(crate) action: String,
    /// The name or ARN of the secret; none for an action on none in particular
    pub(crate) secret: Option<String>,
    /// The ARN of a root, a user, a role or a session [default: whoever asks]
    #[arg(long, value_name = "ARN")]
    pub(crate) principal: Option<String>,
    /// A condition key that the call would have; may be given several times
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_and_value)]
    pub(crate) context: Vec<(String, String)>,
    #[command(flatten)]
    pub(crate) client: ClientArguments,
}

#[derive(Debug, Args)]
pub(crate) struct WhoCanArguments {
    /// The name or ARN of the secret
    pub(crate) secret: String,
    /// What would be done [default: secretsmanager:GetSecretValue]
    #[arg(long, value_name = "ACTION")]
    pub(crate) action: Option<String>,
    #[command(flatten)]
    pub(crate) client: ClientArguments,
}

fn key_and_value(text: &str) -> Result<(String, String), &'static str> {
    let (key, value) = text.split_once('=').ok_or("a key, an equal sign and a value")?;
    Ok((key.to_owned(), value.to_owned()))
}

#[derive(Debug, Subcommand)]
pub(crate) enum AccountCommand {
    /// Makes an account, and says where the access key of its root lies
    Create {
        /// Its id, twelve digits
        account: AccountId,
        #[command(flatten)]
        data: DataArgument,
    },
    /// Lists the accounts, the first one first
    List {
        #[command(flatten)]
        data: DataArgument,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Checks that no record was changed, removed, moved or cut, and says which if so
    Verify(VerifyArguments),
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    #[command(flatten)]
    pub(crate) data: DataArgument,
    /// The configuration file, if the root key is not where the default has it and no server is running
    #[arg(long, value_name = "FILE", env = "STRONGROOM_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// A copy of the trail; it is checked by itself, without what the store says of it
    #[arg(long, value_name = "DIR", conflicts_with_all = ["data", "config"])]
    pub(crate) trail: Option<PathBuf>,
    /// The first public key, as it was noted down when the trail began
    #[arg(long, value_name = "KEY")]
    pub(crate) root: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ClockCommand {
    /// Moves the clock forward and waits until everything due by then was done
    Advance {
        /// How far: a number with d, h, m or s, or several of them, such as 30d or 1d12h
        by: Seconds,
        #[command(flatten)]
        data: DataArgument,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RootKeyCommand {
    /// Wraps the keyring under another root key, perhaps of another provider; the server must be stopped
    Change {
        /// The configuration file with the root key in use
        #[arg(long, value_name = "FILE", env = "STRONGROOM_CONFIG")]
        config: Option<PathBuf>,
        /// The configuration file with the root key to be used from now on; its secrets come by files
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
        #[command(flatten)]
        data: DataArgument,
    },
    /// Opens a store whose root key is lost: reads recovery shares, one a line; the server must be stopped
    Recover {
        /// The configuration file with the root key to be used from now on
        #[arg(long, value_name = "FILE", env = "STRONGROOM_CONFIG")]
        config: Option<PathBuf>,
        #[command(flatten)]
        data: DataArgument,
    },
    /// Shares for when the root key is lost
    #[command(subcommand)]
    Recovery(RecoveryCommand),
    /// Has a running server make a new root key of the same provider
    Rotate {
        #[command(flatten)]
        data: DataArgument,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RecoveryCommand {
    /// Has a running server make recovery shares, and prints them, once; earlier ones are void
    Create {
        /// How many, 2 to 255
        #[arg(long, value_name = "N")]
        shares: u8,
        /// How many of them open the store, 2 or more
        #[arg(long, value_name = "K")]
        threshold: u8,
        #[command(flatten)]
        data: DataArgument,
    },
}

#[derive(Debug, Args)]
pub(crate) struct DataArgument {
    /// The folder of the server's data [default: strongroom-data]
    #[arg(long, value_name = "DIR", env = "STRONGROOM_DATA")]
    data: Option<PathBuf>,
}

impl DataArgument {
    pub(crate) fn folder(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| PathBuf::from(DATA_DEFAULT))
    }
}

/// Each is also a key of the configuration file; a flag wins over the environment, that over the file.
#[derive(Debug, Default, Args)]
pub(crate) struct ServeArguments {
    /// The configuration file
    #[arg(long, value_name = "FILE", env = "STRONGROOM_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Where to listen [default: 127.0.0.1:7766]
    #[arg(long, value_name = "ADDR", env = "STRONGROOM_LISTEN")]
    pub(crate) listen: Option<SocketAddr>,
    /// The folder for everything the server keeps [default: strongroom-data]
    #[arg(long, value_name = "DIR", env = "STRONGROOM_DATA")]
    pub(crate) data: Option<PathBuf>,
    /// The account, twelve digits [default: 000000000000]
    #[arg(long, value_name = "ID", env = "STRONGROOM_ACCOUNT")]
    pub(crate) account: Option<AccountId>,
    /// Lets `strongroom clock advance` move the service clock; on loopback only
    #[arg(long, env = "STRONGROOM_TEST_CLOCK", value_parser = clap::builder::BoolishValueParser::new())]
    pub(crate) test_clock: bool,
}

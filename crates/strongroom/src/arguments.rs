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
    /// Runs the server
    Serve(ServeArguments),
    /// Asks a running server how it is
    Status {
        #[command(flatten)]
        data: DataArgument,
    },
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

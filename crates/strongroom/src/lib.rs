//! One program for the server and for those who command it: command line, configuration, operator's calls.
//!
//! Knows no secret and no wire; `main.rs` adds nothing but the allocator, so that tools may link the rest without it.

mod access;
mod arguments;
mod audit_trail;
mod client;
mod configuration;
mod duration;
mod environment;
mod hygiene;
mod operator;
mod root_keys;
mod serve;
mod silent_input;

use std::process::ExitCode;

use arguments::{AccountCommand, Arguments, AuditCommand, ClockCommand, Command};
use clap::Parser;

/// Does what the command line says.
#[must_use]
pub fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // One line per cause: the chain is what an operator needs, and no text in it holds a secret.
            eprintln!("strongroom: {failure}");
            failure.chain().skip(1).for_each(|cause| eprintln!("  because {cause}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    hygiene::protect()?;
    match Arguments::parse().command {
        Command::Account(AccountCommand::Create { account, data }) => {
            operator::create_account(&data.folder(), &account)
        }
        Command::Account(AccountCommand::List { data }) => operator::list_accounts(&data.folder()),
        Command::Audit(AuditCommand::Verify(arguments)) => audit_trail::check(&arguments),
        Command::Clock(ClockCommand::Advance { by, data }) => operator::advance_clock(&data.folder(), by),
        Command::Explain(arguments) => access::explain(&arguments),
        Command::RootKey(command) => root_keys::run(command),
        Command::Serve(arguments) => serve::serve(arguments),
        Command::Status { data } => operator::status(&data.folder()),
        Command::Unseal { passphrase, data } => operator::unseal(&data.folder(), passphrase),
        Command::WhoCan(arguments) => access::who_can(&arguments),
    }
}

/// What only the fuzz targets see.
#[cfg(fuzzing)]
pub mod fuzzing {
    /// Reads a configuration file and a duration, and tells whether either was one.
    pub fn configuration(text: &str) -> bool {
        let is_configuration = crate::configuration::Configuration::parse(text).is_ok();
        let is_duration = text.parse::<crate::duration::Seconds>().is_ok();
        is_configuration || is_duration
    }
}

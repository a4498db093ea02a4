//! The binary: one program for the server and for those who command it.

mod allocator;
mod arguments;
mod audit_trail;
mod configuration;
mod duration;
mod environment;
mod hygiene;
mod operator;
mod serve;

use std::process::ExitCode;

use arguments::{Arguments, AuditCommand, ClockCommand, Command};
use clap::Parser;

fn main() -> ExitCode {
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
        Command::Audit(AuditCommand::Verify(arguments)) => audit_trail::check(&arguments),
        Command::Clock(ClockCommand::Advance { by, data }) => operator::advance_clock(&data.folder(), by),
        Command::Serve(arguments) => serve::serve(arguments),
        Command::Status { data } => operator::status(&data.folder()),
    }
}

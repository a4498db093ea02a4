//! Commands to a running server, through the socket in its data folder.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

use anyhow::{Context, anyhow};
use audit::StoredHead;
use server::AccountId;
use server::operator::{self, Command, Outcome, Words};
use zeroize::Zeroizing;

use crate::duration::Seconds;
use crate::silent_input;

/// Makes an account, and says where the credentials of its root lie.
pub(crate) fn create_account(data: &Path, account: &AccountId) -> anyhow::Result<()> {
    let outcome = ask(data, &Command::AccountCreate { account: account.to_string() })?;
    let Outcome::Account { credentials } = &outcome else { return Err(unexpected(outcome)) };
    println!("credentials: {}", credentials.display());
    Ok(())
}

/// Lists the accounts.
pub(crate) fn list_accounts(data: &Path) -> anyhow::Result<()> {
    let outcome = ask(data, &Command::AccountList)?;
    let Outcome::Accounts { accounts } = &outcome else { return Err(unexpected(outcome)) };
    accounts.iter().for_each(|account| println!("{account}"));
    Ok(())
}

/// Why a command was not carried out.
pub(crate) fn unexpected(outcome: Outcome) -> anyhow::Error {
    let Outcome::Failed { reason } = outcome else { return anyhow!("the server answered something else") };
    anyhow!(reason)
}

/// Moves the test clock, and says what time it is then.
pub(crate) fn advance_clock(data: &Path, by: Seconds) -> anyhow::Result<()> {
    let outcome = ask(data, &Command::ClockAdvance { seconds: by.0 })?;
    let Outcome::Done { now, .. } = &outcome else { return Err(unexpected(outcome)) };
    println!("the service clock says {now}");
    Ok(())
}

/// Says how the server is.
pub(crate) fn status(data: &Path) -> anyhow::Result<()> {
    let outcome = ask(data, &Command::Status)?;
    let Outcome::Done { now, account, test_clock, complaint } = &outcome else {
        return Err(unexpected(outcome));
    };
    println!("account: {account}\nservice clock: {now}\ntest clock: {test_clock}");
    println!("state: {}", complaint.as_deref().unwrap_or("ready"));
    Ok(())
}

/// Has a sealed server try to open, perhaps with words that are read here.
pub(crate) fn unseal(data: &Path, passphrase: bool) -> anyhow::Result<()> {
    let passphrase = passphrase.then(|| silent_input::line("Passphrase: ")).transpose()?.map(Words::new);
    let outcome = ask(data, &Command::Unseal { passphrase })?;
    let Outcome::Done { .. } = outcome else { return Err(unexpected(outcome)) };
    println!("the server is open");
    Ok(())
}

/// Where the audit trail stands, as a running server knows it; nothing if none answers.
pub(crate) fn audit_head(data: &Path) -> anyhow::Result<Option<StoredHead>> {
    let Ok(stream) = UnixStream::connect(operator::path(data)) else { return Ok(None) };
    let outcome = converse(stream, &Command::AuditHead)?;
    let Outcome::AuditHead { head } = &outcome else { return Err(unexpected(outcome)) };
    StoredHead::from_hex(head).map(Some).context("the server's answer is no head")
}

pub(crate) fn ask(data: &Path, command: &Command) -> anyhow::Result<Outcome> {
    let path = operator::path(data);
    let unreachable = || format!("no server answers at `{}`", path.display());
    converse(UnixStream::connect(&path).with_context(unreachable)?, command)
}

fn converse(mut stream: UnixStream, command: &Command) -> anyhow::Result<Outcome> {
    let mut line = Zeroizing::new(serde_json::to_string(command)?);
    line.push('\n');
    stream.write_all(line.as_bytes())?;
    let mut answer = Zeroizing::new(String::new());
    BufReader::new(stream).read_line(&mut answer)?;
    serde_json::from_str(&answer).context("the server's answer is not understood")
}

//! `strongroom root-key`: commands to a running server, and work on the folder of one that is stopped.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::ensure;
use server::RootKey;
use server::operator::{Command, Outcome};
use zeroize::Zeroizing;

use crate::arguments::{RecoveryCommand, RootKeyCommand};
use crate::configuration::Configuration;
use crate::environment::Environment;
use crate::{operator, silent_input};

/// Does what is asked.
pub(crate) fn run(command: RootKeyCommand) -> anyhow::Result<()> {
    match command {
        RootKeyCommand::Change { config, to, data } => change(config.as_deref(), &to, &data.folder()),
        RootKeyCommand::Recover { config, data } => recover(config.as_deref(), &data.folder()),
        RootKeyCommand::Recovery(RecoveryCommand::Create { shares, threshold, data }) => {
            create_shares(&data.folder(), shares, threshold)
        }
        RootKeyCommand::Rotate { data } => rotate(&data.folder()),
    }
}

fn rotate(data: &Path) -> anyhow::Result<()> {
    let outcome = operator::ask(data, &Command::RootKeyRotate)?;
    let Outcome::Done { .. } = outcome else { return Err(operator::unexpected(outcome)) };
    println!("the keyring is wrapped under a new root key");
    Ok(())
}

fn create_shares(data: &Path, shares: u8, threshold: u8) -> anyhow::Result<()> {
    let outcome = operator::ask(data, &Command::RecoveryCreate { shares, threshold })?;
    let Outcome::Shares { shares } = &outcome else { return Err(operator::unexpected(outcome)) };
    let mut text = Zeroizing::new(String::new());
    shares.iter().for_each(|share| {
        text.push_str(share.expose_secret());
        text.push('\n');
    });
    std::io::stdout().write_all(text.as_bytes())?;
    eprintln!("Any {threshold} of these open the store. They are not shown again.");
    Ok(())
}

fn change(config: Option<&Path>, to: &Path, data: &Path) -> anyhow::Result<()> {
    let from = root_key(config, data, Environment::take()?)?;
    let to = root_key(Some(to), data, Environment::default())?;
    runtime()?.block_on(server::change_root_key(data, from, to))?;
    println!("the keyring is wrapped under the other root key");
    Ok(())
}

fn recover(config: Option<&Path>, data: &Path) -> anyhow::Result<()> {
    let to = root_key(config, data, Environment::default())?;
    let shares = silent_input::lines("Recovery shares, one a line; Ctrl-D after the last:\n")?;
    runtime()?.block_on(server::recover_root_key(data, &shares, to))?;
    println!("the keyring is wrapped under the configured root key");
    Ok(())
}

/// The root key that a configuration names for an existing folder.
fn root_key(config: Option<&Path>, data: &Path, environment: Environment) -> anyhow::Result<Arc<RootKey>> {
    ensure!(data.is_dir(), "there is no folder `{}`", data.display());
    let data = PathBuf::from(data);
    Ok(Arc::new(Configuration::read(config)?.root_key(&data, environment)?))
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

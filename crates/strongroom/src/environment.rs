//! Secrets that come by the environment.
//!
//! A process's environment can be read in `/proc` for as long as it lives, and nothing a program does to its own copy changes
//! that. So a server that finds secrets there starts itself anew, without them: they go through a pipe that the new
//! image reads once. The process id stays, so whoever supervises the process notices nothing.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use server::Plaintext;
use zeroize::Zeroizing;

/// The variables that may hold secrets.
pub(crate) const SECRETS: [&str; 5] =
    [ROOT_SECRET_ACCESS_KEY, ROOT_KEY, ROOT_KEY_KMS_SECRET_ACCESS_KEY, ROOT_KEY_PASSPHRASE, ROOT_KEY_PIN];
/// The secret half of the first root key.
pub(crate) const ROOT_SECRET_ACCESS_KEY: &str = "STRONGROOM_ROOT_SECRET_ACCESS_KEY";
/// The root key, in Base64.
pub(crate) const ROOT_KEY: &str = "STRONGROOM_ROOT_KEY";
/// The secret of the access key that a key-management service knows.
pub(crate) const ROOT_KEY_KMS_SECRET_ACCESS_KEY: &str = "STRONGROOM_ROOT_KEY_KMS_SECRET_ACCESS_KEY";
/// The PIN of the token that holds the root key.
pub(crate) const ROOT_KEY_PIN: &str = "STRONGROOM_ROOT_KEY_PIN";
/// The words that unwrap the keyring.
pub(crate) const ROOT_KEY_PASSPHRASE: &str = "STRONGROOM_ROOT_KEY_PASSPHRASE";
/// The id of the first root key; no secret.
const ROOT_ACCESS_KEY_ID: &str = "STRONGROOM_ROOT_ACCESS_KEY_ID";

/// Says that the secrets come through the standard input.
const PIPED: &str = "STRONGROOM_SECRETS_PIPED";
/// A pipe takes this much without a reader; the secrets must fit.
const PIPE_BYTES_MAX: usize = 16 * 1_024;

/// What the environment holds for the server.
#[derive(Default)]
pub(crate) struct Environment {
    /// The secrets that were set, by variable.
    secrets: BTreeMap<String, Plaintext>,
    /// The id of the first root key.
    pub(crate) root_access_key_id: Option<String>,
}

impl Environment {
    /// Takes the secrets over. Where there are any, this starts the program anew and does not return.
    pub(crate) fn take() -> anyhow::Result<Self> {
        let secrets = if variable(PIPED).is_some() { from_pipe()? } else { move_to_pipe()? };
        let id = variable(ROOT_ACCESS_KEY_ID).map(|id| id.into_string());
        let root_access_key_id = id.transpose().ok().context("STRONGROOM_ROOT_ACCESS_KEY_ID is not text")?;
        Ok(Self { secrets, root_access_key_id })
    }

    /// Takes one secret out.
    pub(crate) fn secret(&mut self, name: &str) -> Option<Plaintext> {
        self.secrets.remove(name)
    }
}

/// The credentials of whoever calls a server, under the names that AWS's clients read.
pub(crate) const AWS_ACCESS_KEY_ID: &str = "AWS_ACCESS_KEY_ID";
pub(crate) const AWS_SECRET_ACCESS_KEY: &str = "AWS_SECRET_ACCESS_KEY";
pub(crate) const AWS_SESSION_TOKEN: &str = "AWS_SESSION_TOKEN";

/// A variable of whoever calls a server. The process ends with its call, so nothing is taken out of its environment.
pub(crate) fn text(name: &str) -> anyhow::Result<Option<String>> {
    let value = variable(name).filter(|value| !value.is_empty()).map(OsString::into_string);
    value.transpose().map_err(|_| anyhow::anyhow!("{name} is not text"))
}

fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

fn move_to_pipe() -> anyhow::Result<BTreeMap<String, Plaintext>> {
    let found: Vec<_> = SECRETS.iter().filter_map(|name| Some((*name, variable(name)?))).collect();
    if found.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut message = Zeroizing::new(Vec::with_capacity(PIPE_BYTES_MAX));
    for (name, value) in found {
        message.extend_from_slice(name.as_bytes());
        message.push(b'=');
        message.extend_from_slice(value.as_encoded_bytes());
        message.push(0);
    }
    if message.len() > PIPE_BYTES_MAX {
        bail!("the secrets in the environment are too long");
    }
    let (reader, mut writer) = std::io::pipe().context("no pipe for the secrets of the environment")?;
    writer.write_all(&message).context("the secrets could not be handed over")?;
    drop(writer);
    let program = std::env::current_exe().context("the program does not find itself")?;
    let mut arguments = std::env::args_os();
    let mut again = Command::new(program);
    again.arg0(arguments.next().unwrap_or_default());
    again.args(arguments).env(PIPED, "1").stdin(Stdio::from(reader));
    SECRETS.iter().for_each(|name| {
        again.env_remove(name);
    });
    Err(again.exec()).context("the program could not be started anew without the secrets in its environment")
}

fn from_pipe() -> anyhow::Result<BTreeMap<String, Plaintext>> {
    let mut message = Zeroizing::new(Vec::with_capacity(PIPE_BYTES_MAX));
    let limit = PIPE_BYTES_MAX as u64;
    std::io::stdin().take(limit).read_to_end(&mut message).context("the secrets could not be taken over")?;
    let entries = message.split(|byte| *byte == 0).filter(|entry| !entry.is_empty());
    let pairs = entries.filter_map(|entry| {
        let at = entry.iter().position(|byte| *byte == b'=')?;
        let (name, value) = entry.split_at_checked(at)?;
        Some((String::from_utf8(name.to_vec()).ok()?, Plaintext::new(value.get(1..)?.to_vec())))
    });
    Ok(pairs.collect())
}

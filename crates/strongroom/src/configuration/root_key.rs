//! The section `root_key`: who unwraps the keyring.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use serde::Deserialize;
use server::{Plaintext, RootKey};

use super::read_secret;
use crate::environment::{Environment, ROOT_KEY, ROOT_KEY_PASSPHRASE};

/// Who unwraps the keyring. Which keys go with which provider is checked when it is settled.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RootKeySection {
    #[serde(default)]
    provider: Provider,
    path: Option<PathBuf>,
    key_file: Option<PathBuf>,
    passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Provider {
    Env,
    #[default]
    File,
    Passphrase,
}

impl RootKeySection {
    /// The root key of a data folder.
    pub(super) fn settle(mut self, data: &Path, environment: &mut Environment) -> anyhow::Result<RootKey> {
        let root_key = match self.provider {
            Provider::Env => self.from_text(environment)?,
            Provider::File => RootKey::File(self.path.take().unwrap_or_else(|| data.join("root-key"))),
            Provider::Passphrase => self.from_words(environment)?,
        };
        self.refuse_the_rest(environment)?;
        Ok(root_key)
    }

    fn from_text(&mut self, environment: &mut Environment) -> anyhow::Result<RootKey> {
        let text = Secret { name: "root key", variable: ROOT_KEY, key: "key_file" };
        Ok(RootKey::from_text(&text.take(environment, self.key_file.take())?)?)
    }

    fn from_words(&mut self, environment: &mut Environment) -> anyhow::Result<RootKey> {
        let words = Secret { name: "passphrase", variable: ROOT_KEY_PASSPHRASE, key: "passphrase_file" };
        Ok(RootKey::Passphrase(words.take(environment, self.passphrase_file.take())?))
    }

    /// What no provider took is a mistake: somebody believes that it is used.
    fn refuse_the_rest(&self, environment: &mut Environment) -> anyhow::Result<()> {
        let left = [
            ("path", self.path.is_some(), "file"),
            ("key_file", self.key_file.is_some(), "env"),
            ("passphrase_file", self.passphrase_file.is_some(), "passphrase"),
        ];
        if let Some((key, _, provider)) = left.iter().find(|(_, is_set, _)| *is_set) {
            bail!("`root_key.{key}` is given, but `root_key.provider` is not `{provider}`");
        }
        for (variable, provider) in [(ROOT_KEY, "env"), (ROOT_KEY_PASSPHRASE, "passphrase")] {
            let is_left = environment.secret(variable).is_some();
            ensure!(!is_left, "{variable} is set, but `root_key.provider` is not `{provider}`");
        }
        Ok(())
    }
}

/// A secret that comes by the environment or in a file of its own.
struct Secret {
    name: &'static str,
    variable: &'static str,
    key: &'static str,
}

impl Secret {
    fn take(&self, environment: &mut Environment, file: Option<PathBuf>) -> anyhow::Result<Plaintext> {
        let Self { name, variable, key } = self;
        match (environment.secret(variable), file) {
            (Some(secret), None) => Ok(secret),
            (None, Some(path)) => read_secret(&path).with_context(|| format!("`root_key.{key}`")),
            (Some(_), Some(_)) => {
                bail!("the {name} is given twice: in {variable} and in `root_key.{key}`")
            }
            (None, None) => bail!("the {name} is missing: set {variable} or `root_key.{key}`"),
        }
    }
}

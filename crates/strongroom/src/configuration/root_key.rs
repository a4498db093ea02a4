//! The section `root_key`: who unwraps the keyring.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use serde::Deserialize;
use server::{KmsKey, KmsSettings, Plaintext, RootKey};
#[cfg(feature = "pkcs11")]
use server::{Token, WhichToken};

use super::{read_file, read_secret};
use crate::environment::{
    Environment, ROOT_KEY, ROOT_KEY_KMS_SECRET_ACCESS_KEY as KMS_SECRET, ROOT_KEY_PASSPHRASE,
    ROOT_KEY_PIN as PIN,
};

/// The label of the key in a token, unless another one is given.
#[cfg(feature = "pkcs11")]
const KEY_LABEL_DEFAULT: &str = "strongroom";

/// Who unwraps the keyring. Which keys go with which provider is checked when it is settled.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RootKeySection {
    #[serde(default)]
    provider: Provider,
    path: Option<PathBuf>,
    key_file: Option<PathBuf>,
    passphrase_file: Option<PathBuf>,
    module: Option<PathBuf>,
    token: Option<String>,
    slot: Option<u64>,
    pin_file: Option<PathBuf>,
    key_label: Option<String>,
    endpoint: Option<String>,
    region: Option<String>,
    key_id: Option<String>,
    access_key_id: Option<String>,
    secret_access_key_file: Option<PathBuf>,
    authorities_file: Option<PathBuf>,
    /// Whether an operator enters the passphrase once the server listens.
    #[serde(default)]
    ask: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Provider {
    AwsKms,
    Env,
    #[default]
    File,
    Passphrase,
    Pkcs11,
}

impl RootKeySection {
    /// The root key of a data folder.
    pub(super) fn settle(mut self, data: &Path, environment: &mut Environment) -> anyhow::Result<RootKey> {
        let root_key = match self.provider {
            Provider::AwsKms => self.in_kms(environment)?,
            Provider::Env => self.handed_over(environment)?,
            Provider::File => RootKey::File(self.path.take().unwrap_or_else(|| data.join("root-key"))),
            Provider::Passphrase => self.of_words(environment)?,
            Provider::Pkcs11 => self.in_token(environment)?,
        };
        self.refuse_the_rest(environment)?;
        Ok(root_key)
    }

    fn handed_over(&mut self, environment: &mut Environment) -> anyhow::Result<RootKey> {
        let text = Secret { name: "root key", variable: ROOT_KEY, key: "key_file" };
        Ok(RootKey::from_text(&text.take(environment, self.key_file.take())?)?)
    }

    fn of_words(&mut self, environment: &mut Environment) -> anyhow::Result<RootKey> {
        if std::mem::take(&mut self.ask) {
            ensure!(
                self.passphrase_file.is_none(),
                "`root_key.ask` and `root_key.passphrase_file` are both given"
            );
            return Ok(RootKey::AwaitedPassphrase);
        }
        let words = Secret { name: "passphrase", variable: ROOT_KEY_PASSPHRASE, key: "passphrase_file" };
        Ok(RootKey::Passphrase(words.take(environment, self.passphrase_file.take())?))
    }

    fn in_kms(&mut self, environment: &mut Environment) -> anyhow::Result<RootKey> {
        let secret = Secret {
            name: "secret of the access key for KMS",
            variable: KMS_SECRET,
            key: "secret_access_key_file",
        };
        let region = needed(self.region.take(), "region")?;
        let endpoint = self.endpoint.take().unwrap_or_else(|| format!("https://kms.{region}.amazonaws.com"));
        let authorities = self.authorities_file.take().map(|path| read_file(&path)).transpose()?;
        Ok(RootKey::Kms(Box::new(KmsKey::new(KmsSettings {
            endpoint,
            region,
            key_id: needed(self.key_id.take(), "key_id")?,
            access_key_id: needed(self.access_key_id.take(), "access_key_id")?,
            secret_access_key: secret.take(environment, self.secret_access_key_file.take())?,
            authorities: authorities.map(|pem| pem.to_vec()),
            clock: server::wire_now,
        })?)))
    }

    #[cfg(feature = "pkcs11")]
    fn in_token(&mut self, environment: &mut Environment) -> anyhow::Result<RootKey> {
        let pin = Secret { name: "PIN", variable: PIN, key: "pin_file" };
        let which = match (self.token.take(), self.slot.take()) {
            (Some(label), None) => WhichToken::Label(label),
            (None, Some(slot)) => WhichToken::Slot(slot),
            (Some(_), Some(_)) => bail!("`root_key.token` and `root_key.slot` are both given"),
            (None, None) => bail!("`root_key.token` is missing, the label of the token"),
        };
        Ok(RootKey::Token(Token {
            module: needed(self.module.take(), "module")?,
            which,
            pin: pin.take(environment, self.pin_file.take())?,
            key_label: self.key_label.take().unwrap_or_else(|| KEY_LABEL_DEFAULT.to_owned()),
        }))
    }

    #[cfg(not(feature = "pkcs11"))]
    fn in_token(&mut self, _environment: &mut Environment) -> anyhow::Result<RootKey> {
        bail!("this program was built without the feature `pkcs11`")
    }

    /// What no provider took is a mistake: somebody believes that it is used.
    fn refuse_the_rest(&self, environment: &mut Environment) -> anyhow::Result<()> {
        let left = [
            ("ask", self.ask, "passphrase"),
            ("path", self.path.is_some(), "file"),
            ("key_file", self.key_file.is_some(), "env"),
            ("passphrase_file", self.passphrase_file.is_some(), "passphrase"),
            ("module", self.module.is_some(), "pkcs11"),
            ("token", self.token.is_some(), "pkcs11"),
            ("slot", self.slot.is_some(), "pkcs11"),
            ("pin_file", self.pin_file.is_some(), "pkcs11"),
            ("key_label", self.key_label.is_some(), "pkcs11"),
            ("endpoint", self.endpoint.is_some(), "aws-kms"),
            ("region", self.region.is_some(), "aws-kms"),
            ("key_id", self.key_id.is_some(), "aws-kms"),
            ("access_key_id", self.access_key_id.is_some(), "aws-kms"),
            ("secret_access_key_file", self.secret_access_key_file.is_some(), "aws-kms"),
            ("authorities_file", self.authorities_file.is_some(), "aws-kms"),
        ];
        if let Some((key, _, provider)) = left.iter().find(|(_, is_set, _)| *is_set) {
            bail!("`root_key.{key}` is given, but `root_key.provider` is not `{provider}`");
        }
        let variables = [
            (ROOT_KEY, "env"),
            (ROOT_KEY_PASSPHRASE, "passphrase"),
            (PIN, "pkcs11"),
            (KMS_SECRET, "aws-kms"),
        ];
        for (variable, provider) in variables {
            let is_left = environment.secret(variable).is_some();
            ensure!(!is_left, "{variable} is set, but `root_key.provider` is not `{provider}`");
        }
        Ok(())
    }
}

fn needed<T>(value: Option<T>, key: &str) -> anyhow::Result<T> {
    value.with_context(|| format!("`root_key.{key}` is missing"))
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

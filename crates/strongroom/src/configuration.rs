//! The configuration file, and how it, the environment and the flags become settings.

mod call_limits;
mod identity_providers;
mod root_key;
mod unknown_keys;

use std::fs::File;
use std::io::Read;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use audit::{Durability, Options, Rotation};
use serde::Deserialize;
use server::{
    AccessKeyId, AccountId, Credentials, Listener, Plaintext, Regions, RootKey, SecretAccessKey, Settings,
    TlsFiles,
};
use zeroize::Zeroizing;

use crate::arguments::{DATA_DEFAULT, ServeArguments};
use crate::environment::{Environment, ROOT_SECRET_ACCESS_KEY};

const LISTEN_DEFAULT: &str = "127.0.0.1:7766";
const ACCOUNT_DEFAULT: &str = "000000000000";
/// The largest file that is read as configuration or as a secret.
const FILE_BYTES_MAX: u64 = 1_024 * 1_024;

/// The configuration file. Secrets stand in files of their own, which it names.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Configuration {
    listen: Option<SocketAddr>,
    data: Option<PathBuf>,
    account: Option<String>,
    regions: Option<Vec<String>>,
    #[serde(default)]
    test_clock: bool,
    tls: Option<TlsSection>,
    #[serde(default)]
    root_key: root_key::RootKeySection,
    root_credentials: Option<RootCredentialsSection>,
    #[serde(default)]
    audit: AuditSection,
    #[serde(default)]
    limits: call_limits::LimitsSection,
    #[serde(default)]
    identity_providers: identity_providers::NetworkSection,
    #[serde(default)]
    identity_provider: Vec<identity_providers::ProviderSection>,
    #[serde(default)]
    pub(crate) log: LogSection,
}

#[derive(Debug, Deserialize)]
struct TlsSection {
    certificate: PathBuf,
    key: PathBuf,
}

#[derive(Debug, Deserialize)]
struct RootCredentialsSection {
    access_key_id: String,
    secret_access_key_file: PathBuf,
}

/// How the audit trail is written.
#[derive(Debug, Default, Deserialize)]
struct AuditSection {
    #[serde(default)]
    sync: AuditSync,
    deadline_ms: Option<u64>,
    segment_mib: Option<u64>,
    segment_hours: Option<u64>,
    #[serde(default)]
    stdout: bool,
}

/// When a record counts as written.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum AuditSync {
    /// On disk.
    Disk,
    /// With the operating system; on disk within a second.
    #[default]
    Os,
}

/// What is logged, and how.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct LogSection {
    /// A filter such as `info` or `server=debug`.
    pub(crate) filter: Option<String>,
    #[serde(default)]
    pub(crate) format: LogFormat,
}

/// The form of a log line.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LogFormat {
    /// One JSON object per line.
    Json,
    /// For people.
    #[default]
    Text,
}

impl Configuration {
    /// The file's contents; the defaults where there is no file.
    pub(crate) fn read(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self::default()) };
        let text = read_file(path)?;
        let text = std::str::from_utf8(&text).with_context(|| format!("`{}` is not text", path.display()))?;
        Self::parse(text).with_context(|| format!("`{}` is not a configuration", path.display()))
    }

    pub(crate) fn parse(text: &str) -> anyhow::Result<Self> {
        let table: toml::Table = text.parse()?;
        unknown_keys::refuse(&table)?;
        Ok(table.try_into()?)
    }

    /// What unwraps the keyring.
    pub(crate) fn root_key(self, data: &Path, mut environment: Environment) -> anyhow::Result<RootKey> {
        self.root_key.settle(data, &mut environment)
    }

    /// All settings: flags first, then the file, then the defaults.
    pub(crate) fn settle(
        self,
        flags: ServeArguments,
        mut environment: Environment,
    ) -> anyhow::Result<Settings> {
        let data = flags.data.or(self.data).unwrap_or_else(|| PathBuf::from(DATA_DEFAULT));
        let root_key = self.root_key.settle(&data, &mut environment)?;
        let root_credentials = root_credentials(self.root_credentials, &mut environment)?;
        let tls = self.tls.map(|tls| TlsFiles { certificate: tls.certificate, key: tls.key });
        let address = flags.listen.or(self.listen).map_or_else(|| LISTEN_DEFAULT.parse(), Ok)?;
        Ok(Settings {
            data,
            listener: Listener { address, tls },
            account: account(flags.account, self.account.as_deref())?,
            regions: regions(self.regions)?,
            root_key: Arc::new(root_key),
            root_credentials,
            audit: self.audit.options()?,
            test_clock: flags.test_clock || self.test_clock,
            limits: self.limits.settle()?,
            identity_providers: identity_providers::settle(self.identity_providers, self.identity_provider),
        })
    }
}

impl AuditSection {
    fn options(self) -> anyhow::Result<Options> {
        let default = Options::default();
        let positive = |name: &str, given: Option<u64>| match given {
            Some(0) => bail!("`audit.{name}` is zero"),
            given => Ok(given),
        };
        let deadline = positive("deadline_ms", self.deadline_ms)?.map(Duration::from_millis);
        let bytes = positive("segment_mib", self.segment_mib)?.map(|mib| mib.saturating_mul(1_024 * 1_024));
        let hours = positive("segment_hours", self.segment_hours)?;
        let age = hours.map(|hours| Duration::from_secs(hours.saturating_mul(3_600)));
        Ok(Options {
            deadline: deadline.unwrap_or(default.deadline),
            durability: match self.sync {
                AuditSync::Disk => Durability::Disk,
                AuditSync::Os => Durability::OperatingSystem,
            },
            rotation: Rotation {
                bytes_max: bytes.unwrap_or(default.rotation.bytes_max),
                age_max: age.unwrap_or(default.rotation.age_max),
            },
            copies_to_stdout: self.stdout,
        })
    }
}

fn account(flag: Option<AccountId>, text: Option<&str>) -> anyhow::Result<AccountId> {
    match flag {
        Some(account) => Ok(account),
        None => text.unwrap_or(ACCOUNT_DEFAULT).parse().context("`account`"),
    }
}

fn regions(names: Option<Vec<String>>) -> anyhow::Result<Regions> {
    let Some(names) = names else { return Ok(Regions::commercial()) };
    let names: anyhow::Result<_> = names.iter().map(|name| name.parse().context("`regions`")).collect();
    Regions::new(names?).context("`regions`")
}

fn root_credentials(
    section: Option<RootCredentialsSection>,
    environment: &mut Environment,
) -> anyhow::Result<Option<Credentials>> {
    let secret = environment.secret(ROOT_SECRET_ACCESS_KEY);
    let (id, secret) = match (environment.root_access_key_id.take(), secret, section) {
        (Some(id), Some(secret), _) => (id, secret),
        (None, None, Some(section)) => (section.access_key_id, read_secret(&section.secret_access_key_file)?),
        (None, None, None) => return Ok(None),
        (Some(_), None, _) | (None, Some(_), _) => {
            bail!("STRONGROOM_ROOT_ACCESS_KEY_ID and {ROOT_SECRET_ACCESS_KEY} go together")
        }
    };
    let id = AccessKeyId::parse(&id)?;
    if id.is_temporary() {
        bail!("`{id}` is the id of a temporary access key, which the root key cannot have");
    }
    Ok(Some(Credentials { id, secret: SecretAccessKey::preset(secret)? }))
}

/// A secret in a file, without the line break that editors put at its end.
fn read_secret(path: &Path) -> anyhow::Result<Plaintext> {
    Ok(Plaintext::new(read_file(path)?.trim_ascii_end().to_vec()))
}

fn read_file(path: &Path) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    let file = File::open(path).with_context(|| format!("`{}` could not be opened", path.display()))?;
    file.take(FILE_BYTES_MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;

//! What a server is told before it starts. Where the settings come from is the binary's affair.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;

use arn::{AccountId, Partition, Region};
use iam::Credentials;
use root_key::RootKey;

use crate::identity_providers::IdentityProviderSettings;
use crate::limits::CALLS_IN_PROGRESS_DEFAULT;
use crate::rates::Rates;

/// All settings, checked one by one.
pub struct Settings {
    /// The folder that holds everything the server keeps.
    pub data: PathBuf,
    /// Where clients connect.
    pub listener: Listener,
    /// The account of the first root key.
    pub account: AccountId,
    /// The regions that are served.
    pub regions: Regions,
    /// What unwraps the keyring.
    pub root_key: Arc<RootKey>,
    /// The first root key, if an unattended installation chose it.
    pub root_credentials: Option<Credentials>,
    /// How the audit trail is written.
    pub audit: audit::Options,
    /// Whether the service clock can be moved; on loopback only.
    pub test_clock: bool,
    /// How many calls are let in.
    pub limits: CallLimits,
    /// How identity providers are reached.
    pub identity_providers: IdentityProviderSettings,
}

/// How many calls are let in.
#[derive(Debug, Clone)]
pub struct CallLimits {
    /// Per second, of an account and of a caller.
    pub rates: Rates,
    /// At once, of all callers together.
    pub calls_in_progress_max: NonZeroU32,
}

impl Default for CallLimits {
    fn default() -> Self {
        Self { rates: Rates::off(), calls_in_progress_max: CALLS_IN_PROGRESS_DEFAULT }
    }
}

/// The regions that are served: at least one, and all of one partition, since an account lives in one.
///
/// Source: IAM user guide, "Amazon Resource Names": the partition is part of every ARN, the account root's included.
#[derive(Debug, Clone)]
pub struct Regions {
    names: HashSet<Region>,
    partition: Partition,
}

/// Why regions cannot be served together (the operator's fault).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRegions {
    /// There are none.
    #[error("no region is named")]
    None,
    /// They are of several partitions.
    #[error(
        "`{first}` is of partition `{}`, and `{second}` of `{}`: an account lives in one partition, so serve each by a server of its own",
        .first.partition(),
        .second.partition()
    )]
    OfSeveralPartitions {
        /// One region.
        first: Region,
        /// A region of another partition.
        second: Region,
    },
}

impl Regions {
    /// The regions of the partition `aws`.
    #[must_use]
    pub fn commercial() -> Self {
        Self { names: Region::commercial().into_iter().collect(), partition: Partition::Aws }
    }

    /// These regions.
    ///
    /// # Errors
    ///
    /// See [`InvalidRegions`].
    pub fn new(names: Vec<Region>) -> Result<Self, InvalidRegions> {
        let first = names.first().ok_or(InvalidRegions::None)?;
        let partition = first.partition();
        if let Some(second) = names.iter().find(|region| region.partition() != partition) {
            let (first, second) = (first.clone(), second.clone());
            return Err(InvalidRegions::OfSeveralPartitions { first, second });
        }
        Ok(Self { names: names.into_iter().collect(), partition })
    }

    /// The partition that they are all of.
    #[must_use]
    pub const fn partition(&self) -> Partition {
        self.partition
    }

    /// The region of that name, if it is among them.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Region> {
        self.names.get(name)
    }

    /// Each of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.names.iter()
    }
}

/// Where clients connect, and whether over TLS.
#[derive(Debug, Clone)]
pub struct Listener {
    /// The address; port 0 takes a free one.
    pub address: SocketAddr,
    /// The certificate; none means plaintext, on loopback only.
    pub tls: Option<TlsFiles>,
}

/// The files of a certificate. They are read again when they change.
#[derive(Debug, Clone)]
pub struct TlsFiles {
    /// The certificate chain, PEM, the server's own first.
    pub certificate: PathBuf,
    /// Its private key, PEM.
    pub key: PathBuf,
}

#[cfg(test)]
mod tests;

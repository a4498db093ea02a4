//! What a server is told before it starts. Where the settings come from is the binary's affair.

use std::net::SocketAddr;
use std::path::PathBuf;

use arn::{AccountId, Region};
use iam::Credentials;
use seal::Plaintext;

/// All settings, checked one by one.
pub struct Settings {
    /// The folder that holds everything the server keeps.
    pub data: PathBuf,
    /// Where clients connect.
    pub listener: Listener,
    /// The account of the first root key.
    pub account: AccountId,
    /// The regions that are served.
    pub regions: Vec<Region>,
    /// What unwraps the keyring.
    pub root_key: RootKeySource,
    /// The first root key, if an unattended installation chose it.
    pub root_credentials: Option<Credentials>,
    /// Whether the service clock can be moved; on loopback only.
    pub test_clock: bool,
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

/// What unwraps the keyring.
pub enum RootKeySource {
    /// A file, by default `root-key` in the data folder.
    File(Option<PathBuf>),
    /// Words.
    Passphrase(Plaintext),
}

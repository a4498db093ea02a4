//! TLS: the one module that names its library's types.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use arc_swap::ArcSwap;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{CipherSuite, ProtocolVersion, ServerConfig};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use zeroize::Zeroizing;

use crate::Shutdown;
use crate::chain::Chain;
use crate::limits::{CERTIFICATE_BYTES_MAX, CERTIFICATE_INTERVAL};
use crate::settings::TlsFiles;

/// Why a certificate cannot be used (the operator's fault).
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// A file could not be read.
    #[error("`{path}` could not be read")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not the PEM it should be.
    #[error("`{path}` holds no {what} in PEM form")]
    Pem {
        /// The file.
        path: PathBuf,
        /// What it should hold.
        what: &'static str,
    },
    /// Certificate and key do not fit, or are of a kind that is not supported.
    #[error("the certificate and its key cannot be used")]
    Unusable(#[source] rustls::Error),
}

/// How a connection is protected, as CloudTrail spells it.
///
/// Source: CloudTrail User Guide, "CloudTrail record contents", `tlsDetails`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Protection {
    pub(crate) tls_version: &'static str,
    pub(crate) cipher_suite: &'static str,
}

impl Protection {
    /// What was agreed with the peer.
    pub(crate) fn of<S>(stream: &TlsStream<S>) -> Self {
        let (_, connection) = stream.get_ref();
        let suite = connection.negotiated_cipher_suite().map(|suite| suite.suite());
        Self {
            tls_version: match connection.protocol_version() {
                Some(ProtocolVersion::TLSv1_2) => "TLSv1.2",
                Some(ProtocolVersion::TLSv1_3) => "TLSv1.3",
                Some(_) | None => "unknown",
            },
            cipher_suite: match suite {
                Some(CipherSuite::TLS13_AES_128_GCM_SHA256) => "TLS_AES_128_GCM_SHA256",
                Some(CipherSuite::TLS13_AES_256_GCM_SHA384) => "TLS_AES_256_GCM_SHA384",
                Some(CipherSuite::TLS13_CHACHA20_POLY1305_SHA256) => "TLS_CHACHA20_POLY1305_SHA256",
                other => other.and_then(|other| other.as_str()).unwrap_or("unknown"),
            },
        }
    }
}

/// A certificate that follows its files.
#[derive(Clone)]
pub(crate) struct Certificate {
    files: TlsFiles,
    current: Arc<ArcSwap<ServerConfig>>,
}

impl Certificate {
    /// Reads the files.
    pub(crate) fn load(files: TlsFiles) -> Result<Self, CertificateError> {
        let current = Arc::new(ArcSwap::from_pointee(read(&files)?));
        Ok(Self { files, current })
    }

    /// What accepts the next connection.
    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(self.current.load_full())
    }

    /// Reads the files again whenever they change, until the server stops. A pair that cannot be used is logged and the one
    /// before kept.
    pub(crate) async fn follow(self, shutdown: Shutdown) {
        let mut known = changed(&self.files);
        let mut ticks = tokio::time::interval(CERTIFICATE_INTERVAL);
        loop {
            tokio::select! {
                () = shutdown.begun() => return,
                _ = ticks.tick() => {}
            }
            let now = changed(&self.files);
            if now != known {
                known = now;
                self.reload();
            }
        }
    }

    fn reload(&self) {
        match read(&self.files) {
            Ok(config) => {
                self.current.store(Arc::new(config));
                tracing::info!("the certificate was read again");
            }
            Err(failure) => tracing::error!(error = %Chain(&failure), "the changed certificate is not used"),
        }
    }
}

/// When each of the files was last changed.
fn changed(files: &TlsFiles) -> [Option<SystemTime>; 2] {
    [&files.certificate, &files.key]
        .map(|path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok())
}

fn read(files: &TlsFiles) -> Result<ServerConfig, CertificateError> {
    let pem = |path: &Path, what| CertificateError::Pem { path: path.to_owned(), what };
    let chain = read_file(&files.certificate)?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&chain).collect();
    let chain =
        chain.ok().filter(|chain| !chain.is_empty()).ok_or_else(|| pem(&files.certificate, "certificate"))?;
    let key =
        PrivateKeyDer::from_pem_slice(&read_file(&files.key)?).map_err(|_| pem(&files.key, "private key"))?;
    let builder = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().map_err(CertificateError::Unusable)?;
    let mut config =
        builder.with_no_client_auth().with_single_cert(chain, key).map_err(CertificateError::Unusable)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn read_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, CertificateError> {
    let failed = |source| CertificateError::File { path: path.to_owned(), source };
    let mut bytes = Zeroizing::new(Vec::new());
    File::open(path).map_err(failed)?.take(CERTIFICATE_BYTES_MAX).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

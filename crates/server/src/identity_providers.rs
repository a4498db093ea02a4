//! The public keys of identity providers, fetched from them and kept for a while.
//!
//! Only a provider that an account has registered is asked, one question at a time each, and never more often than
//! [`KEY_SET_PAUSE`] allows, however many tokens name keys that nobody has. What a token claims is not known here.

mod addresses;
mod fetch;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use iam::KeySet;
use tokio::time::Instant;

use crate::limits::{
    CERTIFICATE_BYTES_MAX, IDENTITY_PROVIDERS_MAX, KEY_SET_AGE_MAX, KEY_SET_BYTES_MAX, KEY_SET_PAUSE,
};
use addresses::Reach;
pub(crate) use fetch::FetchError;
use fetch::Fetcher;

/// How identity providers are reached.
#[derive(Debug, Clone, Default)]
pub struct IdentityProviderSettings {
    /// Whether providers may lie in private networks.
    pub allow_private_networks: bool,
    /// What is special about single ones.
    pub providers: Vec<IdentityProviderEntry>,
}

/// What is special about one provider. The operator vouches for it, so it may lie in a private network.
#[derive(Debug, Clone)]
pub struct IdentityProviderEntry {
    /// Its URL, `https://…`, as its tokens name it.
    pub issuer: String,
    /// The certificate authorities that it is trusted by, PEM; none for those of the system.
    pub ca_file: Option<PathBuf>,
    /// Its keys, so that it is never asked.
    pub jwks_file: Option<PathBuf>,
}

/// The settings of the providers cannot be used (the operator's fault).
#[derive(Debug, thiserror::Error)]
pub enum IdentityProviderError {
    /// An issuer is no URL of `https`.
    #[error("the identity provider `{0}` is not named by a URL that begins with `https://`")]
    Issuer(String),
    /// A file could not be read.
    #[error("`{path}` could not be read")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file holds no certificates.
    #[error("`{0}` holds no certificate in PEM form")]
    Certificates(PathBuf),
    /// The file is no key set.
    #[error("`{0}` holds no set of JSON Web Keys")]
    KeySet(PathBuf),
    /// The HTTP client cannot be made.
    #[error("no HTTP client can be made for identity providers: {0}")]
    Client(String),
}

/// The providers and their keys.
pub(crate) struct IdentityProviders {
    ordinary: Fetcher,
    special: HashMap<String, Source>,
    known: Mutex<HashMap<String, Arc<Provider>>>,
}

/// Where the keys of a special provider come from.
enum Source {
    File(PathBuf),
    Net(Fetcher),
}

/// One provider. Whoever looks for its keys holds the lock.
#[derive(Default)]
struct Provider(tokio::sync::Mutex<Known>);

#[derive(Default)]
struct Known {
    keys: Option<(Arc<KeySet>, Instant)>,
    asked: Option<Instant>,
}

impl std::fmt::Debug for IdentityProviders {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IdentityProviders").field("special", &self.special.keys()).finish_non_exhaustive()
    }
}

impl IdentityProviders {
    /// Checks the settings; nobody is asked yet.
    pub(crate) fn new(settings: &IdentityProviderSettings) -> Result<Self, IdentityProviderError> {
        let reach = if settings.allow_private_networks { Reach::Private } else { Reach::Public };
        let mut special = HashMap::new();
        for entry in &settings.providers {
            let url = entry.issuer.strip_prefix("https://").filter(|url| !url.is_empty());
            let url = url.ok_or_else(|| IdentityProviderError::Issuer(entry.issuer.clone()))?;
            special.insert(url.to_owned(), Source::of(entry)?);
        }
        Ok(Self { ordinary: Fetcher::new(reach, None)?, special, known: Mutex::default() })
    }

    /// The keys of the provider of this URL (without its scheme), among them the one of this name if it has it.
    ///
    /// Kept keys are good for [`KEY_SET_AGE_MAX`]. A key that is not among them makes the provider be asked again.
    ///
    /// # Errors
    ///
    /// [`FetchError`] if the provider did not answer as it should, now or a moment ago.
    pub(crate) async fn keys(&self, url: &str, key_id: Option<&str>) -> Result<Arc<KeySet>, FetchError> {
        let provider = self.provider(url);
        let mut known = provider.0.lock().await;
        let fresh = known.fresh();
        if let Some(keys) = fresh.as_ref().filter(|keys| keys.knows(key_id)) {
            return Ok(Arc::clone(keys));
        }
        if known.asked.is_some_and(|asked| asked.elapsed() < KEY_SET_PAUSE) {
            return fresh.ok_or(FetchError::JustFailed);
        }
        known.asked = Some(Instant::now());
        let keys = Arc::new(self.ask(url).await?);
        known.keys = Some((Arc::clone(&keys), Instant::now()));
        Ok(keys)
    }

    async fn ask(&self, url: &str) -> Result<KeySet, FetchError> {
        let answer = match self.special.get(url) {
            Some(Source::File(path)) => {
                let path = path.clone();
                let read = tokio::task::spawn_blocking(move || read_keys(&path)).await;
                read.ok().and_then(Result::ok).ok_or(FetchError::File)
            }
            Some(Source::Net(fetcher)) => fetcher.key_set(url).await,
            None => self.ordinary.key_set(url).await,
        };
        if let Err(failure) = &answer {
            tracing::warn!(provider = url, error = %crate::chain::Chain(failure), "the keys of an identity provider could not be had");
        }
        answer
    }

    fn provider(&self, url: &str) -> Arc<Provider> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= IDENTITY_PROVIDERS_MAX && !known.contains_key(url) {
            // Whoever is being asked stays with those who wait for it.
            known.retain(|_, provider| Arc::strong_count(provider) > 1);
        }
        Arc::clone(known.entry(url.to_owned()).or_default())
    }
}

impl Known {
    fn fresh(&self) -> Option<Arc<KeySet>> {
        let (keys, since) = self.keys.as_ref()?;
        (since.elapsed() < KEY_SET_AGE_MAX).then(|| Arc::clone(keys))
    }
}

impl Source {
    fn of(entry: &IdentityProviderEntry) -> Result<Self, IdentityProviderError> {
        if let Some(path) = &entry.jwks_file {
            // A file that cannot be used is better found at the start.
            read_keys(path)?;
            return Ok(Self::File(path.clone()));
        }
        let roots = entry.ca_file.as_deref().map(read_roots).transpose()?;
        Fetcher::new(Reach::Private, roots).map(Self::Net)
    }
}

fn read_keys(path: &Path) -> Result<KeySet, IdentityProviderError> {
    let bytes = read_file(path, KEY_SET_BYTES_MAX)?;
    KeySet::parse(&bytes).map_err(|_| IdentityProviderError::KeySet(path.to_owned()))
}

fn read_roots(path: &Path) -> Result<Vec<reqwest::Certificate>, IdentityProviderError> {
    let bytes = read_file(path, usize::try_from(CERTIFICATE_BYTES_MAX).unwrap_or(usize::MAX))?;
    let roots = reqwest::Certificate::from_pem_bundle(&bytes).ok().filter(|roots| !roots.is_empty());
    roots.ok_or_else(|| IdentityProviderError::Certificates(path.to_owned()))
}

fn read_file(path: &Path, bytes_max: usize) -> Result<Vec<u8>, IdentityProviderError> {
    use std::io::Read;

    let failed = |source| IdentityProviderError::File { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    let limit = u64::try_from(bytes_max).unwrap_or(u64::MAX);
    std::fs::File::open(path).map_err(failed)?.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;

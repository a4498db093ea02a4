//! The server: listeners, the path of a request, what is owed without being asked, and how all of it is put together.
//!
//! This crate alone knows both the wire and the domain. `translation` converts between them by hand, a file per operation.

mod accounts;
mod answer;
mod chain;
mod clock;
mod composition;
mod credentials;
mod duties;
#[cfg(fuzzing)]
pub mod fuzzing;
mod health;
mod identity_providers;
mod integrity;
pub mod limits;
mod listener;
pub mod operator;
mod places;
mod rates;
mod repeated;
mod request;
mod root_keys;
mod sealing;
mod settings;
mod shutdown;
mod signers;
mod tls;
mod trail;
mod translation;

pub use clock::wire_now;
pub use composition::{Server, StartError, audit_head};
pub use identity_providers::{IdentityProviderEntry, IdentityProviderError, IdentityProviderSettings};
pub use listener::{ListenError, Serving, ServingError, serve};
// What settings are made of, so that the binary needs no crate of the domain.
pub use arn::{AccountId, Region};
pub use iam::{AccessKeyId, Credentials, SecretAccessKey};
pub use rates::{InvalidPercent, NoSuchOperation, Percent, Rates};
pub use root_key::{KmsKey, KmsSettings, RootKey, RootKeyError};
#[cfg(feature = "pkcs11")]
pub use root_key::{Token, WhichToken};
pub use root_keys::{RootKeyChangeError, change_root_key, recover_root_key};
pub use seal::Plaintext;
pub use sealing::Keeper;
pub use settings::{CallLimits, InvalidRegions, Listener, Regions, Settings, TlsFiles};
pub use shutdown::Shutdown;
pub use tls::CertificateError;
pub use trail::folder as trail_folder;

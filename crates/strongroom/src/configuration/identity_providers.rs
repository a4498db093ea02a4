//! The sections `identity_providers` and `identity_provider`: how the providers of web identities are reached.

use std::path::PathBuf;

use serde::Deserialize;
use server::{IdentityProviderEntry, IdentityProviderSettings};

/// What holds for all of them.
#[derive(Debug, Default, Deserialize)]
pub(super) struct NetworkSection {
    #[serde(default)]
    allow_private_networks: bool,
}

/// What is special about one.
#[derive(Debug, Deserialize)]
pub(super) struct ProviderSection {
    issuer: String,
    ca_file: Option<PathBuf>,
    jwks_file: Option<PathBuf>,
}

pub(super) fn settle(networks: NetworkSection, providers: Vec<ProviderSection>) -> IdentityProviderSettings {
    let entry = |section: ProviderSection| {
        let ProviderSection { issuer, ca_file, jwks_file } = section;
        IdentityProviderEntry { issuer, ca_file, jwks_file }
    };
    IdentityProviderSettings {
        allow_private_networks: networks.allow_private_networks,
        providers: providers.into_iter().map(entry).collect(),
    }
}

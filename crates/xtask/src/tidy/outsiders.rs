//! Ciphers, TLS, HTTP, the runtime and the database each have one crate of ours that names them.
//!
//! Knows the names of packages; what a package brings along itself is `graph`'s affair. Tests and tools may
//! name anything.

use crate::tidy::edges::TOOLS;
use crate::tidy::manifest::Manifest;
use crate::tidy::violation::Finding;
use crate::tidy::workspace::Workspace;

/// Who may name some packages.
enum Who {
    /// These crates and no other.
    Only(&'static [&'static str]),
    /// Every crate but these.
    NoneOf(&'static [&'static str]),
}

/// Packages, who may name them, and what the others do instead.
struct Edge {
    packages: &'static [&'static str],
    who: Who,
    instead: &'static str,
}

const EDGES: [Edge; 9] = [
    Edge {
        packages: &["cryptoki"],
        who: Who::Only(&["root-key"]),
        instead: "let `root-key` ask who holds the key",
    },
    Edge {
        packages: &["reqwest"],
        who: Who::Only(&["root-key", "server", "strongroom"]),
        instead: "let `root-key` ask who holds the key, and `server` whoever else is asked",
    },
    Edge { packages: CIPHERS, who: Who::Only(&["seal"]), instead: "call `seal`" },
    Edge {
        packages: &[
            "native-tls",
            "rustls",
            "rustls-pemfile",
            "rustls-pki-types",
            "rustls-webpki",
            "tokio-rustls",
        ],
        who: Who::Only(&["server"]),
        instead: "let `server` open the connection",
    },
    Edge {
        packages: &["axum", "http", "http-body-util", "hyper", "hyper-util", "tower", "tower-http"],
        who: Who::Only(&["server"]),
        instead: "take and return plain types; `server` speaks HTTP",
    },
    Edge {
        packages: &["libsqlite3-sys", "rusqlite"],
        who: Who::Only(&["store-embedded"]),
        instead: "use `store::Transaction`",
    },
    Edge {
        packages: &["anyhow"],
        who: Who::Only(&["strongroom"]),
        instead: "make an error enum with `thiserror`",
    },
    Edge {
        packages: &["async-std", "smol", "tokio"],
        who: Who::NoneOf(&["arn", "iam", "kms", "seal", "secrets", "sigv4", "wire"]),
        instead: "stay free of a runtime: time is an argument, waiting is the caller's",
    },
    Edge {
        packages: &["serde", "serde_json"],
        who: Who::NoneOf(&["kms", "secrets"]),
        instead: "store records with `prost`; translate JSON in `server`",
    },
];

/// Libraries that encrypt, sign, hash or lock keys in memory.
const CIPHERS: &[&str] = &[
    "aes",
    "aes-gcm",
    "argon2",
    "aws-lc-fips-sys",
    "aws-lc-rs",
    "aws-lc-sys",
    "blake2",
    "blake3",
    "chacha20poly1305",
    "ed25519-dalek",
    "hkdf",
    "hmac",
    "md-5",
    "openssl",
    "p256",
    "p384",
    "pbkdf2",
    "region",
    "ring",
    "rsa",
    "scrypt",
    "sha1",
    "sha2",
    "sha3",
    "vsss-rs",
];

/// Finds crates built with a package that is not theirs to name.
pub(crate) fn check(workspace: &Workspace) -> Vec<Finding> {
    let products = workspace.manifests.iter().filter(|manifest| !TOOLS.contains(&manifest.name.as_str()));
    products.flat_map(|manifest| EDGES.iter().flat_map(|edge| edge.findings(manifest))).collect()
}

impl Edge {
    fn findings(&self, manifest: &Manifest) -> Vec<Finding> {
        if self.who.includes(&manifest.name) {
            return Vec::new();
        }
        let named = self.packages.iter().filter(|package| manifest.dependencies.contains(**package));
        let wrong = |package: &str| format!("`{}` names `{package}`", manifest.name);
        named.map(|package| Finding::new(&manifest.path, wrong(package), self.instead)).collect()
    }
}

impl Who {
    fn includes(&self, name: &str) -> bool {
        match self {
            Self::Only(names) => names.contains(&name),
            Self::NoneOf(names) => !names.contains(&name),
        }
    }
}

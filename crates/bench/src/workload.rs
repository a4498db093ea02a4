//! What is asked of the server.

use std::net::SocketAddr;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::limits::{
    BATCH_SECRETS, FILTERED_SECRETS, HOT_SECRETS, PREPARED_READS, PREPARED_WRITES_PER_SECOND,
};
use crate::setup::Setup;
use crate::signing::{Call, Identity, Prepared};

/// A kind of traffic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Workload {
    Batch,
    DataKey,
    Decrypt,
    Describe,
    GetAsRole,
    GetAsRoleAlone,
    GetHot,
    GetUniform,
    List,
    Mix,
    Put,
}

/// What requests are made from.
pub(crate) struct Source<'a> {
    pub(crate) identity: &'a Identity,
    pub(crate) setup: &'a Setup,
    pub(crate) address: SocketAddr,
    /// How many secrets there are.
    pub(crate) secrets: usize,
    /// For how many seconds requests are needed.
    pub(crate) seconds: usize,
}

impl Workload {
    pub(crate) const ALL: [Self; 11] = [
        Self::GetHot,
        Self::GetAsRole,
        Self::GetAsRoleAlone,
        Self::GetUniform,
        Self::Put,
        Self::Describe,
        Self::List,
        Self::Batch,
        Self::Mix,
        Self::Decrypt,
        Self::DataKey,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Batch => "BatchGetSecretValue of 20",
            Self::DataKey => "KMS GenerateDataKey",
            Self::Decrypt => "KMS Decrypt",
            Self::Describe => "DescribeSecret",
            Self::GetAsRole => "GetSecretValue, by a role with 5 policies of 20",
            Self::GetAsRoleAlone => "GetSecretValue, by such a role, no other user",
            Self::GetHot => "GetSecretValue, hot 100",
            Self::GetUniform => "GetSecretValue, uniform",
            Self::List => "ListSecrets by tag, page of 100",
            Self::Mix => "95 % GetSecretValue, 5 % PutSecretValue",
            Self::Put => "PutSecretValue, durable",
        }
    }

    /// Signed requests, to be sent in turn.
    pub(crate) fn prepare(self, source: &Source<'_>) -> anyhow::Result<Vec<Prepared>> {
        let count = match self {
            // A repeated write would be answered without being done.
            Self::Put => PREPARED_WRITES_PER_SECOND * source.seconds,
            Self::Mix => 2 * PREPARED_WRITES_PER_SECOND * source.seconds,
            Self::Batch
            | Self::DataKey
            | Self::Decrypt
            | Self::Describe
            | Self::GetAsRole
            | Self::GetAsRoleAlone
            | Self::GetHot
            | Self::GetUniform
            | Self::List => PREPARED_READS,
        };
        (0..count).map(|index| self.one(index, source)).collect()
    }

    /// One such request.
    pub(crate) fn sample(self, source: &Source<'_>) -> anyhow::Result<Prepared> {
        self.one(0, source)
    }

    fn one(self, index: usize, source: &Source<'_>) -> anyhow::Result<Prepared> {
        let setup = source.setup;
        let (identity, call) = match self {
            Self::DataKey => (source.identity, Call::kms("GenerateDataKey", setup.data_key())),
            Self::Decrypt => {
                (source.identity, Call::kms("Decrypt", json!({ "CiphertextBlob": setup.ciphertext })))
            }
            Self::GetAsRole | Self::GetAsRoleAlone => {
                let input = json!({ "SecretId": guarded(index % HOT_SECRETS) });
                (&setup.role, Call::secrets_manager("GetSecretValue", input))
            }
            Self::Batch
            | Self::Describe
            | Self::GetHot
            | Self::GetUniform
            | Self::List
            | Self::Mix
            | Self::Put => {
                let (operation, input) = self.call(index, source.secrets);
                (source.identity, Call::secrets_manager(operation, input))
            }
        };
        identity.prepare(source.address, &call)
    }

    fn call(self, index: usize, secrets: usize) -> (&'static str, Value) {
        // A stride without a common factor with the counts, so that neighbours lie far apart.
        let anywhere = index.wrapping_mul(7_919) % secrets;
        match self {
            Self::Batch => {
                let names: Vec<_> =
                    (0..BATCH_SECRETS).map(|step| name((index + step) % HOT_SECRETS)).collect();
                ("BatchGetSecretValue", json!({ "SecretIdList": names }))
            }
            Self::Describe => ("DescribeSecret", json!({ "SecretId": name(anywhere) })),
            Self::DataKey | Self::Decrypt | Self::GetAsRole | Self::GetAsRoleAlone | Self::GetHot => {
                ("GetSecretValue", json!({ "SecretId": name(index % HOT_SECRETS) }))
            }
            Self::GetUniform => ("GetSecretValue", json!({ "SecretId": name(anywhere) })),
            Self::List => (
                "ListSecrets",
                json!({ "MaxResults": 100, "Filters": [{ "Key": "tag-value", "Values": ["filtered"] }] }),
            ),
            Self::Mix if index.is_multiple_of(20) => put(anywhere),
            Self::Mix => ("GetSecretValue", json!({ "SecretId": name(anywhere) })),
            Self::Put => put(anywhere),
        }
    }
}

fn put(secret: usize) -> (&'static str, Value) {
    let input = json!({
        "SecretId": name(secret),
        "ClientRequestToken": Uuid::new_v4().to_string(),
        "SecretString": value(secret),
    });
    ("PutSecretValue", input)
}

/// The name of a secret with a resource policy.
pub(crate) fn guarded(secret: usize) -> String {
    format!("guarded/service-{secret:06}/database")
}

/// The name of a secret.
pub(crate) fn name(secret: usize) -> String {
    format!("team-{:02}/service-{secret:06}/database", secret % 100)
}

/// How a secret is made that gets a resource policy.
pub(crate) fn create_guarded(secret: usize) -> Value {
    let token = Uuid::new_v4().to_string();
    json!({ "Name": guarded(secret), "ClientRequestToken": token, "SecretString": value(secret) })
}

/// How the secret is made: some evenly spread ones can be found by their tag.
pub(crate) fn create(secret: usize, secrets: usize) -> Value {
    let filtered = secret.is_multiple_of(secrets.div_ceil(FILTERED_SECRETS));
    json!({
        "Name": name(secret),
        "ClientRequestToken": Uuid::new_v4().to_string(),
        "Description": "the database of a service",
        "SecretString": value(secret),
        "Tags": [{ "Key": "state", "Value": if filtered { "filtered" } else { "other" } }],
    })
}

fn value(secret: usize) -> String {
    let host = format!("db-{secret}.internal.example");
    json!({ "engine": "postgres", "host": host, "username": "app", "password": "0123456789abcdef0123456789abcdef" })
        .to_string()
}

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
    GetGuarded,
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
            Self::GetGuarded => "GetSecretValue, hot 100 with a resource policy",
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
            | Self::GetGuarded
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
        let by_role = matches!(self, Self::GetAsRole | Self::GetAsRoleAlone);
        let identity = if by_role { &source.setup.role } else { source.identity };
        identity.prepare(source.address, &self.call(index, source))
    }

    fn call(self, index: usize, source: &Source<'_>) -> Call {
        // A stride without a common factor with the counts, so that neighbours lie far apart.
        let anywhere = index.wrapping_mul(7_919) % source.secrets;
        let get = |secret: String| Call::secrets_manager("GetSecretValue", json!({ "SecretId": secret }));
        match self {
            Self::Batch => {
                let names: Vec<_> =
                    (0..BATCH_SECRETS).map(|step| name((index + step) % HOT_SECRETS)).collect();
                Call::secrets_manager("BatchGetSecretValue", json!({ "SecretIdList": names }))
            }
            Self::DataKey => Call::kms("GenerateDataKey", source.setup.data_key()),
            Self::Decrypt => Call::kms("Decrypt", json!({ "CiphertextBlob": source.setup.ciphertext })),
            Self::Describe => Call::secrets_manager("DescribeSecret", json!({ "SecretId": name(anywhere) })),
            Self::GetAsRole | Self::GetAsRoleAlone | Self::GetGuarded => get(guarded(index % HOT_SECRETS)),
            Self::GetHot => get(name(index % HOT_SECRETS)),
            Self::List => Call::secrets_manager(
                "ListSecrets",
                json!({ "MaxResults": 100, "Filters": [{ "Key": "tag-value", "Values": ["filtered"] }] }),
            ),
            Self::Mix if !index.is_multiple_of(20) => get(name(anywhere)),
            Self::Mix | Self::Put => put(anywhere),
            Self::GetUniform => get(name(anywhere)),
        }
    }
}

fn put(secret: usize) -> Call {
    let input = json!({
        "SecretId": name(secret),
        "ClientRequestToken": Uuid::new_v4().to_string(),
        "SecretString": value(secret),
    });
    Call::secrets_manager("PutSecretValue", input)
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

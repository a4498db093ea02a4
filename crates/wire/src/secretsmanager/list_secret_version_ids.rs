//! `ListSecretVersionIds`: lists a secret's versions.

use jiff::Timestamp;

use super::shapes::{MAX_RESULTS, NEXT_TOKEN, SECRET_ID};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `ListSecretVersionIds`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `SecretId`: a name or an ARN.
    pub secret_id: String,
    /// `MaxResults`: 1 to 100.
    pub max_results: Option<i64>,
    /// `NextToken`.
    pub next_token: Option<String>,
    /// `IncludeDeprecated`: versions without labels too.
    pub include_deprecated: Option<bool>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id: members.required_string("SecretId", &SECRET_ID),
            max_results: members.integer("MaxResults", &MAX_RESULTS),
            next_token: members.string("NextToken", &NEXT_TOKEN),
            include_deprecated: members.boolean("IncludeDeprecated"),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// `Versions`: an empty list if there are none.
    pub versions: Vec<Entry>,
    /// `NextToken`: if there is more.
    pub next_token: Option<String>,
    /// `ARN`.
    pub arn: String,
    /// `Name`.
    pub name: String,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("Versions", &self.versions)
            .member("NextToken", &self.next_token)
            .member("ARN", &self.arn)
            .member("Name", &self.name)
            .end();
    }
}

/// One version of the list.
///
/// Source: Secrets Manager API reference, `SecretVersionsListEntry`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// `VersionId`.
    pub version_id: String,
    /// `VersionStages`: absent for a version without labels.
    pub version_stages: Option<Vec<String>>,
    /// `LastAccessedDate`: midnight UTC of the day, once read.
    pub last_accessed_date: Option<Timestamp>,
    /// `CreatedDate`.
    pub created_date: Option<Timestamp>,
    /// `KmsKeyIds`: `DefaultEncryptionKey` for the default key.
    pub kms_key_ids: Option<Vec<String>>,
}

impl Encode for Entry {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("VersionId", &self.version_id)
            .member("VersionStages", &self.version_stages)
            .member("LastAccessedDate", &self.last_accessed_date)
            .member("CreatedDate", &self.created_date)
            .member("KmsKeyIds", &self.kms_key_ids)
            .end();
    }
}

//! `GetSecretValue`: discloses the value of a version.

use jiff::Timestamp;
use secrecy::{SecretSlice, SecretString};

use super::shapes::{SECRET_ID, VERSION_ID, VERSION_STAGE};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `GetSecretValue`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `SecretId`: a name or an ARN.
    pub secret_id: String,
    /// `VersionId`.
    pub version_id: Option<String>,
    /// `VersionStage`: a staging label.
    pub version_stage: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id: members.required_string("SecretId", &SECRET_ID),
            version_id: members.string("VersionId", &VERSION_ID),
            version_stage: members.string("VersionStage", &VERSION_STAGE),
        }
    }
}

/// What is answered; also an entry of `BatchGetSecretValue`'s answer. Holds secret bytes, hence no `Debug`.
#[derive(Default)]
pub struct Response {
    /// `ARN`.
    pub arn: String,
    /// `Name`.
    pub name: String,
    /// `VersionId`.
    pub version_id: String,
    /// `SecretBinary`: the value, not yet encoded.
    pub secret_binary: Option<SecretSlice<u8>>,
    /// `SecretString`: the value.
    pub secret_string: Option<SecretString>,
    /// `VersionStages`: absent for a version without labels.
    pub version_stages: Option<Vec<String>>,
    /// `CreatedDate`: of the version.
    pub created_date: Option<Timestamp>,
}

impl Encode for Response {
    fn bytes_beyond(&self) -> usize {
        self.secret_binary.bytes_beyond() + self.secret_string.bytes_beyond()
    }

    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("ARN", &self.arn)
            .member("Name", &self.name)
            .member("VersionId", &self.version_id)
            .member("SecretBinary", &self.secret_binary)
            .member("SecretString", &self.secret_string)
            .member("VersionStages", &self.version_stages)
            .member("CreatedDate", &self.created_date)
            .end();
    }
}

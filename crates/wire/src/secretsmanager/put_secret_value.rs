//! `PutSecretValue`: makes a version.

use secrecy::{SecretSlice, SecretString};

use super::shapes::{
    CLIENT_REQUEST_TOKEN, ROTATION_TOKEN, SECRET_BINARY, SECRET_ID, SECRET_STRING, VERSION_STAGE,
    VERSION_STAGES,
};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for. Holds secret bytes, hence no `Debug`.
///
/// Source: Secrets Manager API reference, `PutSecretValue`.
pub struct Request {
    /// `SecretId`: a name or an ARN.
    pub secret_id: String,
    /// `ClientRequestToken`: becomes the version's id.
    pub client_request_token: Option<String>,
    /// `SecretBinary`: the value, decoded.
    pub secret_binary: Option<SecretSlice<u8>>,
    /// `SecretString`: the value.
    pub secret_string: Option<SecretString>,
    /// `VersionStages`: 1 to 20 staging labels.
    pub version_stages: Option<Vec<String>>,
    /// `RotationToken`: proves that a rotation's function asks.
    pub rotation_token: Option<SecretString>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id: members.required_string("SecretId", &SECRET_ID),
            client_request_token: members.string("ClientRequestToken", &CLIENT_REQUEST_TOKEN),
            secret_binary: members.secret_blob("SecretBinary", &SECRET_BINARY),
            secret_string: members.secret_string("SecretString", &SECRET_STRING),
            version_stages: members.strings("VersionStages", &VERSION_STAGES, &VERSION_STAGE),
            rotation_token: members.secret_string("RotationToken", &ROTATION_TOKEN),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// `ARN`.
    pub arn: String,
    /// `Name`.
    pub name: String,
    /// `VersionId`.
    pub version_id: String,
    /// `VersionStages`: the labels of that version now.
    pub version_stages: Option<Vec<String>>,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("ARN", &self.arn)
            .member("Name", &self.name)
            .member("VersionId", &self.version_id)
            .member("VersionStages", &self.version_stages)
            .end();
    }
}

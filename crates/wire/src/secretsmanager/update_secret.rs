//! `UpdateSecret`: changes a secret's description, key or type, or makes a version.

use secrecy::{SecretSlice, SecretString};

use super::shapes::{
    CLIENT_REQUEST_TOKEN, DESCRIPTION, KMS_KEY_ID, SECRET_BINARY, SECRET_ID, SECRET_STRING, TYPE,
};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for; an absent member leaves what is there. Holds secret bytes, hence no `Debug`.
///
/// Source: Secrets Manager API reference, `UpdateSecret`.
pub struct Request {
    /// `SecretId`: a name or an ARN.
    pub secret_id: String,
    /// `ClientRequestToken`: becomes the version's id.
    pub client_request_token: Option<String>,
    /// `Description`: empty to clear it.
    pub description: Option<String>,
    /// `KmsKeyId`: empty for the default key.
    pub kms_key_id: Option<String>,
    /// `SecretBinary`: the value, decoded.
    pub secret_binary: Option<SecretSlice<u8>>,
    /// `SecretString`: the value.
    pub secret_string: Option<SecretString>,
    /// `Type`: the kind of a managed external secret.
    pub kind: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id: members.required_string("SecretId", &SECRET_ID),
            client_request_token: members.string("ClientRequestToken", &CLIENT_REQUEST_TOKEN),
            description: members.string("Description", &DESCRIPTION),
            kms_key_id: members.string("KmsKeyId", &KMS_KEY_ID),
            secret_binary: members.secret_blob("SecretBinary", &SECRET_BINARY),
            secret_string: members.secret_string("SecretString", &SECRET_STRING),
            kind: members.string("Type", &TYPE),
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
    /// `VersionId`: if a version was made, or matched by its token.
    pub version_id: Option<String>,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("ARN", &self.arn)
            .member("Name", &self.name)
            .member("VersionId", &self.version_id)
            .end();
    }
}

//! `UpdateSecretVersionStage`: moves a staging label.

use super::shapes::{SECRET_ID, VERSION_ID, VERSION_STAGE};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `UpdateSecretVersionStage`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `SecretId`: a name or an ARN.
    pub secret_id: String,
    /// `VersionStage`: the label.
    pub version_stage: String,
    /// `RemoveFromVersionId`: the version that loses it.
    pub remove_from_version_id: Option<String>,
    /// `MoveToVersionId`: the version that gets it.
    pub move_to_version_id: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id: members.required_string("SecretId", &SECRET_ID),
            version_stage: members.required_string("VersionStage", &VERSION_STAGE),
            remove_from_version_id: members.string("RemoveFromVersionId", &VERSION_ID),
            move_to_version_id: members.string("MoveToVersionId", &VERSION_ID),
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
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("ARN", &self.arn).member("Name", &self.name).end();
    }
}

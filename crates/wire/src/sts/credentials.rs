//! What several operations ask for or answer.

use jiff::Timestamp;
use secrecy::SecretString;

use super::shapes::{POLICY_ARN, TAG_KEY, TAG_VALUE};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// `Credentials`: temporary ones. Hold a secret key, hence no `Debug`.
///
/// Source: AWS Security Token Service API reference, `Credentials`.
pub struct Credentials {
    /// `AccessKeyId`.
    pub access_key_id: String,
    /// `SecretAccessKey`.
    pub secret_access_key: SecretString,
    /// `SessionToken`: goes with each call.
    pub session_token: SecretString,
    /// `Expiration`.
    pub expiration: Timestamp,
}

impl Encode for Credentials {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("AccessKeyId", &self.access_key_id)
            .element("SecretAccessKey", &self.secret_access_key)
            .element("SessionToken", &self.session_token)
            .element("Expiration", &self.expiration);
    }
}

/// `AssumedRoleUser`: a session of a role.
///
/// Source: AWS Security Token Service API reference, `AssumedRoleUser`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssumedRoleUser {
    /// `AssumedRoleId`: the role's id and the session's name.
    pub assumed_role_id: String,
    /// `Arn`.
    pub arn: String,
}

impl Encode for AssumedRoleUser {
    fn content(&self, writer: &mut Writer) {
        writer.element("AssumedRoleId", &self.assumed_role_id).element("Arn", &self.arn);
    }
}

/// `PolicyDescriptorType`: a managed policy by its ARN.
///
/// Source: AWS Security Token Service API reference, `PolicyDescriptorType`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyDescriptor {
    /// `arn`.
    pub arn: Option<String>,
}

impl Shape for PolicyDescriptor {
    fn read(members: &mut Members<'_>) -> Self {
        Self { arn: members.string("arn", &POLICY_ARN) }
    }
}

/// `Tag`: of a session.
///
/// Source: AWS Security Token Service API reference, `Tag`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// `Key`.
    pub key: String,
    /// `Value`.
    pub value: String,
}

impl Shape for Tag {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key: members.required_string("Key", &TAG_KEY),
            value: members.required_string("Value", &TAG_VALUE),
        }
    }
}

//! `AssumeRole`: begins a session of a role.

use secrecy::SecretString;

use super::shapes::{
    DURATION, EXTERNAL_ID, POLICY, POLICY_ARNS, ROLE_ARN, SERIAL_NUMBER, SESSION_NAME, SOURCE_IDENTITY,
    TAG_KEY, TAG_KEYS, TAGS, TOKEN_CODE,
};
use super::{AssumedRoleUser, Credentials, PolicyDescriptor, Tag};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What the client asks for. Holds a one-time code, hence no `Debug`.
///
/// Source: AWS Security Token Service API reference, `AssumeRole`.
pub struct Request {
    /// `RoleArn`.
    pub role_arn: String,
    /// `RoleSessionName`.
    pub role_session_name: String,
    /// `PolicyArns`: managed policies that confine the session.
    pub policy_arns: Option<Vec<PolicyDescriptor>>,
    /// `Policy`: a policy that confines the session.
    pub policy: Option<String>,
    /// `DurationSeconds`.
    pub duration_seconds: Option<i64>,
    /// `Tags`: of the session.
    pub tags: Option<Vec<Tag>>,
    /// `TransitiveTagKeys`: of the tags that go on to further sessions.
    pub transitive_tag_keys: Option<Vec<String>>,
    /// `ExternalId`: what the role's owner agreed with whoever assumes it.
    pub external_id: Option<String>,
    /// `SerialNumber`: of a device for one-time codes.
    pub serial_number: Option<String>,
    /// `TokenCode`: what the device shows.
    pub token_code: Option<SecretString>,
    /// `SourceIdentity`: who is behind the session.
    pub source_identity: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            role_arn: members.required_string("RoleArn", &ROLE_ARN),
            role_session_name: members.required_string("RoleSessionName", &SESSION_NAME),
            policy_arns: members.structures("PolicyArns", &POLICY_ARNS),
            policy: members.string("Policy", &POLICY),
            duration_seconds: members.integer("DurationSeconds", &DURATION),
            tags: members.structures("Tags", &TAGS),
            transitive_tag_keys: members.strings("TransitiveTagKeys", &TAG_KEYS, &TAG_KEY),
            external_id: members.string("ExternalId", &EXTERNAL_ID),
            serial_number: members.string("SerialNumber", &SERIAL_NUMBER),
            token_code: members.secret_string("TokenCode", &TOKEN_CODE),
            source_identity: members.string("SourceIdentity", &SOURCE_IDENTITY),
        }
    }
}

/// What is answered. Holds a secret key, hence no `Debug`.
pub struct Response {
    /// `Credentials`.
    pub credentials: Credentials,
    /// `AssumedRoleUser`: the session.
    pub assumed_role_user: AssumedRoleUser,
    /// `PackedPolicySize`: how much of the room for policies and tags is taken, in percent.
    pub packed_policy_size: Option<i64>,
    /// `SourceIdentity`.
    pub source_identity: Option<String>,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("Credentials", &self.credentials)
            .element("AssumedRoleUser", &self.assumed_role_user)
            .element("PackedPolicySize", &self.packed_policy_size)
            .element("SourceIdentity", &self.source_identity);
    }
}

//! `AssumeRoleWithWebIdentity`: begins a session of a role on the word of an identity provider.

use secrecy::SecretString;

use super::shapes::{DURATION, POLICY, POLICY_ARNS, PROVIDER_ID, ROLE_ARN, SESSION_NAME, WEB_IDENTITY_TOKEN};
use super::{AssumedRoleUser, Credentials, PolicyDescriptor};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What the client asks for. Holds a token, hence no `Debug`.
///
/// Source: AWS Security Token Service API reference, `AssumeRoleWithWebIdentity`.
pub struct Request {
    /// `RoleArn`.
    pub role_arn: String,
    /// `RoleSessionName`.
    pub role_session_name: String,
    /// `WebIdentityToken`: the provider's.
    pub web_identity_token: SecretString,
    /// `ProviderId`: of the providers before OpenID Connect.
    pub provider_id: Option<String>,
    /// `PolicyArns`: managed policies that confine the session.
    pub policy_arns: Option<Vec<PolicyDescriptor>>,
    /// `Policy`: a policy that confines the session.
    pub policy: Option<String>,
    /// `DurationSeconds`.
    pub duration_seconds: Option<i64>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            role_arn: members.required_string("RoleArn", &ROLE_ARN),
            role_session_name: members.required_string("RoleSessionName", &SESSION_NAME),
            web_identity_token: members.required_secret_string("WebIdentityToken", &WEB_IDENTITY_TOKEN),
            provider_id: members.string("ProviderId", &PROVIDER_ID),
            policy_arns: members.structures("PolicyArns", &POLICY_ARNS),
            policy: members.string("Policy", &POLICY),
            duration_seconds: members.integer("DurationSeconds", &DURATION),
        }
    }
}

/// What is answered. Holds a secret key, hence no `Debug`.
pub struct Response {
    /// `Credentials`.
    pub credentials: Credentials,
    /// `SubjectFromWebIdentityToken`: whom the token is about.
    pub subject_from_web_identity_token: String,
    /// `AssumedRoleUser`: the session.
    pub assumed_role_user: AssumedRoleUser,
    /// `PackedPolicySize`: how much of the room for policies and tags is taken, in percent.
    pub packed_policy_size: Option<i64>,
    /// `Provider`: the token's issuer.
    pub provider: String,
    /// `Audience`: whom the token is for.
    pub audience: String,
    /// `SourceIdentity`.
    pub source_identity: Option<String>,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("Credentials", &self.credentials)
            .element("SubjectFromWebIdentityToken", &self.subject_from_web_identity_token)
            .element("AssumedRoleUser", &self.assumed_role_user)
            .element("PackedPolicySize", &self.packed_policy_size)
            .element("Provider", &self.provider)
            .element("Audience", &self.audience)
            .element("SourceIdentity", &self.source_identity);
    }
}

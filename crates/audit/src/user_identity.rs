//! Who made a recorded call.
//!
//! Source: CloudTrail User Guide, "CloudTrail userIdentity element".

use std::fmt;

use arn::AccountId;
use iam::{Caller, Federation, Principal, RoleSession, Session, UserName};
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use crate::event::whole_seconds;
use crate::limits::{CLAIMED_ID_BYTES_MAX, TEXT_BYTES_MAX};
use crate::text::bounded;

/// The `userIdentity` of a record, encoded once for all the records that it stands in.
#[derive(Clone)]
pub struct UserIdentity {
    members: Members,
    json: Box<RawValue>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Members {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    principal_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    access_key_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session_context: Option<SessionContext>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invoked_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity_provider: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct SessionContext {
    #[serde(skip_serializing_if = "Option::is_none")]
    session_issuer: Option<SessionIssuer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    web_id_federation_data: Option<WebIdFederationData>,
    attributes: SessionAttributes,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_identity: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct WebIdFederationData {
    federated_provider: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct SessionIssuer {
    #[serde(rename = "type")]
    kind: &'static str,
    principal_id: String,
    arn: String,
    account_id: String,
    user_name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct SessionAttributes {
    creation_date: String,
    mfa_authenticated: &'static str,
}

impl UserIdentity {
    /// An authenticated caller.
    #[must_use]
    pub fn of(caller: &Caller) -> Self {
        let members = match &caller.principal {
            principal @ Principal::Role(session) => Members::of_role(principal, session),
            principal @ Principal::Root { account, .. } => Members {
                kind: Some("Root"),
                principal_id: Some(principal.user_id().into_owned()),
                arn: Some(principal.arn().into_owned()),
                account_id: Some(account.to_string()),
                ..Members::default()
            },
            Principal::User(user) => Members::of_user(user),
        };
        let session_context = caller.session.as_deref().map(|session| SessionContext::of(caller, session));
        let access_key_id = Some(bounded(caller.access_key.as_str(), TEXT_BYTES_MAX));
        Members { session_context, access_key_id, ..members }.into()
    }

    /// Somebody for whom an identity provider, named by its ARN, vouched: who asks for a role, and has none yet.
    ///
    /// Source: CloudTrail User Guide, "CloudTrail userIdentity element", `AssumeRoleWithWebIdentity`.
    #[must_use]
    pub fn web_identity(provider: &str, audience: &str, subject: &str) -> Self {
        let members = Members {
            kind: Some("WebIdentityUser"),
            principal_id: Some(format!("{provider}:{audience}:{subject}")),
            user_name: Some(subject.to_owned()),
            identity_provider: Some(provider.to_owned()),
            ..Members::default()
        };
        members.into()
    }

    /// Nobody: the call failed before its caller was known. The access key is what the call claimed, cut to
    /// [`CLAIMED_ID_BYTES_MAX`].
    #[must_use]
    pub fn unknown(claimed_access_key: Option<&str>) -> Self {
        let access_key_id = claimed_access_key.map(|claimed| bounded(claimed, CLAIMED_ID_BYTES_MAX));
        Members { kind: Some("Unknown"), access_key_id, ..Members::default() }.into()
    }

    /// A service that acts on an account's resources without being called, such as `secretsmanager.amazonaws.com`.
    #[must_use]
    pub fn service(account: Option<&AccountId>, invoked_by: &'static str) -> Self {
        let account_id = account.map(ToString::to_string);
        Members { account_id, invoked_by: Some(invoked_by), ..Members::default() }.into()
    }

    /// Whoever owns the process; nobody's principal.
    #[must_use]
    pub fn operator() -> Self {
        Members { kind: Some("Operator"), ..Members::default() }.into()
    }

    /// The same identity, on whose behalf a service calls another.
    #[must_use]
    pub(crate) fn invoked_by(self, service: &'static str) -> Self {
        Members { invoked_by: Some(service), ..self.members }.into()
    }
}

impl From<Members> for UserIdentity {
    fn from(members: Members) -> Self {
        // INVARIANT: texts serialize. Were one not to, the record would still say everything else.
        let json = to_raw_value(&members).unwrap_or_else(|_| RawValue::NULL.to_owned());
        Self { members, json }
    }
}

impl PartialEq for UserIdentity {
    fn eq(&self, other: &Self) -> bool {
        self.members == other.members
    }
}

impl Eq for UserIdentity {}

impl fmt::Debug for UserIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.members.fmt(f)
    }
}

impl Serialize for UserIdentity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}

impl Members {
    /// A user, with a key of their own or in a session of theirs.
    fn of_user(user: &UserName) -> Self {
        Self {
            kind: Some("IAMUser"),
            principal_id: Some(user.id.to_string()),
            arn: Some(user.arn.clone()),
            account_id: Some(user.account.to_string()),
            user_name: Some(user.name.clone()),
            ..Self::default()
        }
    }

    /// Somebody who has assumed a role.
    fn of_role(principal: &Principal, session: &RoleSession) -> Self {
        Self {
            kind: Some("AssumedRole"),
            principal_id: Some(principal.user_id().into_owned()),
            arn: Some(session.arn.clone()),
            account_id: Some(session.account.to_string()),
            ..Self::default()
        }
    }
}

impl SessionContext {
    fn of(caller: &Caller, session: &Session) -> Self {
        let issuer = match &caller.principal {
            Principal::Role(role) => Some(SessionIssuer::of(role)),
            Principal::Root { .. } | Principal::User(_) => None,
        };
        let federated = |federation: &Federation| WebIdFederationData {
            federated_provider: federation.provider_arn.clone(),
        };
        Self {
            session_issuer: issuer,
            web_id_federation_data: session.federation.as_ref().map(federated),
            attributes: SessionAttributes {
                creation_date: whole_seconds(session.issued_at),
                mfa_authenticated: "false",
            },
            source_identity: session.source_identity.clone(),
        }
    }
}

impl SessionIssuer {
    fn of(role: &RoleSession) -> Self {
        Self {
            kind: "Role",
            principal_id: role.role_id.to_string(),
            arn: role.role_arn.clone(),
            account_id: role.account.to_string(),
            user_name: role.role_name.clone(),
        }
    }
}

#[cfg(test)]
mod tests;

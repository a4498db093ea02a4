//! Who made a recorded call.
//!
//! Source: CloudTrail User Guide, "CloudTrail userIdentity element".

use arn::AccountId;
use iam::{Caller, Principal};
use jiff::Timestamp;
use serde::Serialize;

use crate::event::whole_seconds;
use crate::limits::{CLAIMED_ID_BYTES_MAX, TEXT_BYTES_MAX};
use crate::text::bounded;

/// The `userIdentity` of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserIdentity {
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
}

/// A user as a record names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The unique id, which begins with `AIDA`.
    pub id: String,
    /// The full ARN.
    pub arn: String,
    /// The account.
    pub account: AccountId,
    /// The name.
    pub name: String,
}

/// A session of a role as a record names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleSession {
    /// The role's unique id, which begins with `AROA`.
    pub role_id: String,
    /// The role's ARN, its path included.
    pub role_arn: String,
    /// The role's name.
    pub role_name: String,
    /// The account.
    pub account: AccountId,
    /// The session's own name.
    pub name: String,
    /// The session's ARN.
    pub arn: String,
    /// When it began.
    pub created_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct SessionContext {
    session_issuer: SessionIssuer,
    attributes: SessionAttributes,
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
        let identity = match &caller.principal {
            principal @ Principal::Root { account, .. } => Self {
                kind: Some("Root"),
                principal_id: Some(principal.user_id().to_owned()),
                arn: Some(principal.arn()),
                account_id: Some(account.to_string()),
                ..Self::default()
            },
        };
        identity.with_access_key(caller.access_key.as_str())
    }

    /// A user, who signs with a key of their own.
    #[must_use]
    pub fn iam_user(user: User) -> Self {
        Self {
            kind: Some("IAMUser"),
            principal_id: Some(user.id),
            arn: Some(user.arn),
            account_id: Some(user.account.to_string()),
            user_name: Some(user.name),
            ..Self::default()
        }
    }

    /// Somebody who has assumed a role.
    #[must_use]
    pub fn assumed_role(session: RoleSession) -> Self {
        let attributes = SessionAttributes {
            creation_date: whole_seconds(session.created_at),
            mfa_authenticated: "false",
        };
        let account_id = session.account.to_string();
        let principal_id = Some(format!("{}:{}", session.role_id, session.name));
        let session_issuer = SessionIssuer {
            kind: "Role",
            principal_id: session.role_id,
            arn: session.role_arn,
            account_id: account_id.clone(),
            user_name: session.role_name,
        };
        Self {
            kind: Some("AssumedRole"),
            principal_id,
            arn: Some(session.arn),
            account_id: Some(account_id),
            session_context: Some(SessionContext { session_issuer, attributes }),
            ..Self::default()
        }
    }

    /// Nobody: the call failed before its caller was known. The access key is what the call claimed, cut to
    /// [`CLAIMED_ID_BYTES_MAX`].
    #[must_use]
    pub fn unknown(claimed_access_key: Option<&str>) -> Self {
        let access_key_id = claimed_access_key.map(|claimed| bounded(claimed, CLAIMED_ID_BYTES_MAX));
        Self { kind: Some("Unknown"), access_key_id, ..Self::default() }
    }

    /// A service that acts on an account's resources without being called, such as `secretsmanager.amazonaws.com`.
    #[must_use]
    pub fn service(account: Option<&AccountId>, invoked_by: &'static str) -> Self {
        Self { account_id: account.map(ToString::to_string), invoked_by: Some(invoked_by), ..Self::default() }
    }

    /// Whoever owns the process; nobody's principal.
    #[must_use]
    pub fn operator() -> Self {
        Self { kind: Some("Operator"), ..Self::default() }
    }

    /// The same identity, signing with this access key.
    #[must_use]
    pub fn with_access_key(self, id: &str) -> Self {
        Self { access_key_id: Some(bounded(id, TEXT_BYTES_MAX)), ..self }
    }

    /// The same identity, on whose behalf a service calls another.
    #[must_use]
    pub(crate) fn invoked_by(self, service: &'static str) -> Self {
        Self { invoked_by: Some(service), ..self }
    }
}

#[cfg(test)]
mod tests;

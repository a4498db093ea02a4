//! What every way to begin a session has in common, once it is allowed.

use std::sync::Arc;

use arn::{AccountId, Partition};
use jiff::Timestamp;
use store::{StoreError, Tenant, Transaction};

use crate::policy::{MalformedPolicy, PolicyKind};
use crate::record::{identities, policy_key, policy_name_key};
use crate::session_request::SessionRefused;
use crate::{
    AccessKeyId, Federation, IssuedCredentials, PackedTooLarge, Role, RoleArn, RoleSession, SecretAccessKey,
    Session, SessionOwner, SessionPolicies, SessionRequest, SessionTag, SessionToken, UniqueId, Wrap,
    WrittenPolicy,
};

/// A session of a role that was begun. It holds a secret, hence no `Debug`.
pub struct Begun {
    /// The session.
    pub session: RoleSession,
    /// Its credentials.
    pub credentials: IssuedCredentials,
    /// Who is behind it.
    pub source_identity: Option<String>,
}

/// Why a session cannot be as it is asked for, by somebody who may begin one.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The policy that was passed is malformed (the caller's fault).
    #[error(transparent)]
    MalformedPolicy(#[from] MalformedPolicy),
    /// Its policies and tags are too large together (the caller's fault).
    #[error(transparent)]
    PackedTooLarge(#[from] PackedTooLarge),
    /// Its duration or its tags are refused (the caller's fault).
    #[error(transparent)]
    Refused(#[from] SessionRefused),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A managed policy that was passed is none of the role's account (the caller's fault).
    #[error("there is no policy {0}")]
    UnknownPolicy(String),
}

/// What was decided about a session beside what is asked for it.
pub(super) struct Terms {
    pub(super) now: Timestamp,
    pub(super) is_chained: bool,
    pub(super) tags: Vec<SessionTag>,
    pub(super) source_identity: Option<String>,
    pub(super) federation: Option<Federation>,
}

/// Begins a session of a role.
pub(super) async fn begin_session(
    tx: &mut Transaction,
    (arn, role): (&RoleArn, &Role),
    request: &SessionRequest,
    terms: Terms,
) -> Result<Begun, SessionError> {
    let (issued_at, expires_at) = request.lifetime(role, terms.is_chained, terms.now)?;
    let source_identity = terms.source_identity.clone();
    let session = Session {
        issued_at,
        expires_at,
        policies: policies(tx, arn, request).await?,
        tags: terms.tags,
        source_identity: terms.source_identity,
        federation: terms.federation,
    };
    let owner = SessionOwner::Role { id: role.id.clone(), session_name: request.session_name.clone() };
    let credentials = issue(tx, (arn.partition(), arn.account()), owner, session)?;
    let session = role.session(arn.partition(), arn.account(), &request.session_name);
    Ok(Begun { session, credentials, source_identity })
}

/// Makes a key for a session, and the token that goes with it.
pub(super) fn issue(
    tx: &mut Transaction,
    (partition, account): (Partition, &AccountId),
    owner: SessionOwner,
    session: Session,
) -> Result<IssuedCredentials, PackedTooLarge> {
    let keyring = Arc::clone(tx.keyring());
    let token = SessionToken {
        access_key: AccessKeyId::generate_temporary(tx.entropy()),
        secret: SecretAccessKey::generate(tx.entropy()),
        partition,
        account: account.clone(),
        owner,
        session: Arc::new(session),
    };
    token.issue(Wrap { keyring: &keyring, entropy: tx.entropy() })
}

/// The policies that are to confine the session, the managed ones by their ids.
async fn policies(
    tx: &mut Transaction,
    arn: &RoleArn,
    request: &SessionRequest,
) -> Result<Option<SessionPolicies>, SessionError> {
    if request.policy.is_none() && request.policy_arns.is_empty() {
        return Ok(None);
    }
    let parse = |text: &String| WrittenPolicy::parse(text, PolicyKind::Identity);
    let inline = request.policy.as_ref().map(parse).transpose()?;
    let identities = identities(arn.partition(), arn.account());
    let mut managed = Vec::with_capacity(request.policy_arns.len());
    for wanted in &request.policy_arns {
        let id = managed_policy(tx, &identities, arn, wanted).await?;
        managed.push(id.ok_or_else(|| SessionError::UnknownPolicy(wanted.clone()))?);
    }
    Ok(Some(SessionPolicies { inline, managed }))
}

async fn managed_policy(
    tx: &mut Transaction,
    identities: &Tenant,
    role: &RoleArn,
    wanted: &str,
) -> Result<Option<UniqueId>, StoreError> {
    let name = wanted.rsplit('/').next().unwrap_or_default();
    let Some(named) = tx.get(&policy_name_key(identities, name)).await? else { return Ok(None) };
    let found = tx.get(&policy_key(identities, &named.0)).await?;
    let found = found.filter(|policy| policy.arn(role.partition(), role.account()) == wanted);
    Ok(found.map(|policy| policy.id.clone()))
}

#[cfg(test)]
mod tests;

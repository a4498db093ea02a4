//! Begins a session of a role.

use jiff::Timestamp;
use store::{StoreError, Transaction};

use super::begin_session::{Begun, SessionError, Terms, begin_session};
use crate::policy::KeyTable;
use crate::{Action, Caller, Principal, Role, RoleToAssume, SessionRequest, authorize};

/// The permission to begin a session of a role.
#[derive(Debug, Clone, Copy)]
pub struct AssumeRole;

impl Action for AssumeRole {
    const NAME: &'static str = "sts:AssumeRole";
    type Subject = RoleToAssume;
}

/// The permission to say who is behind a session.
#[derive(Debug, Clone, Copy)]
pub struct SetSourceIdentity;

impl Action for SetSourceIdentity {
    const NAME: &'static str = "sts:SetSourceIdentity";
    type Subject = RoleToAssume;
}

/// The permission to tag a session.
#[derive(Debug, Clone, Copy)]
pub struct TagSession;

impl Action for TagSession {
    const NAME: &'static str = "sts:TagSession";
    type Subject = RoleToAssume;
}

/// Why a session of a role was not begun.
#[derive(Debug, thiserror::Error)]
pub enum AssumeRoleError {
    /// The caller may not, or there is no such role: nobody learns which (the caller's fault).
    #[error("User: {caller} is not authorized to perform: {action} on resource: {role}")]
    Denied {
        /// Who asked.
        caller: String,
        /// What was missing.
        action: &'static str,
        /// The role as it was asked for.
        role: String,
    },
    /// The caller is an account's root, whose rights no role could confine (the caller's fault).
    #[error("Roles may not be assumed by root accounts.")]
    Root,
    /// The session cannot be as it is asked for.
    #[error(transparent)]
    Session(#[from] SessionError),
}

impl From<StoreError> for AssumeRoleError {
    fn from(failure: StoreError) -> Self {
        Self::Session(failure.into())
    }
}

/// Begins a session of a role for a caller whom both the role's trust policy and its own policies let.
///
/// Nothing is told apart before the caller is known to be allowed: a role that does not exist is denied like any other.
///
/// Source: STS API reference, `AssumeRole`; IAM User Guide, "Policy evaluation logic" and "Pass session tags in AWS STS".
///
/// # Errors
///
/// In this order: [`AssumeRoleError::Root`], [`AssumeRoleError::Denied`], [`AssumeRoleError::Session`].
pub async fn assume_role(
    tx: &mut Transaction,
    caller: &Caller,
    role: RoleToAssume,
    request: &SessionRequest,
) -> Result<Begun, AssumeRoleError> {
    if matches!(caller.principal, Principal::Root { .. }) {
        return Err(AssumeRoleError::Root);
    }
    let inherited = caller.session.as_deref();
    let source_identity = request.source_identity(inherited);
    let keys = request.condition_keys(source_identity);
    let allowed = may::<AssumeRole>(caller, &role, &keys)?;
    if !request.tags.is_empty() {
        may::<TagSession>(caller, &role, &keys)?;
    }
    if source_identity.is_some() {
        may::<SetSourceIdentity>(caller, &role, &keys)?;
    }
    if request.changes_source_identity(inherited) {
        return Err(denied::<SetSourceIdentity>(caller, &role));
    }
    let terms = Terms {
        now: wire_time(caller),
        is_chained: matches!(caller.principal, Principal::Role(_)),
        tags: request.session_tags(inherited).map_err(SessionError::from)?,
        source_identity: source_identity.map(ToOwned::to_owned),
        federation: None,
    };
    Ok(begin_session(tx, (role.arn(), allowed), request, terms).await?)
}

/// Credentials expire by the real clock, by which calls are received.
const fn wire_time(caller: &Caller) -> Timestamp {
    caller.circumstances.received_at
}

/// The role, if there is one and the caller may do `A` to it.
fn may<'a, A: Action<Subject = RoleToAssume>>(
    caller: &Caller,
    role: &'a RoleToAssume,
    keys: &KeyTable,
) -> Result<&'a Role, AssumeRoleError> {
    let authorized = authorize::<A>(caller, role.clone(), keys);
    match role.found().filter(|_| authorized.is_ok()) {
        Some(found) => Ok(found),
        None => Err(denied::<A>(caller, role)),
    }
}

fn denied<A: Action>(caller: &Caller, role: &RoleToAssume) -> AssumeRoleError {
    AssumeRoleError::Denied {
        caller: caller.principal.arn().into_owned(),
        action: A::NAME,
        role: role.arn().as_str().to_owned(),
    }
}

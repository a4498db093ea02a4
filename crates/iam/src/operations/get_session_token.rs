//! Begins a session of whoever asks.

use store::Transaction;

use super::begin_session::issue;
use crate::limits::{OWN_SESSION_SECONDS_DEFAULT, ROOT_SESSION_SECONDS_MAX};
use crate::session_request::from_now;
use crate::{Caller, IssuedCredentials, PackedTooLarge, Principal, Session, SessionOwner};

/// Why a session of one's own was not begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GetSessionTokenError {
    /// The caller is in a session already (the caller's fault).
    #[error("Cannot call GetSessionToken with session credentials")]
    InSession,
    /// The token has no room; it has for every user.
    #[error(transparent)]
    PackedTooLarge(#[from] PackedTooLarge),
}

/// Begins a session of the caller, for as long as is asked for; an account's root gets an hour at most.
///
/// It needs no permission, and a key that lives long. The session does not end with that key: it ends with its user.
///
/// Source: STS API reference, `GetSessionToken`.
///
/// # Errors
///
/// [`GetSessionTokenError::InSession`] unless the caller signs with a key that lives long.
pub fn get_session_token(
    tx: &mut Transaction,
    caller: &Caller,
    duration_seconds: Option<u32>,
) -> Result<IssuedCredentials, GetSessionTokenError> {
    let seconds = duration_seconds.unwrap_or(OWN_SESSION_SECONDS_DEFAULT);
    let (owner, seconds) = match (&caller.principal, &caller.session) {
        (Principal::Role(_), _) | (_, Some(_)) => return Err(GetSessionTokenError::InSession),
        (Principal::Root { .. }, None) => (SessionOwner::Root, seconds.min(ROOT_SESSION_SECONDS_MAX)),
        (Principal::User(user), None) => (SessionOwner::User(user.id.clone()), seconds),
    };
    let (issued_at, expires_at) = from_now(caller.circumstances.received_at, seconds);
    let session = Session {
        issued_at,
        expires_at,
        policies: None,
        tags: Vec::new(),
        source_identity: None,
        federation: None,
    };
    let home = (caller.principal.partition(), caller.principal.account());
    Ok(issue(tx, home, owner, session)?)
}

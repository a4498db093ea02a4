//! Ends a right to a key: by whoever it was given to or is named for that, and by whoever governs the key.

use iam::{Action, Authorized};
use store::Transaction;

use super::permission;
use crate::record::{grant_key, grantee_key, key_key, retiring_key};
use crate::{GrantSubject, Key, KeyFailure};

permission! {
    /// The permission to end a grant by whoever is done with it.
    RetireGrant on GrantSubject
}

permission! {
    /// The permission to end a grant by whoever governs the key.
    RevokeGrant on GrantSubject
}

/// Ends a grant.
///
/// Source: KMS API reference, `RetireGrant`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::GrantNotFound`]: there is no such grant.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub fn retire_grant(tx: &mut Transaction, authorized: &Authorized<RetireGrant>) -> Result<(), KeyFailure> {
    end(tx, authorized)
}

/// Ends a grant.
///
/// Source: KMS API reference, `RevokeGrant`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::GrantNotFound`]: there is no such grant.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub fn revoke_grant(tx: &mut Transaction, authorized: &Authorized<RevokeGrant>) -> Result<(), KeyFailure> {
    end(tx, authorized)
}

fn end<A>(tx: &mut Transaction, authorized: &Authorized<A>) -> Result<(), KeyFailure>
where
    A: Action<Subject = GrantSubject>,
{
    let subject = authorized.subject();
    let (tenant, key, grant) = (subject.key().tenant(), subject.key().key()?, subject.grant()?);
    tx.delete(&grant_key(tenant, key.id, &grant.id))?;
    tx.delete(&grantee_key(tenant, key.id, &grant.grantee.place(), &grant.id))?;
    if let Some(retiring) = &grant.retiring {
        tx.delete(&retiring_key(tenant, &retiring.place(), key.id, &grant.id))?;
    }
    let key = Key { grants: key.grants.saturating_sub(1), ..Key::clone(key) };
    Ok(tx.put(&key_key(tenant, key.id), key)?)
}

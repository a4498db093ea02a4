//! Looks up who signs with a key.

use std::sync::Arc;

use store::{StoreError, Transaction};

use crate::record::{access_key_key, identities, role_key, user_key};
use crate::{AccessKey, AccessKeyId, KeyStatus, Principal, SessionOwner, SessionToken};

/// A key that may be used, and whose it is.
#[derive(Debug, Clone)]
pub struct Identified {
    /// Who signs with it.
    pub principal: Principal,
    /// The key.
    pub access_key: Arc<AccessKey>,
}

/// Who signs with the key of this id; nobody if there is none, if it is inactive, or if its user is gone.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn identify(tx: &mut Transaction, id: &AccessKeyId) -> Result<Option<Identified>, StoreError> {
    let Some(access_key) = tx.get(&access_key_key(id)).await? else { return Ok(None) };
    if access_key.status == KeyStatus::Inactive {
        return Ok(None);
    }
    let principal = owner(tx, &access_key).await?;
    Ok(principal.map(|principal| Identified { principal, access_key }))
}

/// Whose session an opened token is of; nobody's if the role or the user is gone, whoever has its name now.
///
/// Whether the session is over is for the caller to look at.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn identify_session(
    tx: &mut Transaction,
    token: &SessionToken,
) -> Result<Option<Principal>, StoreError> {
    let (partition, account) = (token.partition, &token.account);
    let identities = identities(partition, account);
    Ok(match &token.owner {
        SessionOwner::Role { id, session_name } => {
            let role = tx.get(&role_key(&identities, id)).await?;
            role.map(|role| Principal::Role(Arc::new(role.session(partition, account, session_name))))
        }
        SessionOwner::Root => Some(Principal::Root { partition, account: account.clone() }),
        SessionOwner::User(id) => {
            let user = tx.get(&user_key(&identities, id)).await?;
            user.map(|user| Principal::User(Arc::new(user.principal(partition, account))))
        }
    })
}

async fn owner(tx: &mut Transaction, key: &AccessKey) -> Result<Option<Principal>, StoreError> {
    let owner = &key.owner;
    let Some(id) = &owner.user else {
        return Ok(Some(Principal::Root { partition: owner.partition, account: owner.account.clone() }));
    };
    let user = tx.get(&user_key(&identities(owner.partition, &owner.account), id)).await?;
    Ok(user.map(|user| Principal::User(Arc::new(user.principal(owner.partition, &owner.account)))))
}

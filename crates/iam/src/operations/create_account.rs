//! Makes an account, and gives its root an access key.

use std::sync::Arc;

use arn::{AccountId, Partition};
use store::{StoreError, Transaction};

use super::accounts;
use crate::access_key::Wrap;
use crate::limits::ACCOUNTS_MAX;
use crate::record::{access_key_key, account_key};
use crate::{AccessKey, Account, Credentials, KeyOwner};

/// Why an account was not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateAccountError {
    /// There is one with that id (the operator's fault).
    #[error("account {0} exists already")]
    Exists(AccountId),
    /// The server keeps as many as it may.
    #[error("a server keeps at most {ACCOUNTS_MAX} accounts")]
    TooMany,
    /// The medium failed, or another transaction won.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes an account, the first one if there is none yet, whose root signs with `credentials`.
///
/// # Errors
///
/// See [`CreateAccountError`], in that order.
pub async fn create_account(
    tx: &mut Transaction,
    partition: Partition,
    id: &AccountId,
    credentials: &Credentials,
) -> Result<(), CreateAccountError> {
    let key = account_key(partition, id);
    if tx.get(&key).await?.is_some() {
        return Err(CreateAccountError::Exists(id.clone()));
    }
    let kept = accounts::accounts(tx).await?.len();
    if kept >= ACCOUNTS_MAX {
        return Err(CreateAccountError::TooMany);
    }
    let created_at = tx.now();
    let account = Account {
        partition,
        id: id.clone(),
        created_at,
        is_first: kept == 0,
        access_keys: vec![credentials.id.clone()],
        users: 0,
        roles: 0,
    };
    tx.put(&key, account)?;
    let owner = KeyOwner { partition, account: id.clone(), user: None };
    let keyring = Arc::clone(tx.keyring());
    let wrap = Wrap { keyring: &keyring, entropy: tx.entropy() };
    let access_key = AccessKey::new(credentials, owner, created_at, wrap);
    Ok(tx.put(&access_key_key(&access_key.id), access_key)?)
}

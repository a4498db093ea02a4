//! Looks accounts up.

use std::sync::Arc;

use arn::{AccountId, Partition};
use store::{StoreError, SystemKey, Transaction};

use crate::Account;
use crate::limits::ACCOUNTS_MAX;
use crate::record::account_key;

/// The account with this id, if the server keeps it.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or the record is damaged.
pub async fn account(
    tx: &mut Transaction,
    partition: Partition,
    id: &AccountId,
) -> Result<Option<Arc<Account>>, StoreError> {
    tx.get(&account_key(partition, id)).await
}

/// All accounts, by partition and id.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn accounts(tx: &mut Transaction) -> Result<Vec<Arc<Account>>, StoreError> {
    let mut range = SystemKey::<Account>::of().prefix();
    let mut accounts = Vec::new();
    loop {
        let page = tx.page(&range, ACCOUNTS_MAX).await?;
        let last = page.entries.last().map(|(key, _)| key.clone());
        accounts.extend(page.entries.into_iter().map(|(_, account)| account));
        match last.filter(|_| page.more) {
            Some(last) => range = range.after(&last),
            None => return Ok(accounts),
        }
    }
}

/// The account that was made together with the data folder; none before it was.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn first_account(tx: &mut Transaction) -> Result<Option<Arc<Account>>, StoreError> {
    Ok(accounts(tx).await?.into_iter().find(|account| account.is_first))
}

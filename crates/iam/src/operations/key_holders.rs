//! The lists of access keys, which lie with their holders.

use store::Transaction;

use crate::key_holder::Holder;
use crate::record::{account_key, identities, user_key};
use crate::{AccessKeyId, Account, KeyHolder, KeyOwner, Refusal, User};

/// Who a holder is to its keys.
pub(super) fn owner(holder: &KeyHolder) -> Result<KeyOwner, Refusal> {
    let (partition, account) = holder.account();
    let user = match holder.found.as_ref() {
        Some(Holder::Root(_)) => None,
        Some(Holder::User(user)) => Some(user.id.clone()),
        None => return Err(Refusal::NoSuchUser { name: holder.name().to_owned() }),
    };
    Ok(KeyOwner { partition, account: account.clone(), user })
}

/// The key of that id, as long as it is the holder's.
pub(super) async fn key(
    tx: &mut Transaction,
    holder: &KeyHolder,
    id: &AccessKeyId,
) -> Result<std::sync::Arc<crate::AccessKey>, Refusal> {
    owner(holder)?;
    let missing = || Refusal::NoSuchAccessKey { id: id.to_string() };
    if !holder.access_keys().contains(id) {
        return Err(missing());
    }
    super::access_key(tx, id).await?.ok_or_else(missing)
}

/// Changes the list of a holder that was found.
pub(super) fn change(
    tx: &mut Transaction,
    holder: &KeyHolder,
    change: impl FnOnce(&mut Vec<AccessKeyId>),
) -> Result<(), Refusal> {
    let (partition, account_id) = holder.account();
    match &holder.found {
        Some(Holder::Root(account)) => {
            let mut account = Account::clone(account);
            change(&mut account.access_keys);
            Ok(tx.put(&account_key(partition, account_id), account)?)
        }
        Some(Holder::User(user)) => {
            let mut user = User::clone(user);
            change(&mut user.access_keys);
            Ok(tx.put(&user_key(&identities(partition, account_id), &user.id.clone()), user)?)
        }
        None => Err(Refusal::NoSuchUser { name: holder.name().to_owned() }),
    }
}

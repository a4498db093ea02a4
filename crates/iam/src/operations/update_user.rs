//! Renames or moves a user.

use store::Transaction;

use super::{change, found, permission};
use crate::record::{UserNamed, user_name_key};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to rename or move a user.
    UpdateUser on IdentitySubject<User>
}

/// Gives a user another name, another path, or both. It stays the same user: its keys and policies stay, and policies that
/// name it mean it still.
///
/// Source: IAM API reference, `UpdateUser`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::UserExists`]: another user has the new name, in upper or lower case.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn update_user(
    tx: &mut Transaction,
    authorized: &Authorized<UpdateUser>,
    new_name: Option<&str>,
    new_path: Option<&str>,
) -> Result<(), Refusal> {
    let user = found(authorized)?;
    let identities = authorized.subject().identities();
    if let Some(new_name) = new_name {
        let (before, after) = (user_name_key(&identities, &user.name), user_name_key(&identities, new_name));
        if tx.get(&after).await?.is_some_and(|holder| holder.0 != user.id) {
            return Err(Refusal::UserExists { name: new_name.to_owned() });
        }
        tx.delete(&before)?;
        tx.put(&after, UserNamed(user.id.clone()))?;
    }
    change(tx, authorized, |user| {
        user.name = new_name.unwrap_or(&user.name).to_owned();
        user.path = new_path.unwrap_or(&user.path).to_owned();
        Ok(())
    })?;
    Ok(())
}

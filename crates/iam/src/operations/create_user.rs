//! Makes a user.

use store::Transaction;

use super::{account_change, boundaries, permission};
use crate::limits::USERS_MAX;
use crate::record::{UserNamed, user_key, user_name_key};
use crate::{Authorized, EntityKind, IdentitySubject, Permissions, Refusal, Tag, UniqueId, User};

permission! {
    /// The permission to make a user.
    CreateUser on IdentitySubject<User>
}

/// What a user is made of, beside its name.
#[derive(Debug, Clone)]
pub struct CreateUserInput {
    /// The path, which begins and ends with a slash.
    pub path: String,
    /// The ARN of the managed policy that bounds it.
    pub boundary: Option<String>,
    /// Its tags.
    pub tags: Vec<Tag>,
}

/// Makes a user who may do nothing yet.
///
/// Source: IAM API reference, `CreateUser`.
///
/// # Errors
///
/// - [`Refusal::UserExists`]: a user has that name, in upper or lower case.
/// - [`Refusal::Tags`]: the tags are refused.
/// - [`Refusal::NotAttachable`]: there is no policy to bound it.
/// - [`Refusal::Quota`]: the account has as many users as it may have.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn create_user(
    tx: &mut Transaction,
    authorized: &Authorized<CreateUser>,
    input: &CreateUserInput,
) -> Result<User, Refusal> {
    let subject = authorized.subject();
    let (identities, name) = (subject.identities(), subject.name());
    let name_key = user_name_key(&identities, name);
    if tx.get(&name_key).await?.is_some() {
        return Err(Refusal::UserExists { name: name.to_owned() });
    }
    let mut tags = Vec::new();
    Tag::set(&mut tags, &input.tags)?;
    let id = UniqueId::generate(EntityKind::User, tx.entropy());
    let boundary = boundaries::take_some(tx, authorized, input.boundary.as_deref(), &id).await?;
    account_change(tx, subject.account(), |account| {
        account.users = account.users.saturating_add(1);
        let quota = Refusal::Quota { quota: "UsersPerAccount", max: USERS_MAX as usize };
        (account.users <= USERS_MAX).then_some(()).ok_or(quota)
    })
    .await?;
    let user = User {
        id,
        name: name.to_owned(),
        path: input.path.clone(),
        created_at: tx.now(),
        tags,
        permissions: Permissions { boundary, ..Permissions::default() },
        access_keys: Vec::new(),
    };
    tx.put(&name_key, UserNamed(user.id.clone()))?;
    tx.put(&user_key(&identities, &user.id), user.clone())?;
    Ok(user)
}

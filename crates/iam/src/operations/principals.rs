//! Finds principals by their ARNs, and goes through all of an account.

use std::sync::Arc;

use arn::{AccountId, Arn};
use store::{KeyRange, RecordKey, StoreError, TenantKey, Transaction};

use crate::record::{RoleName, UserNamed, identities, role_key, role_name_key, user_key, user_name_key};
use crate::{IdentitySubject, Principal, RoleSession};

/// What a session is called that nobody has begun: whoever asks about a role asks about any session of it.
const ANY_SESSION: &str = "explained";

/// The principal that an ARN names: an account's root, a user, a role as one of its sessions, or a session.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn principal_of_arn(tx: &mut Transaction, text: &str) -> Result<Option<Principal>, StoreError> {
    let Ok(Arn { partition, service, account: Some(account), resource, .. }) = text.parse::<Arn>() else {
        return Ok(None);
    };
    let root = Principal::Root { partition, account: account.clone() };
    let mut parts = resource.splitn(2, '/');
    match (service.as_str(), parts.next(), parts.next()) {
        ("iam", Some("root"), None) => Ok(Some(root)),
        ("iam", Some("user"), Some(path)) => {
            let subject = IdentitySubject::user(tx, &root, last(path)).await?;
            let found = subject.found().filter(|user| user.arn(partition, &account) == text);
            Ok(found.map(|user| Principal::User(Arc::new(user.principal(partition, &account)))))
        }
        ("iam", Some("role"), Some(path)) => {
            let session = session(tx, &root, last(path), ANY_SESSION).await?;
            Ok(session
                .filter(|session| session.role_arn == text)
                .map(|session| Principal::Role(Arc::new(session))))
        }
        ("sts", Some("assumed-role"), Some(path)) => {
            let Some((role, name)) = path.split_once('/') else { return Ok(None) };
            let session = session(tx, &root, role, name).await?;
            Ok(session.map(|session| Principal::Role(Arc::new(session))))
        }
        _ => Ok(None),
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

async fn session(
    tx: &mut Transaction,
    root: &Principal,
    role: &str,
    name: &str,
) -> Result<Option<RoleSession>, StoreError> {
    let subject = IdentitySubject::role(tx, root, role).await?;
    Ok(subject.found().map(|role| role.session(root.partition(), root.account(), name)))
}

/// Where going through an account's principals has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrincipalPosition {
    /// Behind the user of this name, in lower case; the empty one is before all.
    User(String),
    /// Behind the role of this name, in lower case; the empty one is before all.
    Role(String),
}

/// The next users of an account behind a position, then its roles, each as any session of it; at most `limit`, with the
/// position behind them unless they are the last.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn principals_after(
    tx: &mut Transaction,
    root: &Principal,
    position: &PrincipalPosition,
    limit: usize,
) -> Result<(Vec<Principal>, Option<PrincipalPosition>), StoreError> {
    let (partition, account) = (root.partition(), root.account().clone());
    let identities = identities(partition, &account);
    let mut principals = Vec::new();
    let next = match position {
        PrincipalPosition::User(name) => {
            let range = behind(TenantKey::<UserNamed>::of(&identities).prefix(), name, |name| {
                user_name_key(&identities, name)
            });
            let page = tx.page(&range, limit).await?;
            for (_, named) in &page.entries {
                let user = tx.get(&user_key(&identities, &named.0)).await?;
                principals
                    .extend(user.map(|user| Principal::User(Arc::new(user.principal(partition, &account)))));
            }
            let last = page.entries.last().filter(|_| page.more).map(|(key, _)| name_in(key));
            Some(last.map_or_else(|| PrincipalPosition::Role(String::new()), PrincipalPosition::User))
        }
        PrincipalPosition::Role(name) => {
            let range = behind(TenantKey::<RoleName>::of(&identities).prefix(), name, |name| {
                role_name_key(&identities, name)
            });
            let page = tx.page(&range, limit).await?;
            for (_, named) in &page.entries {
                let role = tx.get(&role_key(&identities, &named.0)).await?;
                principals.extend(role.map(|role| any_session(&role, root, &account)));
            }
            page.entries.last().filter(|_| page.more).map(|(key, _)| PrincipalPosition::Role(name_in(key)))
        }
    };
    Ok((principals, next))
}

fn any_session(role: &crate::Role, root: &Principal, account: &AccountId) -> Principal {
    Principal::Role(Arc::new(role.session(root.partition(), account, ANY_SESSION)))
}

fn behind<K: RecordKey>(all: KeyRange<K>, name: &str, key: impl Fn(&str) -> K) -> KeyRange<K> {
    if name.is_empty() { all } else { all.after(&key(name)) }
}

fn name_in<R: store::Record>(key: &TenantKey<R>) -> String {
    key.parts().text().unwrap_or_default()
}

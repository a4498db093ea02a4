//! Finds out whom a policy means by the principals that it names.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use std::sync::Arc;

use arn::{AccountId, Partition};
use store::{StoreError, Tenant, TenantKey, Transaction};

use crate::record::{
    Named, RoleName, UserNamed, account_key, identities, identities_beside, role_key, user_key,
};
use crate::{Binding, EntityKind, Refusal, Role, UniqueId, User, WrittenPolicy};

/// Why the principals of a policy could not be bound.
#[derive(Debug, thiserror::Error)]
pub enum BindRefused {
    /// A user, role or session that the policy names does not exist (the caller's fault).
    #[error("there is no principal `{name}`")]
    NoSuchPrincipal {
        /// The principal as the policy names it.
        name: String,
    },
    /// The medium failed, or a record is damaged.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<BindRefused> for Refusal {
    fn from(refused: BindRefused) -> Self {
        match refused {
            BindRefused::NoSuchPrincipal { name } => Self::NoSuchPrincipal { name },
            BindRefused::Store(failure) => Self::Store(failure),
        }
    }
}

/// The policy of something that belongs to `owner`, in which each user and role that it names, in whatever account of this
/// server, means whoever bears the name now, for ever.
///
/// For a policy that is about to be kept; [`present_text`] shows it later. Who is looked up here is not validated when the
/// transaction commits: a principal that is deleted meanwhile is simply gone.
///
/// Source: IAM User Guide, "AWS JSON policy elements: Principal", how ARNs are turned into unique ids.
///
/// # Errors
///
/// See [`BindRefused`].
pub async fn bind(
    tx: &mut Transaction,
    policy: WrittenPolicy,
    (partition, account): (Partition, &AccountId),
) -> Result<WrittenPolicy, BindRefused> {
    let home = identities(partition, account);
    let mut bindings = Vec::new();
    for name in names(&policy) {
        match bearer(tx, &home, &name).await? {
            Some(id) => bindings.push(Binding { name, id }),
            None => return Err(BindRefused::NoSuchPrincipal { name }),
        }
    }
    Ok(policy.bound(bindings))
}

/// The policy of a resource of `owner`, bound as [`bind`] does, except that the users and roles of accounts that this
/// server does not keep need not exist: such a name stays a name.
///
/// Source: IAM User Guide, "AWS JSON policy elements: Principal", how ARNs are turned into unique ids.
///
/// # Errors
///
/// See [`BindRefused`].
pub async fn bind_of_resource(
    tx: &mut Transaction,
    policy: WrittenPolicy,
    owner: &Tenant,
) -> Result<WrittenPolicy, BindRefused> {
    let mut bindings = Vec::new();
    for name in names(&policy) {
        bindings.extend(bind_name(tx, &name, owner).await?);
    }
    Ok(policy.bound(bindings))
}

/// Whom a resource of `owner` means by the name of a user, a role or a session, or by a unique id; nobody in particular if
/// the name is of an account that this server does not keep.
///
/// Source: IAM User Guide, "AWS JSON policy elements: Principal", how ARNs are turned into unique ids.
///
/// # Errors
///
/// See [`BindRefused`].
pub async fn bind_name(
    tx: &mut Transaction,
    name: &str,
    owner: &Tenant,
) -> Result<Option<Binding>, BindRefused> {
    if let Some(id) = bearer(tx, &identities_beside(owner), name).await? {
        return Ok(Some(Binding { name: name.to_owned(), id }));
    }
    match Arned::parse(name) {
        Some(arned) if !arned.is_of_this_server(tx).await? => Ok(None),
        Some(_) | None => Err(BindRefused::NoSuchPrincipal { name: name.to_owned() }),
    }
}

/// The users, roles and sessions that a policy names, each once.
fn names(policy: &WrittenPolicy) -> BTreeSet<String> {
    policy.policy().named_principals().map(str::to_owned).collect()
}

/// A policy's text as it is shown: a principal that has another name by now has that one, and a principal that is gone its
/// unique id.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn present_text<'p>(
    tx: &mut Transaction,
    policy: &'p WrittenPolicy,
) -> Result<Cow<'p, str>, StoreError> {
    let mut names = BTreeMap::new();
    for binding in policy.bindings() {
        let present = present_name(tx, binding).await?;
        if present != binding.name {
            names.insert(binding.name.clone(), present);
        }
    }
    Ok(if names.is_empty() { policy.text().into() } else { policy.renamed(&names).into() })
}

/// What somebody who was once bound is called now: by an ARN, or by the unique id if there is nobody of that id any more.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn present_name(tx: &mut Transaction, bound: &Binding) -> Result<String, StoreError> {
    let present = match Arned::parse(&bound.name) {
        Some(arned) => arned.present_name(tx, &bound.name, &bound.id).await?,
        None => None,
    };
    Ok(present.unwrap_or_else(|| bound.id.to_string()))
}

/// Who bears a name: an ARN, or a unique id of the account itself.
async fn bearer(tx: &mut Transaction, home: &Tenant, name: &str) -> Result<Option<UniqueId>, StoreError> {
    if let Some(id) = UniqueId::of_principal(name) {
        let is_here =
            peek(tx, user_key(home, &id)).await?.is_some() || peek(tx, role_key(home, &id)).await?.is_some();
        return Ok(is_here.then_some(id));
    }
    match Arned::parse(name) {
        Some(arned) => arned.bearer(tx, name).await,
        None => Ok(None),
    }
}

/// A principal's ARN, taken apart.
struct Arned<'a> {
    partition: Partition,
    account: AccountId,
    kind: EntityKind,
    name: &'a str,
    is_session: bool,
}

impl<'a> Arned<'a> {
    fn parse(arn: &'a str) -> Option<Self> {
        let parts: Vec<_> = arn.splitn(6, ':').collect();
        let [_, partition, service, region, account, resource] = parts.try_into().ok()?;
        let (kind, path) = resource.split_once('/')?;
        let (kind, name, is_session) = match kind {
            "assumed-role" => {
                // Without a session's name it would be taken for the role itself.
                let (role, session) = path.split_once('/')?;
                let names_one = !session.is_empty() && !session.contains('/');
                ((service, region) == ("sts", "") && names_one).then_some((EntityKind::Role, role, true))?
            }
            "role" => (EntityKind::Role, path.rsplit('/').next()?, false),
            "user" => (EntityKind::User, path.rsplit('/').next()?, false),
            _ => return None,
        };
        let account = account.parse().ok()?;
        Some(Self { partition: Partition::from_str(partition).ok()?, account, kind, name, is_session })
    }

    async fn bearer(&self, tx: &mut Transaction, arn: &str) -> Result<Option<UniqueId>, StoreError> {
        let home = identities(self.partition, &self.account);
        if self.kind == EntityKind::User {
            let user = named::<UserNamed>(tx, &home, self.name).await?;
            let user = user.filter(|user| user.arn(self.partition, &self.account) == arn);
            return Ok(user.map(|user| user.id.clone()));
        }
        let role = named::<RoleName>(tx, &home, self.name).await?;
        let is_meant = |role: &Arc<Role>| match self.is_session {
            true => role.name == self.name,
            false => role.arn(self.partition, &self.account) == arn,
        };
        Ok(role.filter(is_meant).map(|role| role.id.clone()))
    }

    /// What the bearer of an id that was once called so is called now; nothing if it is gone.
    async fn present_name(
        &self,
        tx: &mut Transaction,
        name: &str,
        id: &UniqueId,
    ) -> Result<Option<String>, StoreError> {
        let home = identities(self.partition, &self.account);
        if self.kind == EntityKind::User {
            let user: Option<Arc<User>> = peek(tx, user_key(&home, id)).await?;
            return Ok(user.map(|user| user.arn(self.partition, &self.account)));
        }
        // A role keeps its name and its path as long as it exists.
        Ok(peek(tx, role_key(&home, id)).await?.map(|_| name.to_owned()))
    }

    /// Whether the account is one that this server keeps.
    async fn is_of_this_server(&self, tx: &mut Transaction) -> Result<bool, StoreError> {
        let found = tx.page(&account_key(self.partition, &self.account).prefix(), 1).await?;
        Ok(!found.entries.is_empty())
    }
}

async fn named<N: Named>(
    tx: &mut Transaction,
    home: &Tenant,
    name: &str,
) -> Result<Option<Arc<N::Entity>>, StoreError> {
    match peek(tx, N::key(home, name)).await? {
        Some(found) => peek(tx, N::entity_key(home, found.id())).await,
        None => Ok(None),
    }
}

/// What lies under a key, without standing for it when the transaction commits: a long policy names more principals than
/// may be validated.
async fn peek<R: store::Record>(
    tx: &mut Transaction,
    key: TenantKey<R>,
) -> Result<Option<Arc<R>>, StoreError> {
    Ok(tx.page(&key.prefix(), 1).await?.entries.pop().map(|(_, record)| record))
}

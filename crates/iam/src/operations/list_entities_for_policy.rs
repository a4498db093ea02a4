//! Lists the users and roles that have a managed policy.

use std::sync::Arc;

use store::{StoreError, Tenant, Transaction};

use super::permission;
use super::policy_change::found;
use crate::limits::PAGE_ENTRIES_DEFAULT;
use crate::record::{Attachment, attachment_key, attachments_of, role_key, user_key};
use crate::{
    Authorized, EntityKind, IdentitySubject, InvalidPagingToken, Listing, ManagedPolicy, Page, PageAsked,
    PolicyUse, Refusal, Role, UniqueId, User,
};

permission! {
    /// The permission to see who has a managed policy.
    ListEntitiesForPolicy on IdentitySubject<ManagedPolicy>
}

/// Which users and roles are asked for.
#[derive(Debug, Clone)]
pub struct HolderListing {
    /// Whether users are.
    pub includes_users: bool,
    /// Whether roles are.
    pub includes_roles: bool,
    /// What their paths begin with.
    pub path_prefix: String,
    /// What the policy is to them.
    pub policy_use: Option<PolicyUse>,
}

/// A user or a role that has a managed policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyHolder {
    /// A role.
    Role(Arc<Role>),
    /// A user.
    User(Arc<User>),
}

impl PolicyHolder {
    fn id(&self) -> &UniqueId {
        match self {
            Self::Role(role) => &role.id,
            Self::User(user) => &user.id,
        }
    }

    fn path(&self) -> &str {
        match self {
            Self::Role(role) => &role.path,
            Self::User(user) => &user.path,
        }
    }
}

/// A page of the users and roles that have a policy, users first, by id.
///
/// Source: IAM API reference, `ListEntitiesForPolicy`.
///
/// # Errors
///
/// - [`Refusal::NoSuchPolicy`].
/// - [`Refusal::PagingToken`].
/// - [`Refusal::Store`]: the medium failed, or a record is damaged (ours).
pub async fn list_entities_for_policy(
    tx: &mut Transaction,
    authorized: &Authorized<ListEntitiesForPolicy>,
    asked: &HolderListing,
    page: &PageAsked,
) -> Result<Page<PolicyHolder>, Refusal> {
    let policy = &found(authorized)?.id;
    let identities = authorized.subject().identities();
    let listing = Listing::new("ListEntitiesForPolicy", &identities, &asked.question(policy));
    let mut range = attachments_of(&identities, policy);
    if let Some(after) = page.after(tx, &listing)? {
        let id = |kind| UniqueId::parse(kind, &after);
        let after = id(EntityKind::User).or_else(|| id(EntityKind::Role)).ok_or(InvalidPagingToken)?;
        range = range.after(&attachment_key(&identities, policy, &after));
    }
    let mut items = Vec::new();
    let more = loop {
        let entries = tx.page(&range, PAGE_ENTRIES_DEFAULT).await?;
        for (_, attachment) in entries.entries.iter().filter(|(_, attachment)| asked.includes(attachment)) {
            let holder = holder(tx, &identities, &attachment.holder).await?;
            items.extend(Some(holder).filter(|holder| holder.path().starts_with(&asked.path_prefix)));
        }
        match entries.entries.last().filter(|_| entries.more && items.len() <= page.limit) {
            Some((last, _)) => range = range.after(last),
            None => break items.len() > page.limit,
        }
    };
    items.truncate(page.limit);
    let last = items.last().filter(|_| more).map(|holder| holder.id().to_string());
    Ok(Page { marker: last.map(|last| listing.token(tx, last.as_bytes())), items })
}

async fn holder(
    tx: &mut Transaction,
    identities: &Tenant,
    id: &UniqueId,
) -> Result<PolicyHolder, StoreError> {
    let found = match id.kind() {
        EntityKind::User => tx.get(&user_key(identities, id)).await?.map(PolicyHolder::User),
        EntityKind::Role => tx.get(&role_key(identities, id)).await?.map(PolicyHolder::Role),
        EntityKind::ManagedPolicy => None,
    };
    found.ok_or_else(|| StoreError::Damaged { record: format!("the user or role {id}") })
}

impl HolderListing {
    fn includes(&self, attachment: &Attachment) -> bool {
        let kind = match attachment.holder.kind() {
            EntityKind::User => self.includes_users,
            EntityKind::Role => self.includes_roles,
            EntityKind::ManagedPolicy => false,
        };
        kind && match self.policy_use {
            None => true,
            Some(PolicyUse::Attached) => attachment.is_attached,
            Some(PolicyUse::Boundary) => attachment.is_boundary,
        }
    }

    /// What a marker of this listing is bound to.
    fn question(&self, policy: &UniqueId) -> seal::Digest {
        let flags = [self.includes_users, self.includes_roles].map(u8::from);
        let policy_use: &[u8] = match self.policy_use {
            None => b"any",
            Some(PolicyUse::Attached) => b"attached",
            Some(PolicyUse::Boundary) => b"boundary",
        };
        seal::sha256(&[policy.as_str().as_bytes(), &flags, policy_use, b"/", self.path_prefix.as_bytes()])
    }
}

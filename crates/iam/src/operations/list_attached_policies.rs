//! Lists the managed policies attached to a user or a role.

use std::sync::Arc;

use store::{StoreError, Transaction};

use super::attach_policy::{Holder, holder};
use super::{permission, policy_by_id};
use crate::{
    Action, Authorized, IdentitySubject, Listing, ManagedPolicy, Page, PageAsked, Refusal, Role, User,
};

permission! {
    /// The permission to see the managed policies attached to a role.
    ListAttachedRolePolicies on IdentitySubject<Role>
}

permission! {
    /// The permission to see the managed policies attached to a user.
    ListAttachedUserPolicies on IdentitySubject<User>
}

/// The permission to see the managed policies of holders of one kind.
pub trait ListingAttached: Action<Subject = IdentitySubject<Self::Holder>> {
    /// What they are attached to.
    type Holder: Holder;
}

impl ListingAttached for ListAttachedRolePolicies {
    type Holder = Role;
}

impl ListingAttached for ListAttachedUserPolicies {
    type Holder = User;
}

/// A page of the managed policies attached to a user or a role whose paths begin with `path_prefix`, by name.
///
/// Source: IAM API reference, `ListAttachedRolePolicies` and `ListAttachedUserPolicies`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`], [`Refusal::NoSuchUser`]: the holder.
/// - [`Refusal::PagingToken`].
/// - [`Refusal::Store`]: the medium failed, or a record is damaged (ours).
pub async fn list_attached_policies<A: ListingAttached>(
    tx: &mut Transaction,
    authorized: &Authorized<A>,
    path_prefix: &str,
    asked: &PageAsked,
) -> Result<Page<Arc<ManagedPolicy>>, Refusal> {
    let holder = holder::<A::Holder>(authorized.subject())?;
    let identities = authorized.subject().identities();
    let mut policies = Vec::with_capacity(holder.permissions().attached.len());
    for id in &holder.permissions().attached {
        let damaged = || StoreError::Damaged { record: format!("the managed policy {id}") };
        policies.push(policy_by_id(tx, &identities, id).await?.ok_or_else(damaged)?);
    }
    policies.retain(|policy| policy.path.starts_with(path_prefix));
    let question = seal::sha256(&[holder.id().as_str().as_bytes(), path_prefix.as_bytes()]);
    let listing = Listing::new(A::NAME, &identities, &question);
    let position = |policy: &Arc<ManagedPolicy>| format!("{}/{}", policy.name.to_lowercase(), policy.id);
    Ok(asked.of(tx, &listing, policies, position)?)
}

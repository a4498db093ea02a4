//! Attaches managed policies to users and roles, and detaches them again.

use store::{Record, StoreError, Tenant, Transaction};

use super::permission;
use super::policy_change::note_use;
use crate::limits::ATTACHED_POLICIES_MAX;
use crate::record::{role_key, user_key};
use crate::{
    Action, Authorized, IdentitySubject, ManagedPolicy, Permissions, PolicyUse, Refusal, Role, UniqueId, User,
};

permission! {
    /// The permission to attach managed policies to a role.
    AttachRolePolicy on IdentitySubject<Role>
}

permission! {
    /// The permission to attach managed policies to a user.
    AttachUserPolicy on IdentitySubject<User>
}

permission! {
    /// The permission to detach managed policies from a role.
    DetachRolePolicy on IdentitySubject<Role>
}

permission! {
    /// The permission to detach managed policies from a user.
    DetachUserPolicy on IdentitySubject<User>
}

/// The permission to attach managed policies to holders of one kind.
pub trait Attaching: Action<Subject = IdentitySubject<Self::Holder>> {
    /// What they are attached to.
    type Holder: Holder;
}

/// The permission to detach managed policies from holders of one kind.
pub trait Detaching: Action<Subject = IdentitySubject<Self::Holder>> {
    /// What they are detached from.
    type Holder: Holder;
}

impl Attaching for AttachRolePolicy {
    type Holder = Role;
}

impl Attaching for AttachUserPolicy {
    type Holder = User;
}

impl Detaching for DetachRolePolicy {
    type Holder = Role;
}

impl Detaching for DetachUserPolicy {
    type Holder = User;
}

/// What managed policies are attached to: a user or a role.
pub trait Holder: Record + Clone {
    /// What AWS calls the quota of attached policies.
    const QUOTA: &'static str;

    /// Its id.
    fn id(&self) -> &UniqueId;

    /// Its policies.
    fn permissions(&self) -> &Permissions;

    /// The same with other policies.
    #[must_use]
    fn with_permissions(self, permissions: Permissions) -> Self;

    /// Saves it among the identities of its account.
    ///
    /// # Errors
    ///
    /// [`StoreError::TooLarge`]: the transaction writes more than one may.
    fn save(self, tx: &mut Transaction, identities: &Tenant) -> Result<(), StoreError>;

    /// The refusal that there is none of that name.
    fn missing(name: &str) -> Refusal;
}

macro_rules! holder {
    ($entity:ty, $quota:literal, $key:ident, $missing:ident) => {
        impl Holder for $entity {
            const QUOTA: &'static str = $quota;

            fn id(&self) -> &UniqueId {
                &self.id
            }

            fn permissions(&self) -> &Permissions {
                &self.permissions
            }

            fn with_permissions(self, permissions: Permissions) -> Self {
                Self { permissions, ..self }
            }

            fn save(self, tx: &mut Transaction, identities: &Tenant) -> Result<(), StoreError> {
                tx.put(&$key(identities, &self.id), self)
            }

            fn missing(name: &str) -> Refusal {
                Refusal::$missing { name: name.to_owned() }
            }
        }
    };
}

holder!(Role, "PoliciesPerRole", role_key, NoSuchRole);
holder!(User, "PoliciesPerUser", user_key, NoSuchUser);

/// Attaches a managed policy; one that is attached stays so. Whoever has it is bound by it from then on.
///
/// Source: IAM API reference, `AttachRolePolicy` and `AttachUserPolicy`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`], [`Refusal::NoSuchUser`]: the holder.
/// - [`Refusal::NotAttachable`]: the policy.
/// - [`Refusal::Quota`]: as many are attached as there may be.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn attach_policy<A: Attaching>(
    tx: &mut Transaction,
    authorized: Authorized<A>,
    policy: &IdentitySubject<ManagedPolicy>,
) -> Result<(), Refusal> {
    let holder = holder::<A::Holder>(authorized.subject())?;
    let attachable = || Refusal::NotAttachable { arn: policy.arn().to_owned() };
    let policy = policy.found().ok_or_else(attachable)?;
    let mut permissions = holder.permissions().clone();
    let full = |_| Refusal::Quota { quota: A::Holder::QUOTA, max: ATTACHED_POLICIES_MAX };
    if !permissions.attach(&policy.id).map_err(full)? {
        return Ok(());
    }
    let identities = authorized.subject().identities();
    note_use(tx, &identities, policy, holder.id(), (PolicyUse::Attached, true)).await?;
    Ok(holder.with_permissions(permissions).save(tx, &identities)?)
}

/// Detaches a managed policy: whoever had it is no longer bound by it.
///
/// Source: IAM API reference, `DetachRolePolicy` and `DetachUserPolicy`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`], [`Refusal::NoSuchUser`]: the holder.
/// - [`Refusal::NoSuchPolicy`]: there is no such policy, or it is not attached.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn detach_policy<A: Detaching>(
    tx: &mut Transaction,
    authorized: Authorized<A>,
    policy: &IdentitySubject<ManagedPolicy>,
) -> Result<(), Refusal> {
    let holder = holder::<A::Holder>(authorized.subject())?;
    let missing = || Refusal::NoSuchPolicy { arn: policy.arn().to_owned() };
    let policy = policy.found().ok_or_else(missing)?;
    let mut permissions = holder.permissions().clone();
    if !permissions.detach(&policy.id) {
        return Err(missing());
    }
    let identities = authorized.subject().identities();
    note_use(tx, &identities, policy, holder.id(), (PolicyUse::Attached, false)).await?;
    Ok(holder.with_permissions(permissions).save(tx, &identities)?)
}

pub(super) fn holder<H: Holder>(subject: &IdentitySubject<H>) -> Result<H, Refusal> {
    subject.found().map(|found| H::clone(found)).ok_or_else(|| H::missing(subject.name()))
}

//! The policies of a user's or a role's own.

use store::Transaction;

use super::{change, found};
use crate::identity::Identity;
use crate::policy::PolicyKind;
use crate::{
    Action, Authorized, IdentitySubject, Listing, Page, PageAsked, Permissions, Refusal, WrittenPolicy,
};

/// Gives a user or role a policy, in place of the one of that name.
pub(super) fn put<A, T>(
    tx: &mut Transaction,
    authorized: &Authorized<A>,
    name: &str,
    text: &str,
) -> Result<(), Refusal>
where
    A: Action<Subject = IdentitySubject<T>>,
    T: Identity,
{
    found(authorized)?;
    let policy = WrittenPolicy::parse(text, PolicyKind::Identity)?;
    let identity = authorized.subject().name().to_owned();
    change(tx, authorized, |changed| {
        let permissions = changed.permissions_mut();
        permissions.inline.insert(name.to_owned(), policy);
        let max = T::POLICIES_CHARS_MAX;
        let fits = significant_characters(permissions) <= max;
        fits.then_some(()).ok_or(Refusal::PoliciesTooLong { noun: T::NOUN, name: identity, max })
    })?;
    Ok(())
}

fn significant_characters(permissions: &Permissions) -> usize {
    permissions.inline.values().map(WrittenPolicy::significant_characters).sum()
}

/// The policy of that name.
pub(super) fn get<A, T>(authorized: &Authorized<A>, name: &str) -> Result<WrittenPolicy, Refusal>
where
    A: Action<Subject = IdentitySubject<T>>,
    T: Identity,
{
    found(authorized)?.permissions().inline.get(name).cloned().ok_or_else(|| T::without_policy(name))
}

/// Takes the policy of that name away.
pub(super) fn delete<A, T>(
    tx: &mut Transaction,
    authorized: &Authorized<A>,
    name: &str,
) -> Result<(), Refusal>
where
    A: Action<Subject = IdentitySubject<T>>,
    T: Identity,
{
    change(tx, authorized, |changed| {
        let removed = changed.permissions_mut().inline.remove(name);
        removed.map(drop).ok_or_else(|| T::without_policy(name))
    })?;
    Ok(())
}

/// The names of the policies, in their order.
pub(super) fn list<A, T>(
    tx: &mut Transaction,
    authorized: &Authorized<A>,
    asked: &PageAsked,
) -> Result<Page<String>, Refusal>
where
    A: Action<Subject = IdentitySubject<T>>,
    T: Identity,
{
    let identity = found(authorized)?;
    let question = seal::sha256(&[identity.id().as_str().as_bytes()]);
    let listing = Listing::new(A::NAME, &authorized.subject().identities(), &question);
    let names = identity.permissions().inline.keys().cloned().collect();
    Ok(asked.of(tx, &listing, names, Clone::clone)?)
}

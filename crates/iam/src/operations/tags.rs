//! The tags of a user or a role.

use store::Transaction;

use super::{change, found};
use crate::identity::Identity;
use crate::{Action, Authorized, IdentitySubject, Listing, Page, PageAsked, Refusal, Tag};

/// Sets tags.
pub(super) fn set<A, T>(tx: &mut Transaction, authorized: &Authorized<A>, tags: &[Tag]) -> Result<(), Refusal>
where
    A: Action<Subject = IdentitySubject<T>>,
    T: Identity,
{
    change(tx, authorized, |changed| Ok(Tag::set(changed.tags_mut(), tags)?))?;
    Ok(())
}

/// Removes tags.
pub(super) fn remove<A, T>(
    tx: &mut Transaction,
    authorized: &Authorized<A>,
    keys: &[String],
) -> Result<(), Refusal>
where
    A: Action<Subject = IdentitySubject<T>>,
    T: Identity,
{
    change(tx, authorized, |changed| {
        Tag::remove(changed.tags_mut(), keys);
        Ok(())
    })?;
    Ok(())
}

/// The tags, in the order of their keys.
pub(super) fn list<A, T>(
    tx: &mut Transaction,
    authorized: &Authorized<A>,
    asked: &PageAsked,
) -> Result<Page<Tag>, Refusal>
where
    A: Action<Subject = IdentitySubject<T>>,
    T: Identity,
{
    let identity = found(authorized)?;
    let question = seal::sha256(&[identity.id().as_str().as_bytes()]);
    let listing = Listing::new(A::NAME, &authorized.subject().identities(), &question);
    Ok(asked.of(tx, &listing, identity.tags().to_vec(), Tag::lowercase)?)
}

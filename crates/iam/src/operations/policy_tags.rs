//! Reads and changes the tags of a managed policy.

use store::Transaction;

use super::permission;
use super::policy_change::{changeable, found, save};
use crate::{Authorized, IdentitySubject, Listing, ManagedPolicy, Page, PageAsked, Refusal, Tag};

permission! {
    /// The permission to see the tags of a managed policy.
    ListPolicyTags on IdentitySubject<ManagedPolicy>
}

permission! {
    /// The permission to set tags of a managed policy.
    TagPolicy on IdentitySubject<ManagedPolicy>
}

permission! {
    /// The permission to remove tags of a managed policy.
    UntagPolicy on IdentitySubject<ManagedPolicy>
}

/// A page of a policy's tags, by key.
///
/// Source: IAM API reference, `ListPolicyTags`.
///
/// # Errors
///
/// - [`Refusal::NoSuchPolicy`].
/// - [`Refusal::PagingToken`].
pub fn list_policy_tags(
    tx: &mut Transaction,
    authorized: &Authorized<ListPolicyTags>,
    asked: &PageAsked,
) -> Result<Page<Tag>, Refusal> {
    let policy = found(authorized)?;
    let question = seal::sha256(&[policy.id.as_str().as_bytes()]);
    let listing = Listing::new("ListPolicyTags", &authorized.subject().identities(), &question);
    Ok(asked.of(tx, &listing, policy.tags.clone(), Tag::lowercase)?)
}

/// Sets tags of a policy.
///
/// Source: IAM API reference, `TagPolicy`.
///
/// # Errors
///
/// - [`Refusal::NoSuchPolicy`], [`Refusal::PolicyOfAws`]: the policy.
/// - [`Refusal::Tags`].
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn tag_policy(
    tx: &mut Transaction,
    authorized: &Authorized<TagPolicy>,
    tags: &[Tag],
) -> Result<(), Refusal> {
    let mut policy = changeable(authorized)?;
    Tag::set(&mut policy.tags, tags)?;
    Ok(save(tx, authorized, policy)?)
}

/// Removes tags of a policy.
///
/// Source: IAM API reference, `UntagPolicy`.
///
/// # Errors
///
/// - [`Refusal::NoSuchPolicy`], [`Refusal::PolicyOfAws`]: the policy.
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn untag_policy(
    tx: &mut Transaction,
    authorized: &Authorized<UntagPolicy>,
    keys: &[String],
) -> Result<(), Refusal> {
    let mut policy = changeable(authorized)?;
    Tag::remove(&mut policy.tags, keys);
    Ok(save(tx, authorized, policy)?)
}

//! Lists the versions of a managed policy.

use std::sync::Arc;

use store::Transaction;

use super::permission;
use super::policy_change::found;
use crate::{Authorized, IdentitySubject, Listing, ManagedPolicy, Page, PageAsked, PolicyVersion, Refusal};

permission! {
    /// The permission to see which versions a managed policy has.
    ListPolicyVersions on IdentitySubject<ManagedPolicy>
}

/// The policy, and a page of its versions, newest first.
///
/// Source: IAM API reference, `ListPolicyVersions`.
///
/// # Errors
///
/// - [`Refusal::NoSuchPolicy`].
/// - [`Refusal::PagingToken`].
pub fn list_policy_versions(
    tx: &mut Transaction,
    authorized: &Authorized<ListPolicyVersions>,
    asked: &PageAsked,
) -> Result<(Arc<ManagedPolicy>, Page<PolicyVersion>), Refusal> {
    let policy = found(authorized)?;
    let question = seal::sha256(&[policy.id.as_str().as_bytes()]);
    let listing = Listing::new("ListPolicyVersions", &authorized.subject().identities(), &question);
    let position = |version: &PolicyVersion| format!("{:010}", u32::MAX - version.number);
    let page = asked.of(tx, &listing, policy.versions.clone(), position)?;
    Ok((Arc::clone(policy), page))
}

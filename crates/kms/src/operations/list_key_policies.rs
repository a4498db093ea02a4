//! Lists the names of a key's policies.

use iam::Authorized;

use super::permission;
use crate::{KeyFailure, KeySubject, POLICY_NAME};

permission! {
    /// The permission to see which policies a key has.
    ListKeyPolicies on KeySubject
}

/// The names of a key's policies: always the one.
///
/// Source: KMS API reference, `ListKeyPolicies`.
///
/// # Errors
///
/// [`KeyFailure::NotFound`]: there is no such key.
pub fn list_key_policies(authorized: &Authorized<ListKeyPolicies>) -> Result<[&'static str; 1], KeyFailure> {
    authorized.subject().key().map(|_| [POLICY_NAME])
}

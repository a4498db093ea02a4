//! Gives a role a policy of its own.

use store::Transaction;

use super::{inline_policies, permission};
use crate::{Authorized, IdentitySubject, Refusal, Role};

permission! {
    /// The permission to give a role a policy of its own.
    PutRolePolicy on IdentitySubject<Role>
}

/// Adds the policy, or puts it in place of the one of that name.
///
/// Source: IAM API reference, `PutRolePolicy`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`].
/// - [`Refusal::MalformedPolicy`]: the text is no policy.
/// - [`Refusal::PoliciesTooLong`]: all of its policies together are longer than they may be.
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn put_role_policy(
    tx: &mut Transaction,
    authorized: &Authorized<PutRolePolicy>,
    name: &str,
    text: &str,
) -> Result<(), Refusal> {
    inline_policies::put(tx, authorized, name, text)
}

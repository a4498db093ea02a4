//! Gives a user a policy of its own.

use store::Transaction;

use super::{inline_policies, permission};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to give a user a policy of its own.
    PutUserPolicy on IdentitySubject<User>
}

/// Adds the policy, or puts it in place of the one of that name.
///
/// Source: IAM API reference, `PutUserPolicy`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::MalformedPolicy`]: the text is no policy.
/// - [`Refusal::PoliciesTooLong`]: all of its policies together are longer than they may be.
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn put_user_policy(
    tx: &mut Transaction,
    authorized: &Authorized<PutUserPolicy>,
    name: &str,
    text: &str,
) -> Result<(), Refusal> {
    inline_policies::put(tx, authorized, name, text)
}

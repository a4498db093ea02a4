//! Makes a password that nobody has seen.

use iam::Authorized;
use seal::Plaintext;
use store::Transaction;

use super::permission;
use crate::{AccountSubject, PasswordRules, Refusal};

permission! {
    /// The permission to have a password made.
    GetRandomPassword on AccountSubject
}

/// Makes a password by the caller's rules. It is not kept.
///
/// Source: Secrets Manager API reference, `GetRandomPassword`.
///
/// # Errors
///
/// [`Refusal::Password`]: no password obeys the rules.
pub fn get_random_password(
    tx: &mut Transaction,
    _authorized: Authorized<GetRandomPassword>,
    rules: &PasswordRules,
) -> Result<Plaintext, Refusal> {
    Ok(rules.generate(tx.entropy())?)
}

//! Shows a key's policy.

use iam::Authorized;
use iam::operations::present_text;
use store::{StoreError, Transaction};

use super::permission;
use crate::{KeyFailure, KeySubject, POLICY_NAME};

permission! {
    /// The permission to see a key's policy.
    GetKeyPolicy on KeySubject
}

/// The text of a key's policy, as its author wrote it, with the names that its principals have now.
///
/// Source: KMS API reference, `GetKeyPolicy`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`]: there is no such key.
/// - [`KeyFailure::PolicyName`]: a policy of that name is never there.
/// - [`KeyFailure::Store`]: the medium failed, or a record is damaged (ours).
pub async fn get_key_policy(
    tx: &mut Transaction,
    authorized: &Authorized<GetKeyPolicy>,
    name: &str,
) -> Result<String, KeyFailure> {
    let subject = authorized.subject();
    let key = subject.key()?;
    if name != POLICY_NAME {
        return Err(KeyFailure::PolicyName);
    }
    let damaged = |_| StoreError::Damaged { record: format!("the policy of key {}", key.id) };
    let policy = key.policy.written(subject.tenant()).map_err(damaged)?;
    Ok(present_text(tx, policy).await?.into_owned())
}

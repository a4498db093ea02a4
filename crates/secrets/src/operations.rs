//! What is done with secrets: one file per API operation, and the duties that nobody calls.
//!
//! An operation takes the transaction, the proof that its caller may, and its input; it loads, asks the rule and saves. Its
//! refusals come in one order: absent, marked for deletion, then what the request itself gets wrong.

mod copy_under_key;
mod create_secret;
mod decryption_of_current;
mod delete_resource_policy;
mod delete_secret;
mod describe_secret;
mod erase;
mod get_random_password;
mod get_resource_policy;
mod get_secret_value;
mod list_resource_policies;
mod list_secret_version_ids;
mod list_secrets;
mod lock_out;
mod named_key_arn;
mod new_version;
mod prune;
mod purge;
mod put_resource_policy;
mod put_secret_value;
mod record_reads;
mod restore_secret;
mod tag_resource;
mod untag_resource;
mod update_secret;
mod update_secret_version_stage;
mod validate_resource_policy;

pub use create_secret::{CreateSecret, CreateSecretInput, CreatedSecret, create_secret};
pub use decryption_of_current::decryption_of_current;
pub use delete_resource_policy::{DeleteResourcePolicy, delete_resource_policy};
pub use delete_secret::{DeleteSecret, DeletedSecret, DeletionMode, delete_secret};
pub use describe_secret::{DescribeSecret, DescribedSecret, describe_secret};
pub use get_random_password::{GetRandomPassword, get_random_password};
pub use get_resource_policy::{GetResourcePolicy, get_resource_policy};
pub use get_secret_value::{DisclosedValue, GetSecretValue, VersionSelector, get_secret_value};
pub use list_resource_policies::{ListResourcePolicies, list_resource_policies};
pub use list_secret_version_ids::{
    ListSecretVersionIds, ListedVersion, VersionListing, VersionPage, list_secret_version_ids,
};
pub use list_secrets::{BatchGetSecretValue, ListSecrets, SecretListing, SecretPage, list_secrets};
pub use named_key_arn::named_key_arn;
pub use put_resource_policy::{PutResourcePolicy, put_resource_policy};
pub use put_secret_value::{PutSecretValue, PutSecretValueInput, PutVersion, put_secret_value};
pub use record_reads::record_reads;
pub use restore_secret::{RestoreSecret, RestoredSecret, restore_secret};
pub use tag_resource::{TagResource, tag_resource};
pub use untag_resource::{UntagResource, untag_resource};
pub use update_secret::{UpdateSecret, UpdateSecretInput, UpdatedSecret, update_secret};
pub use update_secret_version_stage::{StageMove, UpdateSecretVersionStage, update_secret_version_stage};
pub use validate_resource_policy::{PolicyFinding, ValidateResourcePolicy, validate_resource_policy};

use std::sync::Arc;

use iam::Authorized;
use store::{StoreError, Tenant, Transaction};

use crate::due::{Due, Duty};
use crate::record::secret_key;
use crate::{Refusal, Secret, SecretSubject, VersionEvent};

/// Declares the permission for an operation.
macro_rules! permission {
    ($(#[$doc:meta])* $action:ident on $subject:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $action;

        impl iam::Action for $action {
            const NAME: &'static str = concat!("secretsmanager:", stringify!($action));
            type Subject = $subject;
        }
    };
}
use permission;

/// A secret that an operation changes: its copy, saved at the end.
struct Change {
    tenant: Tenant,
    arn: String,
    secret: Secret,
}

impl Change {
    /// Begins to change a live secret.
    fn of_live<A>(authorized: &Authorized<A>) -> Result<Self, Refusal>
    where
        A: iam::Action<Subject = SecretSubject>,
    {
        let subject = authorized.subject();
        Ok(Self::of(subject.tenant(), subject.live_secret()?))
    }

    /// Begins to change a secret.
    fn of(tenant: &Tenant, secret: &Arc<Secret>) -> Self {
        Self { tenant: tenant.clone(), arn: secret.arn(tenant), secret: Secret::clone(secret) }
    }

    /// Saves the secret, changed now.
    fn save(mut self, tx: &mut Transaction) -> Result<Arc<Secret>, StoreError> {
        self.secret.changed_at = tx.now();
        tx.put(&secret_key(&self.tenant, &self.secret.name), self.secret.clone())?;
        Ok(Arc::new(self.secret))
    }
}

/// Does what is owed, if it still is. What is left of it afterwards stands on the list again.
///
/// Answers what became of versions. A duty needs no permission: whoever was authorized to cause it did so, in the transaction that put it on the list.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or another transaction won; the duty stays on the list.
pub async fn perform(
    tx: &mut Transaction,
    due: &Due,
    at: jiff::Timestamp,
) -> Result<Vec<VersionEvent>, StoreError> {
    match due.duty {
        Duty::Erase => erase::erase(tx, due, at).await.map(|()| Vec::new()),
        Duty::Prune => prune::prune(tx, due, at).await,
        Duty::Purge => purge::purge(tx, due, at).await,
    }
}

/// The next duties of one shard behind `after` that are due by now, earliest first, with when they were due.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn due_now(
    tx: &mut Transaction,
    shard: u64,
    after: Option<&(Due, jiff::Timestamp)>,
) -> Result<Vec<(Due, jiff::Timestamp)>, StoreError> {
    crate::due::due_by(tx, shard, after).await
}

#[cfg(test)]
mod tests;

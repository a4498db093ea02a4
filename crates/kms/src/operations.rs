//! What is done with keys: one file per operation, the duties that nobody calls, and what they share.
//!
//! Secrets Manager calls some of them too, on behalf of its own callers. Refusals come in one order: not allowed, absent,
//! not in this state, then what the request itself gets wrong.

mod cancel_key_deletion;
mod create_alias;
mod create_grant;
mod create_key;
mod decrypt;
mod delete;
mod delete_alias;
mod describe_key;
mod disable_key;
mod disable_key_rotation;
mod enable_key;
mod enable_key_rotation;
mod encrypt;
mod erase;
mod generate_data_key;
mod generate_random;
mod get_key_policy;
mod get_key_rotation_status;
mod list_aliases;
mod list_grants;
mod list_key_policies;
mod list_key_rotations;
mod list_keys;
mod list_resource_tags;
mod put_key_policy;
mod re_encrypt;
mod retire_grant;
mod rotate;
mod rotate_key_on_demand;
mod schedule_key_deletion;
mod service_key;
mod tag_resource;
mod untag_resource;
mod update_alias;
mod update_key_description;

use std::sync::Arc;

use iam::Authorized;
use jiff::Timestamp;
use store::{StoreError, Tenant, Transaction};

use crate::record::key_key;
use crate::{Deed, Due, Duty, Key, KeyEvent, KeyFailure, KeySubject};

pub use crate::due::due_now;
pub use crate::subject::AccountSubject;
pub use cancel_key_deletion::{CancelKeyDeletion, cancel_key_deletion};
pub use create_alias::{CreateAlias, CreateAliasName, create_alias};
pub use create_grant::{CreateGrant, GrantInput, create_grant};
pub use create_key::{CreateKey, CreateKeyInput, create_key};
pub use decrypt::{Decrypt, authorize_decrypt, decrypt, material_of};
pub use delete_alias::{DeleteAlias, DeleteAliasName, alias_target, delete_alias};
pub use describe_key::{DescribeKey, describe_key};
pub use disable_key::{DisableKey, disable_key};
pub use disable_key_rotation::{DisableKeyRotation, disable_key_rotation};
pub use enable_key::{EnableKey, enable_key};
pub use enable_key_rotation::{EnableKeyRotation, enable_key_rotation};
pub use encrypt::{Encrypt, encrypt};
pub use generate_data_key::{
    GenerateDataKey, GenerateDataKeyWithoutPlaintext, generate_data_bytes, generate_data_key,
};
pub use generate_random::{GenerateRandom, generate_random};
pub use get_key_policy::{GetKeyPolicy, get_key_policy};
pub use get_key_rotation_status::{GetKeyRotationStatus, RotationStatus, get_key_rotation_status};
pub use list_aliases::{ListAliases, ListedAlias, list_aliases};
pub use list_grants::{ListGrants, ListRetirableGrants, list_grants, list_retirable_grants};
pub use list_key_policies::{ListKeyPolicies, list_key_policies};
pub use list_key_rotations::{ListKeyRotations, ListedMaterial, list_key_rotations};
pub use list_keys::{ListKeys, list_keys};
pub use list_resource_tags::{ListResourceTags, list_resource_tags};
pub use put_key_policy::{PutKeyPolicy, put_key_policy};
pub use re_encrypt::{ReEncryptFrom, ReEncryptTo, re_encrypt};
pub use retire_grant::{RetireGrant, RevokeGrant, retire_grant, revoke_grant};
pub use rotate_key_on_demand::{RotateKeyOnDemand, rotate_key_on_demand};
pub use schedule_key_deletion::{ScheduleKeyDeletion, schedule_key_deletion};
pub use service_key::{SERVICE_ALIAS, is_service_alias, service_key};
pub use tag_resource::{TagResource, tag_resource};
pub use untag_resource::{UntagResource, untag_resource};
pub use update_alias::{UpdateAlias, UpdateAliasName, update_alias};
pub use update_key_description::{UpdateKeyDescription, update_key_description};

/// Declares the permission for an operation.
macro_rules! permission {
    ($(#[$doc:meta])* $action:ident on $subject:ty) => {
        permission! { $(#[$doc])* $action on $subject, stringify!($action) }
    };
    ($(#[$doc:meta])* $action:ident on $subject:ty, $name:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $action;

        impl iam::Action for $action {
            const NAME: &'static str = concat!("kms:", $name);
            type Subject = $subject;
        }
    };
}
use permission;

/// A key that an operation changes: its copy, saved at the end.
struct Change {
    tenant: Tenant,
    key: Key,
}

impl Change {
    /// Begins to change a key whose state lets `deed` be done.
    fn of<A>(authorized: &Authorized<A>, deed: Deed) -> Result<Self, KeyFailure>
    where
        A: iam::Action<Subject = KeySubject>,
    {
        let subject = authorized.subject();
        Ok(Self { tenant: subject.tenant().clone(), key: Key::clone(subject.key_for(deed)?) })
    }

    /// A duty owed to the key.
    fn due(&self, duty: Duty) -> Due {
        Due::to(self.key.id, &self.tenant, duty)
    }

    /// Saves the key.
    fn save(self, tx: &mut Transaction) -> Result<Arc<Key>, StoreError> {
        tx.put(&key_key(&self.tenant, self.key.id), self.key.clone())?;
        Ok(Arc::new(self.key))
    }
}

/// Does what is owed, if it still is. What is left of it afterwards stands on the list again.
///
/// Answers what became of the key. A duty needs no permission: whoever was authorized to cause it did so, in the transaction
/// that put it on the list.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or another transaction won; the duty stays on the list.
pub async fn perform(tx: &mut Transaction, due: &Due, at: Timestamp) -> Result<Option<KeyEvent>, StoreError> {
    match due.duty {
        Duty::Delete => delete::delete(tx, due, at).await,
        Duty::Erase => erase::erase(tx, due, at).await.map(|()| None),
        Duty::Rotate => rotate::rotate(tx, due, at).await,
    }
}

#[cfg(test)]
mod tests;

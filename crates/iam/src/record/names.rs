//! The indexes by name. A key has the name in lower case; the name as it was given stands with what it names.

use store::{Record, Tenant, TenantKey, Undecodable};

use super::{policy_key, role_key, unique_id, user_key};
use crate::{EntityKind, ManagedPolicy, Role, UniqueId, User};

/// An index by name.
pub(crate) trait Named: Record {
    /// What the names lead to.
    type Entity: Record;

    /// Where a name lies.
    fn key(identities: &Tenant, name: &str) -> TenantKey<Self>;

    /// Where what has the id lies.
    fn entity_key(identities: &Tenant, id: &UniqueId) -> TenantKey<Self::Entity>;

    /// The id of what has the name.
    fn id(&self) -> &UniqueId;

    /// The name and the path of what was found by it.
    fn name_and_path(entity: &Self::Entity) -> (&str, &str);
}

macro_rules! name {
    ($(#[$doc:meta])* $record:ident, $kind:literal, $key:ident, $entity:ident, $entity_key:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) struct $record(pub(crate) UniqueId);

        /// Where the name lies.
        pub(crate) fn $key(identities: &Tenant, name: &str) -> TenantKey<$record> {
            TenantKey::of(identities).text(&name.to_lowercase())
        }

        impl Named for $record {
            type Entity = $entity;

            fn key(identities: &Tenant, name: &str) -> TenantKey<Self> {
                $key(identities, name)
            }

            fn entity_key(identities: &Tenant, id: &UniqueId) -> TenantKey<$entity> {
                $entity_key(identities, id)
            }

            fn id(&self) -> &UniqueId {
                &self.0
            }

            fn name_and_path(entity: &$entity) -> (&str, &str) {
                (&entity.name, &entity.path)
            }
        }

        impl Record for $record {
            const KIND: &'static str = $kind;
            const FORMAT: u8 = 1;

            fn encode(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(self.0.as_str().as_bytes());
            }

            fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
                let text = str::from_utf8(bytes).map_err(|_| Undecodable)?;
                unique_id(EntityKind::$entity, text).map(Self)
            }
        }
    };
}

name! {
    /// The managed policy that has a name.
    PolicyName, "iam-policy-name", policy_name_key, ManagedPolicy, policy_key
}
name! {
    /// The role that has a name.
    RoleName, "iam-role-name", role_name_key, Role, role_key
}
name! {
    /// The user who has a name.
    UserNamed, "iam-user-name", user_name_key, User, user_key
}

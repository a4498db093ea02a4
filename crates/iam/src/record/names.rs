//! The indexes by name. A key has the name in lower case; the name as it was given stands with what it names.

use store::{Record, Tenant, TenantKey, Undecodable};

use super::unique_id;
use crate::{EntityKind, UniqueId};

macro_rules! name {
    ($(#[$doc:meta])* $record:ident, $kind:literal, $key:ident, $entity:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) struct $record(pub(crate) UniqueId);

        /// Where the name lies.
        pub(crate) fn $key(identities: &Tenant, name: &str) -> TenantKey<$record> {
            TenantKey::of(identities).text(&name.to_lowercase())
        }

        impl Record for $record {
            const KIND: &'static str = $kind;
            const FORMAT: u8 = 1;

            fn encode(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(self.0.as_str().as_bytes());
            }

            fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
                let text = str::from_utf8(bytes).map_err(|_| Undecodable)?;
                unique_id($entity, text).map(Self)
            }
        }
    };
}

name! {
    /// The managed policy that has a name.
    PolicyName, "iam-policy-name", policy_name_key, EntityKind::ManagedPolicy
}
name! {
    /// The role that has a name.
    RoleName, "iam-role-name", role_name_key, EntityKind::Role
}
name! {
    /// The user who has a name.
    UserNamed, "iam-user-name", user_name_key, EntityKind::User
}

//! What users and roles have in common.

use store::Record;

use crate::limits::{ROLE_POLICIES_CHARS_MAX, USER_POLICIES_CHARS_MAX};
use crate::record::{Named, RoleName, UserNamed};
use crate::{Permissions, Refusal, Role, Tag, Tagged, UniqueId, User};

/// A user or a role: it has a name, tags, and policies.
pub(crate) trait Identity: Record + Tagged + Clone {
    /// The index of its names.
    type Name: Named<Entity = Self>;
    /// What it is called in messages.
    const NOUN: &'static str;
    /// How long its inline policies are together at most, in characters.
    const POLICIES_CHARS_MAX: usize;

    /// Its id.
    fn id(&self) -> &UniqueId;

    /// Its policies.
    fn permissions(&self) -> &Permissions;

    /// Its policies, to be changed.
    fn permissions_mut(&mut self) -> &mut Permissions;

    /// Its tags, to be changed.
    fn tags_mut(&mut self) -> &mut Vec<Tag>;

    /// That there is none of that name.
    fn missing(name: &str) -> Refusal;

    /// That it has no inline policy of that name.
    fn without_policy(name: &str) -> Refusal;
}

macro_rules! identity {
    ($entity:ident, $noun:literal, $chars_max:expr, $index:ty, $missing:ident, $without_policy:ident) => {
        impl Identity for $entity {
            type Name = $index;

            const NOUN: &'static str = $noun;
            const POLICIES_CHARS_MAX: usize = $chars_max;

            fn id(&self) -> &UniqueId {
                &self.id
            }

            fn permissions(&self) -> &Permissions {
                &self.permissions
            }

            fn permissions_mut(&mut self) -> &mut Permissions {
                &mut self.permissions
            }

            fn tags_mut(&mut self) -> &mut Vec<Tag> {
                &mut self.tags
            }

            fn missing(name: &str) -> Refusal {
                Refusal::$missing { name: name.to_owned() }
            }

            fn without_policy(name: &str) -> Refusal {
                Refusal::$without_policy { name: name.to_owned() }
            }
        }
    };
}

identity!(Role, "role", ROLE_POLICIES_CHARS_MAX, RoleName, NoSuchRole, NoSuchRolePolicy);
identity!(User, "user", USER_POLICIES_CHARS_MAX, UserNamed, NoSuchUser, NoSuchUserPolicy);

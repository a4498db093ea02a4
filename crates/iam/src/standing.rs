//! Where a caller stands: the policies and the tags that bear on all that it does.

use std::ops::Deref;
use std::sync::Arc;

use store::{Footprint, Transaction};

use crate::policy::{Policies, Policy};
use crate::{ManagedPolicy, Role, Tag, User};

/// The policies of a caller, compiled, and its tags. A root has none of either.
///
/// It is found once and kept from call to call, as long as the records that it was found in are not written; it shares
/// all that it can with them.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Those that grant: the caller's own and the ones attached to it.
    pub identity: Vec<Arc<Policy>>,
    /// What each of `identity` is called.
    pub names: Vec<NameInStanding>,
    /// The permissions boundary.
    pub boundary: Option<Arc<Policy>>,
    /// Those of the session; absent, nothing is confined.
    pub session: Option<Vec<Arc<Policy>>>,
    /// The tags of the user or the role, overlaid by those of the session.
    pub tags: TagsInStanding,
    /// The records that it was found in; nothing for one that was put together otherwise.
    pub footprint: Option<Arc<Footprint>>,
}

/// What a policy of a caller is called.
#[derive(Debug, Clone)]
pub enum NameInStanding {
    /// A managed policy, by its name.
    Managed(Arc<ManagedPolicy>),
    /// A policy of the caller's own.
    Own(Box<str>),
}

/// The tags of a caller, in the record that they were found in unless a session has some of its own.
#[derive(Debug, Clone)]
pub enum TagsInStanding {
    /// Those of a role.
    Role(Arc<Role>),
    /// Those that were put together.
    Several(Vec<Tag>),
    /// Those of a user.
    User(Arc<User>),
}

impl Standing {
    /// Whether the caller stands there still in `tx`. Of a standing that was not found in records nothing is known.
    pub fn holds(&self, tx: &mut Transaction) -> bool {
        self.footprint.as_ref().is_some_and(|footprint| tx.holds(footprint))
    }

    /// All policies that bear on what this caller does to something with that policy.
    pub(crate) fn with_resource<'p>(&'p self, resource: Option<&'p Policy>) -> Policies<'p> {
        Policies {
            identity: &self.identity,
            resource,
            boundary: self.boundary.as_deref(),
            session: self.session.as_deref(),
        }
    }
}

impl Deref for NameInStanding {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Managed(policy) => &policy.name,
            Self::Own(name) => name,
        }
    }
}

impl From<String> for NameInStanding {
    fn from(name: String) -> Self {
        Self::Own(name.into())
    }
}

impl Deref for TagsInStanding {
    type Target = [Tag];

    fn deref(&self) -> &[Tag] {
        match self {
            Self::Role(role) => &role.tags,
            Self::Several(tags) => tags,
            Self::User(user) => &user.tags,
        }
    }
}

impl From<Vec<Tag>> for TagsInStanding {
    fn from(tags: Vec<Tag>) -> Self {
        Self::Several(tags)
    }
}

impl Default for TagsInStanding {
    fn default() -> Self {
        Vec::new().into()
    }
}

//! What policies hang on a user or a role.

use std::collections::BTreeMap;

use crate::{UniqueId, WrittenPolicy};

/// The policies of one user or role. Managed ones are named by id: a recreated policy is another one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Permissions {
    /// Policies of its own, by name.
    pub inline: BTreeMap<String, WrittenPolicy>,
    /// The managed policies attached to it, in the order of attachment.
    pub attached: Vec<UniqueId>,
    /// The managed policy that bounds it.
    pub boundary: Option<UniqueId>,
}

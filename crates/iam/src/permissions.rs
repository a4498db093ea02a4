//! What policies hang on a user or a role.

use std::collections::BTreeMap;

use crate::limits::ATTACHED_POLICIES_MAX;
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

impl Permissions {
    /// Attaches a managed policy, and tells whether it was not attached before.
    ///
    /// # Errors
    ///
    /// [`TooManyAttached`], if it is one more than there may be.
    pub fn attach(&mut self, policy: &UniqueId) -> Result<bool, TooManyAttached> {
        if self.attached.contains(policy) {
            return Ok(false);
        }
        if self.attached.len() >= ATTACHED_POLICIES_MAX {
            return Err(TooManyAttached);
        }
        self.attached.push(policy.clone());
        Ok(true)
    }

    /// Detaches a managed policy, and tells whether it was attached before.
    pub fn detach(&mut self, policy: &UniqueId) -> bool {
        let before = self.attached.len();
        self.attached.retain(|attached| attached != policy);
        self.attached.len() < before
    }
}

/// As many managed policies are attached as there may be (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("at most {ATTACHED_POLICIES_MAX} managed policies are attached to a user or a role")]
pub struct TooManyAttached;

#[cfg(test)]
mod tests;

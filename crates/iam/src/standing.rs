//! Where a caller stands: the policies and the tags that bear on all that it does.

use std::sync::Arc;

use crate::Tag;
use crate::policy::{Policies, Policy};

/// The policies of a caller, compiled, and its tags. A root has none of either.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Those that grant: the caller's own and the ones attached to it.
    pub identity: Vec<Arc<Policy>>,
    /// What each of `identity` is called: an ARN, or the name of a policy of the caller's own.
    pub names: Vec<String>,
    /// The permissions boundary.
    pub boundary: Option<Arc<Policy>>,
    /// Those of the session; absent, nothing is confined.
    pub session: Option<Vec<Arc<Policy>>>,
    /// The tags of the user or the role, overlaid by those of the session.
    pub tags: Vec<Tag>,
}

impl Standing {
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

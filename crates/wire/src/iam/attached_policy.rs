//! A managed policy that is attached to a user or a role, in answers.

use crate::xml::{Encode, Writer};

/// A managed policy that is attached to a user or a role.
///
/// Source: IAM API reference, `AttachedPolicy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedPolicy {
    /// `PolicyName`.
    pub policy_name: String,
    /// `PolicyArn`.
    pub policy_arn: String,
}

impl Encode for AttachedPolicy {
    fn content(&self, writer: &mut Writer) {
        writer.element("PolicyName", &self.policy_name).element("PolicyArn", &self.policy_arn);
    }
}

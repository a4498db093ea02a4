//! What was decided and by which statements, in answers.

use crate::json::{Encode, Writer};

/// One permission that was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// `Action`: the action.
    pub action: String,
    /// `Resource`: what it would be done to.
    pub resource: String,
    /// `Decision`: `Allowed`, `ExplicitDeny` or `ImplicitDeny`.
    pub decision: &'static str,
    /// `Sentence`: what a refused caller is told.
    pub sentence: Option<String>,
    /// `Statements`: those that speak of such a call.
    pub statements: Vec<Statement>,
}

/// A statement that speaks of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// `PolicyType`: `Identity`, `Resource`, `PermissionsBoundary` or `Session`.
    pub policy_type: &'static str,
    /// `PolicyName`: what the policy is called, if it has a name.
    pub policy_name: Option<String>,
    /// `StatementNumber`: its place in the policy, counted from 1.
    pub number: i64,
    /// `Sid`.
    pub sid: Option<String>,
    /// `Effect`: `Allow` or `Deny`.
    pub effect: &'static str,
    /// `Applies`: whether all its conditions hold.
    pub applies: bool,
    /// `FailedConditions`: operator and key of those that do not.
    pub failed_conditions: Option<Vec<String>>,
}

impl Encode for Check {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("Action", &self.action)
            .member("Resource", &self.resource)
            .member("Decision", &self.decision)
            .member("Sentence", &self.sentence)
            .member("Statements", &self.statements)
            .end();
    }
}

impl Encode for Statement {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("PolicyType", &self.policy_type)
            .member("PolicyName", &self.policy_name)
            .member("StatementNumber", &self.number)
            .member("Sid", &self.sid)
            .member("Effect", &self.effect)
            .member("Applies", &self.applies)
            .member("FailedConditions", &self.failed_conditions)
            .end();
    }
}

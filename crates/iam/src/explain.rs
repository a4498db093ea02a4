//! Why a call would be allowed or refused, told to a person. Decides nothing: it repeats what [`authorize`] decides.
//!
//! [`authorize`]: crate::authorize

use crate::authorize::refusal;
use crate::condition_keys::CallKeys;
use crate::policy::{ConditionKeys, Considered, Effect, Outcome, RequestContext, Side};
use crate::{Caller, Subject};

/// What was decided about a call, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What was decided.
    pub verdict: Verdict,
    /// The sentence that a refused caller sees.
    pub sentence: Option<String>,
    /// Every statement that speaks of such a call, those whose conditions do not hold included.
    pub statements: Vec<ExplainedStatement>,
}

/// What was decided about a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is allowed.
    Allowed,
    /// A statement denies it.
    ExplicitDeny,
    /// Nothing allows it.
    ImplicitDeny,
}

/// A statement that a call was held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedStatement {
    /// Where its policy stands in the decision.
    pub side: Side,
    /// What its policy is called, if it has a name of its own.
    pub policy: Option<String>,
    /// Its place in the policy, counted from 1.
    pub number: usize,
    /// Its `Sid`, if it has one.
    pub sid: Option<String>,
    /// What it does to the calls that it applies to.
    pub effect: Effect,
    /// Operator and key of each condition that does not hold; if there are any, the statement does not apply.
    pub failed_conditions: Vec<String>,
}

/// Explains what is decided about `caller` doing `action` to `subject`.
#[must_use]
pub fn explain(
    caller: &Caller,
    action: &str,
    subject: &impl Subject,
    request: &dyn ConditionKeys,
) -> Explanation {
    let keys = CallKeys { caller, subject, request };
    let resource = subject.resource();
    let context = RequestContext {
        caller: caller.principal.as_policies_see_it(),
        action,
        resource: &resource,
        owner: subject.owner(),
        keys: &keys,
    };
    let policies = caller.standing.with_resource(subject.policy());
    let denied = refusal(caller, action, subject, request);
    let verdict = match (&denied, policies.decide(&context).outcome) {
        (None, _) => Verdict::Allowed,
        (Some(_), Outcome::ExplicitDeny(_)) => Verdict::ExplicitDeny,
        (Some(_), Outcome::Allow | Outcome::ImplicitDeny(_)) => Verdict::ImplicitDeny,
    };
    let statements = policies.considered(&context).iter().map(|held| explained(caller, held)).collect();
    Explanation { verdict, sentence: denied.map(|denied| denied.to_string()), statements }
}

fn explained(caller: &Caller, considered: &Considered<'_>) -> ExplainedStatement {
    let statement = considered.statement;
    let policy = match statement.side {
        Side::Identity => caller.standing.names.get(statement.policy_index).map(|name| name.to_string()),
        Side::Boundary | Side::Resource | Side::Session => None,
    };
    ExplainedStatement {
        side: statement.side,
        policy,
        number: statement.statement_index.saturating_add(1),
        sid: statement.sid.map(str::to_owned),
        effect: considered.effect,
        failed_conditions: considered.failed.iter().map(|failed| (*failed).to_owned()).collect(),
    }
}

#[cfg(test)]
mod tests;

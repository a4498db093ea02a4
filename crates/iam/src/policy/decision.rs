//! The decision: what all policies that bear on a request say together, and which statement said it. Knows statements
//! only as matches, and no operation: an action that needs two permissions asks twice.
//!
//! Source: IAM user guide, "Policy evaluation logic"; KMS developer guide, "Key policies in AWS KMS".

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use super::caller::Caller;
use super::principal::Reach;
use super::request::RequestContext;
use super::statement::{Effect, Match, Question};
use super::{Answer, Policy};

/// The policies that bear on one request.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policies<'p> {
    /// Those attached to the caller, which grant what they allow.
    pub identity: &'p [Arc<Policy>],
    /// The one of the resource. A key always has one, and so has a role when it is assumed.
    pub resource: Option<&'p Policy>,
    /// The caller's permissions boundary, which grants nothing; absent, it confines nothing.
    pub boundary: Option<&'p Policy>,
    /// Those passed when the session was made, which grant nothing and confine together; absent, nothing is confined.
    pub session: Option<&'p [Arc<Policy>]>,
}

/// What was decided, and by which statement.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Decision<'p> {
    /// What was decided.
    pub outcome: Outcome,
    /// The statement that decided. None for an implicit deny, which is the absence of one, and for what the root user
    /// may do without any.
    pub statement: Option<Deciding<'p>>,
}

/// What a decision says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// The request is allowed.
    Allow,
    /// A statement denies the request.
    ExplicitDeny(Side),
    /// No statement allows the request, on a side where one has to.
    ImplicitDeny(Side),
}

/// The place of a policy in the decision.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Side {
    /// The caller's permissions boundary.
    Boundary,
    /// The caller's own policies.
    Identity,
    /// The resource's policy, the key's or the role's trust policy.
    Resource,
    /// The session's policies.
    Session,
}

/// The statement that decided.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Deciding<'p> {
    /// The side that its policy stands on.
    pub side: Side,
    /// The place of its policy on that side, counted from 0.
    pub policy_index: usize,
    /// The place of the statement in its policy, counted from 0.
    pub statement_index: usize,
    /// The statement's `Sid`, if it has one.
    pub sid: Option<&'p str>,
}

/// A statement that a request was held against.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Considered<'p> {
    /// Which one.
    pub statement: Deciding<'p>,
    /// What it does to requests that it applies to.
    pub effect: Effect,
    /// Operator and key of the conditions that do not hold; if there are any, it does not apply.
    pub failed: Vec<&'p str>,
}

impl<'p> Policies<'p> {
    /// Decides a request.
    ///
    /// An explicit deny wins wherever it stands. Then, in one account, the resource's policy or the caller's own may
    /// allow; a key's policy and a role's trust policy must take part. Between accounts both must allow. Everything
    /// else is denied implicitly.
    #[must_use]
    pub fn decide(&self, request: &RequestContext<'_>) -> Decision<'p> {
        match Allowances::find(self, &self.question(request)) {
            Err(deciding) => {
                Decision { outcome: Outcome::ExplicitDeny(deciding.side), statement: Some(deciding) }
            }
            Ok(allowances) => allowances.decide(request),
        }
    }

    /// The strongest `Allow` of a side and how it reached the caller, or as an error the first `Deny`.
    fn ask(&self, side: Side, question: &Question<'_>) -> Result<Option<Granted<'p>>, Deciding<'p>> {
        let mut best: Option<Granted<'p>> = None;
        for (index, policy) in self.on(side).enumerate() {
            match policy.answer(question, best.map(|(reach, _)| reach)) {
                Answer::Denies(matched) => return Err(Deciding::new(side, index, matched)),
                Answer::Allows(Some(matched)) => {
                    best = Some((matched.reach, Deciding::new(side, index, matched)));
                }
                Answer::Allows(None) => {}
            }
        }
        Ok(best)
    }

    /// Every statement whose principal, action and resource fit the request, in the order of refusals, those whose
    /// conditions do not hold included. It tells a person what a decision hung on; nothing is decided by it.
    #[must_use]
    pub fn considered(&self, request: &RequestContext<'_>) -> Vec<Considered<'p>> {
        let question = self.question(request);
        let sides = [Side::Resource, Side::Identity, Side::Boundary, Side::Session];
        let policies = sides.iter().flat_map(|side| self.on(*side).enumerate().map(|policy| (*side, policy)));
        policies.flat_map(|(side, (index, policy))| policy.considered(side, index, &question)).collect()
    }

    fn question<'r>(&self, request: &'r RequestContext<'r>) -> Question<'r> {
        Question::new(request, self.boundary.is_some())
    }

    fn on(&self, side: Side) -> impl Iterator<Item = &'p Policy> {
        let (list, single): (&'p [Arc<Policy>], Option<&'p Policy>) = match side {
            Side::Boundary => (&[], self.boundary),
            Side::Identity => (self.identity, None),
            Side::Resource => (&[], self.resource),
            Side::Session => (self.session.unwrap_or_default(), None),
        };
        list.iter().map(Arc::as_ref).chain(single)
    }
}

/// An `Allow`, and how it reached the caller.
type Granted<'p> = (Reach, Deciding<'p>);

/// What each side allows, once nothing denies.
struct Allowances<'p> {
    identity: Option<Grant<'p>>,
    boundary: bool,
    session: bool,
    resource: Option<Granted<'p>>,
    /// Whether the resource's policy must take part in the same account too.
    authority: bool,
}

/// Why the identity side allows.
#[derive(Clone, Copy)]
enum Grant<'p> {
    Root,
    Statement(Deciding<'p>),
}

impl<'p> Allowances<'p> {
    /// Asks each side, in the order in which refusals are worded; the first `Deny` comes back as an error.
    fn find(policies: &Policies<'p>, question: &Question<'_>) -> Result<Self, Deciding<'p>> {
        let ask = |side| policies.ask(side, question);
        let (resource, identity) = (ask(Side::Resource)?, ask(Side::Identity)?);
        let (boundary, session) = (ask(Side::Boundary)?, ask(Side::Session)?);
        Ok(Self {
            identity: match question.caller() {
                Caller::Root(_) => Some(Grant::Root),
                Caller::RoleSession { .. }
                | Caller::Service { .. }
                | Caller::User { .. }
                | Caller::WebIdentity { .. } => identity.map(|(_, deciding)| Grant::Statement(deciding)),
            },
            boundary: policies.boundary.is_none() || boundary.is_some(),
            session: policies.session.is_none() || session.is_some(),
            resource,
            authority: policies.resource.is_some_and(|policy| policy.kind().is_authority()),
        })
    }

    fn decide(&self, request: &RequestContext<'_>) -> Decision<'p> {
        let foreign = request.caller.account().is_some_and(|account| account != request.owner);
        match self.direct().filter(|_| !foreign) {
            Some(deciding) => Decision { outcome: Outcome::Allow, statement: Some(deciding) },
            None => self.decide_jointly(foreign || self.authority),
        }
    }

    /// The resource policy's grant to the caller itself, which needs no other policy of the same account.
    ///
    /// A grant to a user or to a session passes by a boundary and a session's policy, one to everyone by a boundary only,
    /// and one to a role by neither.
    fn direct(&self) -> Option<Deciding<'p>> {
        let (reach, deciding) = self.resource?;
        let sufficient = match reach {
            Reach::Account => false,
            Reach::Role => self.boundary && self.session,
            Reach::Everyone => self.session,
            Reach::Named => true,
        };
        sufficient.then_some(deciding)
    }

    /// The identity side's grant, confined by boundary and session, with the resource policy's part where it has one.
    fn decide_jointly(&self, resource_required: bool) -> Decision<'p> {
        let deny = |side| Decision { outcome: Outcome::ImplicitDeny(side), statement: None };
        match self.identity {
            _ if !self.boundary => deny(Side::Boundary),
            _ if !self.session => deny(Side::Session),
            None => deny(Side::Identity),
            Some(_) if resource_required && self.resource.is_none() => deny(Side::Resource),
            Some(Grant::Root) => Decision { outcome: Outcome::Allow, statement: None },
            Some(Grant::Statement(deciding)) => {
                Decision { outcome: Outcome::Allow, statement: Some(deciding) }
            }
        }
    }
}

impl<'p> Deciding<'p> {
    fn new(side: Side, policy_index: usize, matched: Match<'p>) -> Self {
        Self { side, policy_index, statement_index: matched.index, sid: matched.sid }
    }
}

impl Outcome {
    /// Whether the request is allowed.
    #[must_use]
    pub fn is_allow(self) -> bool {
        self == Self::Allow
    }

    /// The end of the sentence that refuses `action`; none if it is allowed.
    #[must_use]
    pub fn denial_reason(self, action: &str) -> Option<DenialReason<'_>> {
        match self {
            Self::Allow => None,
            Self::ExplicitDeny(side) => Some(DenialReason { side, missing: None }),
            Self::ImplicitDeny(side) => Some(DenialReason { side, missing: Some(action) }),
        }
    }
}

/// The end of a refusing sentence, its leading space included, as clients see it.
///
/// Goes behind `User: … is not authorized to perform: … on resource: …`.
///
/// Source: IAM user guide, "Troubleshoot access denied error messages".
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DenialReason<'a> {
    side: Side,
    /// The action that nothing allows; none if something denies it.
    missing: Option<&'a str>,
}

impl fmt::Display for DenialReason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.missing, self.side) {
            (Some(action), side) => write!(f, " because no {} allows the {action} action", side.noun()),
            (None, Side::Identity) => write!(f, " with an explicit deny in an {}", self.side.noun()),
            (None, side) => write!(f, " with an explicit deny in a {}", side.noun()),
        }
    }
}

impl Side {
    /// What a refusing sentence calls a policy of this side.
    fn noun(self) -> &'static str {
        match self {
            Self::Boundary => "permissions boundary",
            Self::Identity => "identity-based policy",
            Self::Resource => "resource-based policy",
            Self::Session => "session policy",
        }
    }
}

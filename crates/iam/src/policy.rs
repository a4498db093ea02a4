//! The policy language: what a policy text says, and what a set of policies decides about one request.
//!
//! A text is compiled once into an immutable [`Policy`]; [`Policies::decide`] is a pure function of such policies and
//! one [`RequestContext`], and names the statement that decided. This module knows no store, no clock, no operation and
//! no wire shape: who the caller is and what the request carries is told to it.
//!
//! Source: IAM user guide, "IAM JSON policy reference" and "Policy evaluation logic".

mod action;
mod arn_pattern;
mod caller;
mod condition;
mod decision;
mod document;
mod glob;
mod grammar;
mod malformed;
mod principal;
mod public;
mod request;
mod resource;
mod screen;
mod statement;
mod template;

#[cfg(test)]
mod tests;

pub use caller::{Account, Caller};
pub use decision::{Considered, Deciding, Decision, DenialReason, Outcome, Policies, Side};
#[expect(clippy::module_name_repetitions, reason = "`Kind` alone says nothing where it is imported")]
pub use grammar::PolicyKind;
pub use malformed::Fault;
#[expect(
    clippy::module_name_repetitions,
    reason = "`Malformed` alone says nothing where it is imported"
)]
pub use malformed::MalformedPolicy;
pub use request::{ConditionKey, ConditionKeys, KeyTable, KeyValue, RequestContext};
pub use statement::Effect;

use std::collections::{BTreeMap, HashSet};

use document::{Node, Object};
use grammar::{Grammar, Origin, Version};
use principal::Reach;
use screen::Screen;
use statement::{Match, Question, Statement};

use crate::limits::{POLICY_BYTES_MAX, POLICY_STATEMENTS_MAX};

/// A policy, compiled: patterns and condition values are parsed, condition keys are lower-case.
///
/// Immutable and without its text, so it is shared in an `Arc`; whoever stores a policy stores the text as given.
#[derive(Clone, Debug)]
pub struct Policy {
    kind: PolicyKind,
    statements: Vec<Statement>,
    /// One for each statement.
    screens: Box<[Screen]>,
    /// What all statements have in common; of a policy about something else nothing more is looked at.
    screen: Screen,
}

/// What a policy says about a question.
enum Answer<'p> {
    /// The strongest `Allow` that was asked for, the first of equals; none if there is none.
    Allows(Option<Match<'p>>),
    /// The first `Deny`.
    Denies(Match<'p>),
}

impl Policy {
    /// Compiles a text that is about to be stored, and refuses what could never work as written.
    ///
    /// Strict JSON of at most [`POLICY_BYTES_MAX`] bytes: a duplicate key, an unknown field, an empty list or a nesting
    /// deeper than the grammar is refused, and so is a principal, an action, a resource or a condition value that can
    /// match nothing, because a `Deny` that never applies looks exactly like one that does.
    ///
    /// Source: IAM user guide, "Grammar of the IAM JSON policy language".
    ///
    /// # Errors
    ///
    /// [`MalformedPolicy`], which names the statement and the first [`Fault`]. The caller is at fault.
    pub fn parse(text: &str, kind: PolicyKind) -> Result<Self, MalformedPolicy> {
        Self::compile(text, kind, Origin::Written)
    }

    /// Compiles a text that [`parse`](Self::parse) accepted when it was stored, perhaps by another release.
    ///
    /// Values that match nothing are left out rather than refused, so that the rest of the policy stays in force.
    ///
    /// # Errors
    ///
    /// [`MalformedPolicy`] if the text is outside of the grammar. Nothing may then be decided by it: deny.
    pub fn from_stored(text: &str, kind: PolicyKind) -> Result<Self, MalformedPolicy> {
        Self::compile(text, kind, Origin::Stored)
    }

    /// The kind of policy that the text was compiled as.
    #[must_use]
    pub fn kind(&self) -> PolicyKind {
        self.kind
    }

    /// Tells whether some `Allow` reaches principals that nobody named.
    ///
    /// An approximation on the safe side: a policy that AWS proves narrow may be called public here, never the reverse.
    ///
    /// Source: S3 user guide, "The meaning of public"; Secrets Manager API reference, `PutResourcePolicy`,
    /// `BlockPublicPolicy`.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.statements.iter().any(Statement::is_public)
    }

    /// The principals that some `Allow` names, apart from those of the account `home`; `*` for everyone.
    #[must_use]
    pub fn foreign_principals(&self, home: Account<'_>) -> Vec<String> {
        let mut named: Vec<_> =
            self.statements.iter().flat_map(|held| held.foreign_principals(home)).collect();
        named.sort();
        named.dedup();
        named
    }

    /// The users, roles and sessions that statements name as their principals, as they spell them.
    pub fn named_principals(&self) -> impl Iterator<Item = &str> {
        self.statements.iter().flat_map(Statement::named)
    }

    /// The same policy, in which each of these names means whoever has the unique id beside it, and nobody else.
    #[must_use]
    pub fn bound(mut self, ids: &BTreeMap<String, String>) -> Self {
        self.statements.iter_mut().for_each(|statement| statement.bind(ids));
        self
    }

    fn compile(text: &str, kind: PolicyKind, origin: Origin) -> Result<Self, MalformedPolicy> {
        if text.len() > POLICY_BYTES_MAX {
            return Err(Fault::TextTooLong { bytes: text.len() }.into());
        }
        let mut document = Node::parse(text)?.into_object("policy")?;
        let version = Version::read(&mut document)?;
        document.take("Id").map(|id| id.into_text("Id")).transpose()?;
        let statements = statement_objects(&mut document)?;
        document.finish()?;
        let statements = compile_statements(statements, &Grammar { kind, origin, version })?;
        let screens: Box<[_]> = statements.iter().map(Statement::screen).collect();
        let screen = screens.iter().cloned().reduce(|one, other| one.or(&other)).unwrap_or(Screen::new());
        Ok(Self { kind, statements, screens, screen })
    }

    /// The statements that a request is held against.
    fn considered<'p>(
        &'p self,
        side: Side,
        policy_index: usize,
        question: &Question<'_>,
    ) -> Vec<Considered<'p>> {
        let numbered = self.statements.iter().enumerate();
        let considered = numbered.filter_map(|(statement_index, statement)| {
            let (effect, failed) = statement.considered(question)?;
            let statement = Deciding { side, policy_index, statement_index, sid: statement.sid() };
            Some(Considered { statement, effect, failed })
        });
        considered.collect()
    }

    /// Asks each statement that might apply once; an `Allow` only if it may be stronger than `beaten` and those before it.
    fn answer<'p>(&'p self, question: &Question<'_>, beaten: Option<Reach>) -> Answer<'p> {
        if !self.screen.passes(question.sought()) {
            return Answer::Allows(None);
        }
        let mut best: Option<Match<'p>> = None;
        let screened = self.screens.iter().zip(&self.statements).enumerate();
        for (index, (_, statement)) in screened.filter(|(_, (screen, _))| screen.passes(question.sought())) {
            let reached = best.map(|matched| matched.reach).max(beaten);
            let matched = match statement.effect() {
                Effect::Allow if reached == Some(Reach::Named) => continue,
                Effect::Allow | Effect::Deny => statement.matched(index, question),
            };
            match (statement.effect(), matched) {
                (Effect::Deny, Some(matched)) => return Answer::Denies(matched),
                (Effect::Allow, Some(matched))
                    if question.counts(matched.reach) && Some(matched.reach) > reached =>
                {
                    best = Some(matched);
                }
                (Effect::Allow | Effect::Deny, _) => {}
            }
        }
        Answer::Allows(best)
    }
}

fn statement_objects(document: &mut Object) -> Result<Vec<Object>, Fault> {
    let nodes = match document.take("Statement") {
        None => return Err(Fault::MissingField("Statement")),
        Some(Node::List(nodes)) if nodes.is_empty() => return Err(Fault::EmptyList("Statement".to_owned())),
        Some(Node::List(nodes)) => nodes,
        Some(single) => vec![single],
    };
    if nodes.len() > POLICY_STATEMENTS_MAX {
        return Err(Fault::TooManyStatements { count: nodes.len() });
    }
    nodes.into_iter().map(|node| node.into_object("Statement")).collect()
}

fn compile_statements(objects: Vec<Object>, grammar: &Grammar) -> Result<Vec<Statement>, MalformedPolicy> {
    let mut sids = HashSet::new();
    let mut statements = Vec::with_capacity(objects.len());
    for (index, object) in objects.into_iter().enumerate() {
        let name = Statement::name(&object, index);
        let statement =
            Statement::compile(object, grammar).map_err(|fault| fault.in_statement(name.clone()))?;
        if statement.sid().is_some_and(|sid| !sids.insert(sid.to_owned())) {
            return Err(Fault::DuplicateSid.in_statement(name));
        }
        statements.push(statement);
    }
    Ok(statements)
}

//! One statement: its elements compiled, and whether it applies to a request. Knows nothing of the other statements and
//! of what follows from its applying.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::action::ActionPattern;
use super::arn_pattern::{ARN_PARTS, split_arn};
use super::caller::{Account, Caller};
use super::condition::Condition;
use super::document::Object;
use super::grammar::Grammar;
use super::malformed::Fault;
use super::principal::{Principals, Reach};
use super::request::{ConditionKey, KeyValue, RequestContext};
use super::resource::ResourcePattern;
use super::screen::{Screen, Sought, common_start};

/// What a statement does with the requests it applies to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Effect {
    /// It allows them.
    Allow,
    /// It denies them, whatever else allows them.
    Deny,
}

/// A compiled statement.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    sid: Option<String>,
    effect: Effect,
    /// None in an identity policy, which applies to whom it is attached to.
    principals: Option<Principals>,
    actions: Selection<ActionPattern>,
    /// None in a trust policy, which applies to its role.
    resources: Option<Selection<ResourcePattern>>,
    conditions: Vec<Condition>,
}

/// A list that an element selects, or that it leaves out.
#[derive(Clone, Debug)]
enum Selection<T> {
    AllBut(Vec<T>),
    Listed(Vec<T>),
}

/// What the statements of a policy are asked, with what they all would take from it.
#[derive(Debug)]
pub(super) struct Question<'r> {
    /// The action in lower case.
    action: String,
    /// The parts of the resource, if it is an ARN.
    arn: Option<[&'r str; ARN_PARTS]>,
    sought: Sought,
    request: &'r RequestContext<'r>,
    /// Whether a permissions boundary is attached to the caller.
    bounded: bool,
    /// The caller's unique id, once a statement has asked for it.
    caller_id: OnceCell<Option<Cow<'r, str>>>,
}

impl<'r> Question<'r> {
    /// Asks which statements apply to a request.
    pub(super) fn new(request: &'r RequestContext<'r>, bounded: bool) -> Self {
        let action = request.action.to_ascii_lowercase();
        let (vendor, name) = action.split_once(':').unwrap_or_default();
        let arn = split_arn(request.resource);
        let sought = Sought::new(vendor, name, arn.map_or("", |[.., last]| last));
        Self { action, arn, sought, request, bounded, caller_id: OnceCell::new() }
    }

    /// The request that it is about.
    pub(super) fn request(&self) -> &'r RequestContext<'r> {
        self.request
    }

    /// The parts of the resource, if it is an ARN.
    pub(super) fn arn(&self) -> Option<&[&'r str; ARN_PARTS]> {
        self.arn.as_ref()
    }

    /// What screens are asked.
    pub(super) fn sought(&self) -> &Sought {
        &self.sought
    }

    /// The unique id of the user, or of the role that the caller is in a session of.
    ///
    /// Source: IAM User Guide, "AWS global condition context keys", `aws:userid`.
    pub(super) fn caller_id(&self) -> Option<&str> {
        let own = self.caller_id.get_or_init(|| {
            let value = self.request.keys.lookup(&ConditionKey::parse("aws:userid").ok()?)?;
            if let KeyValue::Single(id) = value { Some(id) } else { None }
        });
        own.as_deref()?.split(':').next()
    }

    /// Whether an `Allow` that reaches the caller so counts. The bearer of a token is no principal yet, so that a grant to
    /// everyone does not reach it; a deny does.
    pub(super) fn counts(&self, reach: Reach) -> bool {
        reach == Reach::Named || !matches!(self.caller(), Caller::WebIdentity { .. })
    }

    /// Whom the question is about.
    pub(super) fn caller(&self) -> Caller<'r> {
        self.request.caller
    }
}

/// A statement that applies to a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'p> {
    /// The place of the statement in its policy, counted from 0.
    pub(super) index: usize,
    pub(super) sid: Option<&'p str>,
    pub(super) reach: Reach,
}

impl Statement {
    /// What a message calls a statement: its `Sid`, else its number counted from 1.
    pub(super) fn name(object: &Object, index: usize) -> String {
        match object.peek_text("Sid") {
            Some(sid) if !sid.is_empty() => sid.to_owned(),
            Some(_) | None => index.saturating_add(1).to_string(),
        }
    }

    pub(super) fn compile(mut object: Object, grammar: &Grammar) -> Result<Self, Fault> {
        let statement = Self {
            sid: compile_sid(&mut object, grammar)?,
            effect: compile_effect(&mut object)?,
            principals: compile_principals(&mut object, grammar)?,
            actions: compile_actions(&mut object, grammar)?,
            resources: compile_resources(&mut object, grammar)?,
            conditions: compile_conditions(&mut object, grammar)?,
        };
        object.finish()?;
        Ok(statement)
    }

    pub(super) fn sid(&self) -> Option<&str> {
        self.sid.as_deref()
    }

    pub(super) fn effect(&self) -> Effect {
        self.effect
    }

    /// A screen that lets through whatever the statement covers.
    pub(super) fn screen(&self) -> Screen {
        let mut screen = Screen::new();
        match &self.actions {
            Selection::AllBut(_) => screen.admit_all_actions(),
            Selection::Listed(patterns) => patterns.iter().for_each(|pattern| pattern.admit(&mut screen)),
        }
        if let Some(Selection::Listed(patterns)) = &self.resources {
            let starts = patterns.iter().map(ResourcePattern::literal_start);
            let common = starts.reduce(|one, other| common_start(&one, &other).to_owned());
            screen.demand_start(&common.unwrap_or_default());
        }
        screen
    }

    /// The statement as a match, if it applies; the cheapest elements are asked first.
    pub(super) fn matched(&self, index: usize, question: &Question<'_>) -> Option<Match<'_>> {
        let reach = self.reached(question)?;
        let fulfilled = self.conditions.iter().all(|condition| condition.holds(question.request.keys));
        fulfilled.then_some(Match { index, sid: self.sid(), reach })
    }

    /// How its principal element matched, if principal, action and resource all fit; the conditions are not asked.
    fn reached(&self, question: &Question<'_>) -> Option<Reach> {
        let covers = |resources: &Selection<ResourcePattern>| resources.cover(self.effect, question);
        let named = question.action.split_once(':');
        let is_meant =
            |pattern: &ActionPattern| named.is_some_and(|(vendor, name)| pattern.matches(vendor, name));
        let selected = self.actions.selects(is_meant) && self.resources.as_ref().is_none_or(covers);
        if selected { self.reach(question) } else { None }
    }

    /// What it does, and which of its conditions do not hold, if principal, action and resource all fit.
    pub(super) fn considered(&self, question: &Question<'_>) -> Option<(Effect, Vec<&str>)> {
        self.reached(question)?;
        let failed = self.conditions.iter().filter(|condition| !condition.holds(question.request.keys));
        Some((self.effect, failed.map(Condition::spelled).collect()))
    }

    /// Whether it allows something to principals that nobody named.
    pub(super) fn is_public(&self) -> bool {
        self.effect == Effect::Allow
            && self.principals.as_ref().is_some_and(Principals::is_open)
            && !self.conditions.iter().any(Condition::is_narrowing)
    }

    /// The users, roles and sessions that it names as principals.
    pub(super) fn named(&self) -> impl Iterator<Item = &str> {
        self.principals.iter().flat_map(Principals::named)
    }

    /// Lets each of these names mean whoever has the unique id.
    pub(super) fn bind(&mut self, ids: &BTreeMap<String, String>) {
        if let Some(principals) = &mut self.principals {
            principals.bind(ids);
        }
    }

    /// The principals of other accounts that it allows something.
    pub(super) fn foreign_principals(&self, home: Account<'_>) -> Vec<String> {
        match &self.principals {
            Some(principals) if self.effect == Effect::Allow => principals.foreign(home),
            Some(_) | None => Vec::new(),
        }
    }

    fn reach(&self, question: &Question<'_>) -> Option<Reach> {
        match &self.principals {
            // A `Deny` of everybody but some spares nobody who has a permissions boundary.
            //
            // Source: IAM user guide, "AWS JSON policy elements: NotPrincipal".
            Some(principals)
                if self.effect == Effect::Deny && principals.is_negated() && question.bounded =>
            {
                Some(Reach::Everyone)
            }
            Some(principals) => principals.reach(self.effect, question),
            None => Some(Reach::Named),
        }
    }
}

impl<T> Selection<T> {
    fn new(patterns: Vec<T>, negated: bool) -> Self {
        if negated { Self::AllBut(patterns) } else { Self::Listed(patterns) }
    }

    fn selects(&self, matches: impl Fn(&T) -> bool) -> bool {
        match self {
            Self::AllBut(patterns) => !patterns.iter().any(matches),
            Self::Listed(patterns) => patterns.iter().any(matches),
        }
    }
}

impl Selection<ResourcePattern> {
    /// Whether the element covers the request's resource.
    ///
    /// What a `NotResource` leaves out is unknown if a variable in it has no value. Both effects then fail closed: an
    /// `Allow` covers nothing, a `Deny` whatever the rest of the list does not leave out.
    fn cover(&self, effect: Effect, question: &Question<'_>) -> bool {
        let known = match (self, effect) {
            (Self::AllBut(patterns), Effect::Allow) => {
                !patterns.iter().any(|pattern| pattern.is_unresolved(question.request.keys))
            }
            (Self::AllBut(_), Effect::Deny) | (Self::Listed(_), _) => true,
        };
        known && self.selects(|pattern| pattern.matches(question))
    }
}

/// Takes the `Sid`. An empty one, which generators write for none, is none.
fn compile_sid(object: &mut Object, grammar: &Grammar) -> Result<Option<String>, Fault> {
    let Some(node) = object.take("Sid") else { return Ok(None) };
    let sid = node.into_text("Sid")?;
    if grammar.kind.restricts_sid() && !sid.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Fault::Sid(sid));
    }
    Ok(Some(sid).filter(|sid| !sid.is_empty()))
}

fn compile_effect(object: &mut Object) -> Result<Effect, Fault> {
    let effect = object.take("Effect").ok_or(Fault::MissingField("Effect"))?.into_text("Effect")?;
    match effect.as_str() {
        "Allow" => Ok(Effect::Allow),
        "Deny" => Ok(Effect::Deny),
        _ => Err(Fault::Effect(effect)),
    }
}

fn compile_principals(object: &mut Object, grammar: &Grammar) -> Result<Option<Principals>, Fault> {
    match (object.take_either("Principal", "NotPrincipal")?, grammar.kind.has_principal()) {
        (Some((node, negated)), true) => Principals::compile(node, negated, grammar).map(Some),
        (Some(_), false) => Err(Fault::ProhibitedField("Principal")),
        (None, true) => Err(Fault::MissingPrincipal),
        (None, false) => Ok(None),
    }
}

fn compile_actions(object: &mut Object, grammar: &Grammar) -> Result<Selection<ActionPattern>, Fault> {
    let (node, negated) = object.take_either("Action", "NotAction")?.ok_or(Fault::MissingField("Action"))?;
    let texts = node.into_texts("Action")?;
    let patterns = grammar.compile_all(&texts, |text| ActionPattern::parse(text, grammar))?;
    Ok(Selection::new(patterns, negated))
}

fn compile_resources(
    object: &mut Object,
    grammar: &Grammar,
) -> Result<Option<Selection<ResourcePattern>>, Fault> {
    match (object.take_either("Resource", "NotResource")?, grammar.kind.has_resource()) {
        (Some((node, negated)), true) => {
            let texts = node.into_texts("Resource")?;
            let patterns = grammar.compile_all(&texts, |text| ResourcePattern::parse(text, grammar))?;
            Ok(Some(Selection::new(patterns, negated)))
        }
        (Some(_), false) => Err(Fault::ProhibitedField("Resource")),
        (None, true) => Err(Fault::MissingField("Resource")),
        (None, false) => Ok(None),
    }
}

/// Takes the `Condition`: all tests of all operators, each of which must hold. An empty map is no condition.
fn compile_conditions(object: &mut Object, grammar: &Grammar) -> Result<Vec<Condition>, Fault> {
    let Some(node) = object.take("Condition") else { return Ok(Vec::new()) };
    let operators = node.into_object("Condition")?;
    if operators.is_empty() {
        return Ok(Vec::new());
    }
    let mut conditions = Vec::new();
    for (operator, keys) in operators.into_members("Condition")? {
        for (key, values) in keys.into_object(&operator)?.into_members(&operator)? {
            let values = values.into_scalars(&key)?;
            conditions.push(Condition::compile(&operator, &key, &values, grammar)?);
        }
    }
    Ok(conditions)
}

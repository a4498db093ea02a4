//! A pair: a request, and all policies that bear on it, as texts that any evaluator can read.
//!
//! Knows the shape of policies and no meaning of any element. What is put into a pair is chosen in `generator.rs`.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value, json};

use crate::policies::world::{Target, Who};

/// A request with its policies.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pair {
    pub(crate) who: Who,
    pub(crate) target: Target,
    /// The condition keys of the request.
    pub(crate) keys: BTreeMap<String, Given>,
    pub(crate) identity: Vec<Document>,
    pub(crate) resource: Option<Document>,
    pub(crate) boundary: Option<Document>,
    pub(crate) session: Option<Document>,
}

/// What a request carries under a condition key.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Given {
    Many(Vec<String>),
    One(String),
}

/// A policy.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Document {
    pub(crate) version: Option<&'static str>,
    pub(crate) statements: Vec<Statement>,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Statement {
    pub(crate) allows: bool,
    pub(crate) principals: Option<Selection>,
    pub(crate) actions: Selection,
    pub(crate) resources: Option<Selection>,
    pub(crate) tests: Vec<Test>,
}

/// The values of an element or of its negation, such as `NotAction`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Selection {
    pub(crate) negated: bool,
    pub(crate) values: Vec<String>,
}

/// One key under one operator of a `Condition`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Test {
    pub(crate) operator: String,
    pub(crate) key: String,
    pub(crate) values: Vec<String>,
}

impl Pair {
    /// The account that owns the resource; the caller's own where there is none.
    pub(crate) fn owner(&self) -> &'static str {
        self.target.owner().or_else(|| self.who.account()).unwrap_or_default()
    }

    /// All policies of all sides.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &Document> {
        self.identity.iter().chain(&self.resource).chain(&self.boundary).chain(&self.session)
    }

    /// All statements of all sides.
    pub(crate) fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.documents().flat_map(|document| &document.statements)
    }

    /// All condition tests of all sides.
    pub(crate) fn tests(&self) -> impl Iterator<Item = &Test> {
        self.statements().flat_map(|statement| &statement.tests)
    }

    /// What the request carries under a key, whose name is compared without regard to case.
    pub(crate) fn given(&self, key: &str) -> Option<&Given> {
        self.keys.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, given)| given)
    }

    /// Each policy by itself, as if it were the only one and attached to a user of the owner's account.
    pub(crate) fn alone(&self) -> impl Iterator<Item = Self> {
        self.documents().map(|document| Self {
            who: Who::Alice,
            target: self.target,
            keys: self.keys.clone(),
            identity: vec![document.without_principals()],
            resource: None,
            boundary: None,
            session: None,
        })
    }

    /// The condition keys as JSON.
    pub(crate) fn keys_as_json(&self) -> Value {
        let member = |(name, given): (&String, &Given)| match given {
            Given::Many(values) => (name.clone(), json!(values)),
            Given::One(value) => (name.clone(), json!(value)),
        };
        Value::Object(self.keys.iter().map(member).collect())
    }

    /// The whole pair as JSON, for people.
    fn as_json(&self) -> Value {
        let one = |document: &Option<Document>| document.as_ref().map(Document::as_json);
        json!({
            "principal": self.who.arn(), "action": self.target.action, "resource": self.target.resource,
            "keys": self.keys_as_json(),
            "identity": self.identity.iter().map(Document::as_json).collect::<Vec<_>>(),
            "resource policy": one(&self.resource), "boundary": one(&self.boundary),
            "session": one(&self.session),
        })
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.as_json())
    }
}

impl Document {
    /// The policy's text, as JSON.
    pub(crate) fn as_json(&self) -> Value {
        let mut document = Map::new();
        document.extend(self.version.map(|version| ("Version".to_owned(), json!(version))));
        let statements: Vec<_> = self.statements.iter().map(Statement::as_json).collect();
        document.insert("Statement".to_owned(), Value::Array(statements));
        Value::Object(document)
    }

    fn without_principals(&self) -> Self {
        let statements = self.statements.iter().cloned().map(Statement::without_principals).collect();
        Self { version: self.version, statements }
    }
}

impl Statement {
    fn as_json(&self) -> Value {
        let mut statement = Map::new();
        let effect = if self.allows { "Allow" } else { "Deny" };
        statement.insert("Effect".to_owned(), json!(effect));
        if let Some(principals) = &self.principals {
            statement.insert(principals.named("Principal"), principals.as_principals());
        }
        statement.insert(self.actions.named("Action"), one_or_many(&self.actions.values));
        if let Some(resources) = &self.resources {
            statement.insert(resources.named("Resource"), one_or_many(&resources.values));
        }
        if !self.tests.is_empty() {
            statement.insert("Condition".to_owned(), self.condition());
        }
        Value::Object(statement)
    }

    fn condition(&self) -> Value {
        let mut operators: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
        for test in &self.tests {
            operators.entry(&test.operator).or_default().insert(test.key.clone(), one_or_many(&test.values));
        }
        json!(operators)
    }

    /// The statement as it stands in an identity policy, which names no principal and always a resource.
    fn without_principals(self) -> Self {
        let everything = || Selection { negated: false, values: vec!["*".to_owned()] };
        Self { principals: None, resources: self.resources.or_else(|| Some(everything())), ..self }
    }
}

impl Selection {
    fn named(&self, element: &str) -> String {
        if self.negated { format!("Not{element}") } else { element.to_owned() }
    }

    fn as_principals(&self) -> Value {
        if !self.negated && self.values == ["*"] {
            return json!("*");
        }
        let (services, others): (Vec<_>, Vec<_>) =
            self.values.iter().cloned().partition(|value| value.ends_with(".amazonaws.com"));
        let kinds = [("AWS", others), ("Service", services)];
        let kinds = kinds.into_iter().filter(|(_, values)| !values.is_empty());
        Value::Object(kinds.map(|(kind, values)| (kind.to_owned(), one_or_many(&values))).collect())
    }
}

/// One text, or the list of several.
fn one_or_many(values: &[String]) -> Value {
    match values {
        [single] => json!(single),
        several => json!(several),
    }
}

//! The judge `iam-rs`: it knows statements, and one union of them.
//!
//! It has no notion of sides, accounts and sessions, so it is asked about each policy by itself, without principals.
//! Knows how a pair is told to it.

use iam_rs::evaluate_policies;
use iam_rs::{Arn, Context, ContextValue, Decision, IAMPolicy, IAMRequest, Principal, PrincipalId};

use serde_json::{Map, Value, json};

use crate::policies::pair::{Document, Given, Pair};
use crate::policies::verdict::{Opinion, Verdict};

/// Asks about the identity policies of a pair, which are all it has.
pub(crate) fn judge(pair: &Pair) -> Opinion {
    match opinion(pair) {
        Ok(verdict) => Opinion::Says(verdict),
        Err(reason) => Opinion::Abstains(reason),
    }
}

fn opinion(pair: &Pair) -> Result<Verdict, String> {
    let policies: Vec<_> = pair.identity.iter().map(policy).collect::<Result<_, _>>()?;
    let resource = Arn::parse(pair.target.resource).map_err(|error| error.to_string())?;
    let principal = Principal::Aws(PrincipalId::String(pair.who.arn().to_owned()));
    let request = IAMRequest::new_with_context(principal, pair.target.action, resource, context(pair));
    match evaluate_policies(&policies, &request).map_err(|error| error.to_string())? {
        Decision::Allow => Ok(Verdict::Allow),
        Decision::Deny => Ok(Verdict::Explicit),
        Decision::NotApplicable => Ok(Verdict::Implicit),
    }
}

/// Its policies have a version; what has none is of the older one.
fn policy(document: &Document) -> Result<IAMPolicy, String> {
    let version = document.version.or(Some("2008-10-17"));
    let statements = document.statements.clone();
    let mut policy = Document { version, statements }.as_json();
    policy.get_mut("Statement").and_then(Value::as_array_mut).into_iter().flatten().for_each(in_its_dialect);
    serde_json::from_value(policy).map_err(|error| error.to_string())
}

/// Writes truth values and dates as it reads them; it would give up on others, or not, as its hashes fall.
fn in_its_dialect(statement: &mut Value) {
    let condition = statement.get_mut("Condition").and_then(Value::as_object_mut);
    for (operator, keys) in condition.into_iter().flatten() {
        let translate: fn(&str) -> Value = match operator.split_once(':') {
            None if operator.starts_with("Bool") => |text| json!(text.to_ascii_lowercase()),
            None if operator.starts_with("Date") => |text| json!(with_time(text)),
            Some((_, "Bool")) => |text| json!(text.eq_ignore_ascii_case("true")),
            Some(_) | None => continue,
        };
        for values in keys.as_object_mut().into_iter().flat_map(Map::values_mut) {
            match values.as_array_mut() {
                Some(several) => several.iter_mut().for_each(|value| replace(value, translate)),
                None => replace(values, translate),
            }
        }
    }
}

fn replace(value: &mut Value, translate: fn(&str) -> Value) {
    if let Some(translated) = value.as_str().map(translate) {
        *value = translated;
    }
}

/// A date is its midnight.
fn with_time(text: &str) -> String {
    if text.len() == 10 && text.contains('-') { format!("{text}T00:00:00Z") } else { text.to_owned() }
}

/// Its truth values are of a type of their own.
fn context(pair: &Pair) -> Context {
    let mut context = Context::new();
    for (name, given) in &pair.keys {
        let value = match given {
            Given::Many(values) => ContextValue::StringList(values.clone()),
            Given::One(value) => match value.as_str() {
                "true" => ContextValue::Boolean(true),
                "false" => ContextValue::Boolean(false),
                text => ContextValue::String(with_time(text)),
            },
        };
        context.insert(name.clone(), value);
    }
    context
}

//! `strongroom explain` and `strongroom who-can`: what a server says about access, as a person reads it.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::arguments::{ExplainArguments, WhoCanArguments};
use crate::client::Client;

/// Prints why a principal may or may not do something.
pub(crate) fn explain(arguments: &ExplainArguments) -> anyhow::Result<()> {
    let context: Map<_, _> =
        arguments.context.iter().map(|(name, value)| (name.clone(), Value::from(value.clone()))).collect();
    let mut input = json!({ "Action": arguments.action, "Context": context });
    put(&mut input, "SecretId", arguments.secret.as_deref());
    put(&mut input, "PrincipalArn", arguments.principal.as_deref());
    let answer = Client::new(&arguments.client)?.call("ExplainAccess", &input)?;
    print!("{}", explanation(&answer));
    Ok(())
}

/// Prints the principals that may do something to a secret.
pub(crate) fn who_can(arguments: &WhoCanArguments) -> anyhow::Result<()> {
    let client = Client::new(&arguments.client)?;
    let mut input = json!({ "SecretId": arguments.secret });
    put(&mut input, "Action", arguments.action.as_deref());
    loop {
        let answer = client.call("ListAccess", &input)?;
        texts(&answer, "PrincipalArns").for_each(|principal| println!("{principal}"));
        match text(&answer, "NextToken") {
            Some(token) => put(&mut input, "NextToken", Some(token)),
            None => {
                texts(&answer, "ForeignPrincipals").for_each(|principal| {
                    println!("from elsewhere, if their own account allows it: {principal}");
                });
                return Ok(());
            }
        }
    }
}

fn put(input: &mut Value, name: &str, value: Option<&str>) {
    if let (Some(members), Some(value)) = (input.as_object_mut(), value) {
        members.insert(name.to_owned(), value.into());
    }
}

/// An explanation as lines: the verdict, then each permission with the statements that speak of it.
fn explanation(answer: &Value) -> String {
    let allowed = answer.get("Allowed").and_then(Value::as_bool) == Some(true);
    let verdict = if allowed { "allowed" } else { "denied" };
    let mut lines = format!("{verdict}: {}\n", text(answer, "PrincipalArn").unwrap_or_default());
    for check in items(answer, "Checks") {
        let part = |name| text(check, name).unwrap_or_default();
        // Cannot fail: it writes to a string.
        let _ = writeln!(lines, "{} on {}: {}", part("Action"), part("Resource"), part("Decision"));
        text(check, "Sentence").iter().for_each(|sentence| {
            let _ = writeln!(lines, "  {sentence}");
        });
        items(check, "Statements").for_each(|held| {
            let _ = writeln!(lines, "  {}", statement(held));
        });
    }
    lines
}

fn statement(held: &Value) -> String {
    let number = held.get("StatementNumber").and_then(Value::as_i64).unwrap_or_default();
    let sid = text(held, "Sid").map(|sid| format!(" ({sid})")).unwrap_or_default();
    let name = text(held, "PolicyName").map(|name| format!("  {name}")).unwrap_or_default();
    let part = |name| text(held, name).unwrap_or_default();
    let failed: Vec<_> = texts(held, "FailedConditions").collect();
    let applies = match failed.is_empty() {
        true => "applies".to_owned(),
        false => format!("does not apply: {}", failed.join(", ")),
    };
    format!("{:<5}  {}{name}  statement {number}{sid}  {applies}", part("Effect"), part("PolicyType"))
}

fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name).and_then(Value::as_str)
}

fn items<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn texts<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v str> {
    items(value, name).filter_map(Value::as_str)
}

#[cfg(test)]
mod tests;

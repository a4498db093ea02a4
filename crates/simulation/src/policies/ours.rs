//! Our engine's decision about a pair.
//!
//! Knows how a pair is told to the engine, and nothing of how that decides.

use std::sync::Arc;

use anyhow::anyhow;
use iam::policy::{Account, KeyTable, Outcome, Policies, Policy, PolicyKind, RequestContext};

use crate::policies::pair::{Document, Given, Pair};
use crate::policies::verdict::Verdict;

/// Decides a pair.
///
/// # Errors
///
/// A policy was refused: a generator made what cannot be written, or the engine refuses what it should not.
pub(crate) fn decide(pair: &Pair) -> anyhow::Result<Verdict> {
    let identity = pair.identity.iter().map(attached).collect::<anyhow::Result<Vec<_>>>()?;
    let resource = pair.resource.as_ref();
    let resource = resource.map(|document| compiled(document, pair.target.kind.policy_kind())).transpose()?;
    let boundary = pair.boundary.as_ref().map(attached).transpose()?;
    let session = pair.session.as_ref().map(attached).transpose()?.map(|policy| vec![policy]);
    let policies = Policies {
        identity: &identity,
        resource: resource.as_ref(),
        boundary: boundary.as_deref(),
        session: session.as_deref(),
    };
    let keys = keys(pair);
    let request = RequestContext {
        caller: pair.who.caller(),
        action: pair.target.action,
        resource: pair.target.resource,
        owner: Account { partition: "aws", id: pair.owner() },
        keys: &keys,
    };
    Ok(match policies.decide(&request).outcome {
        Outcome::Allow => Verdict::Allow,
        Outcome::ExplicitDeny(_) => Verdict::Explicit,
        Outcome::ImplicitDeny(_) => Verdict::Implicit,
    })
}

fn attached(document: &Document) -> anyhow::Result<Arc<Policy>> {
    compiled(document, PolicyKind::Identity).map(Arc::new)
}

fn compiled(document: &Document, kind: PolicyKind) -> anyhow::Result<Policy> {
    let text = document.as_json().to_string();
    Policy::parse(&text, kind).map_err(|malformed| anyhow!("our engine refuses {text}: {malformed}"))
}

fn keys(pair: &Pair) -> KeyTable {
    let mut table = KeyTable::default();
    for (name, given) in &pair.keys {
        match given {
            Given::Many(values) => table.insert_many(name, values.iter().cloned()),
            Given::One(value) => table.insert(name, value.clone()),
        }
    }
    table
}

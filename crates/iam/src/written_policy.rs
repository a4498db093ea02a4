//! A policy as its owner wrote it, beside what it means.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::UniqueId;
use crate::policy::{MalformedPolicy, Policy, PolicyKind};

/// A policy's text, byte for byte as it was given, and the policy compiled from it once.
///
/// The users and roles that it names as principals are *bound* before it is kept ([`bind`](crate::operations::bind)): from
/// then on a name means whoever bore it at that time, so that a namesake made later inherits nothing.
#[derive(Debug, Clone)]
pub struct WrittenPolicy {
    text: Arc<str>,
    policy: Arc<Policy>,
    bindings: Vec<Binding>,
}

/// Whom a policy means by a principal that it names.
///
/// Source: IAM User Guide, "AWS JSON policy elements: Principal", how ARNs are turned into unique ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The principal as the policy names it: an ARN, of a role's session too.
    pub name: String,
    /// The id of the user or the role that bore the name when the policy was written.
    pub id: UniqueId,
}

impl Binding {
    /// The binding that a record held; none if there is no such id.
    #[must_use]
    pub fn from_stored(name: String, id: &str) -> Option<Self> {
        Some(Self { name, id: UniqueId::of_principal(id)? })
    }
}

impl WrittenPolicy {
    /// The policy that `text` is. Its principals are not bound.
    ///
    /// # Errors
    ///
    /// [`MalformedPolicy`] if the text is no policy of that kind (the caller's fault).
    pub fn parse(text: &str, kind: PolicyKind) -> Result<Self, MalformedPolicy> {
        Policy::parse(text, kind).map(|policy| Self::of(text, policy))
    }

    /// The policy that a record held. Its principals are not bound.
    ///
    /// # Errors
    ///
    /// [`MalformedPolicy`] if nothing can be decided by it.
    pub fn from_stored(text: &str, kind: PolicyKind) -> Result<Self, MalformedPolicy> {
        Policy::from_stored(text, kind).map(|policy| Self::of(text, policy))
    }

    fn of(text: &str, policy: Policy) -> Self {
        Self { text: text.into(), policy: Arc::new(policy), bindings: Vec::new() }
    }

    /// The same policy, whose principals are bound so.
    #[must_use]
    pub fn bound(self, bindings: Vec<Binding>) -> Self {
        if bindings.is_empty() {
            return self;
        }
        let ids: BTreeMap<_, _> =
            bindings.iter().map(|binding| (binding.name.clone(), binding.id.to_string())).collect();
        let policy = Policy::clone(&self.policy).bound(&ids);
        Self { policy: Arc::new(policy), bindings, ..self }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many characters the quotas count: all but white space.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas", character limits.
    #[must_use]
    pub fn significant_characters(&self) -> usize {
        self.text.chars().filter(|character| !character.is_whitespace()).count()
    }

    /// What it means.
    #[must_use]
    pub const fn policy(&self) -> &Arc<Policy> {
        &self.policy
    }

    /// Whom it means by the principals that it names.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// The text, in which other names stand for principals. Only if there is one is the text not the one that was given.
    pub(crate) fn renamed(&self, names: &BTreeMap<String, String>) -> String {
        let Ok(mut document) = serde_json::from_str(&self.text) else { return self.text.to_string() };
        if names.is_empty() {
            return self.text.to_string();
        }
        rename_in_document(&mut document, names);
        document.to_string()
    }
}

fn rename_in_document(document: &mut serde_json::Value, names: &BTreeMap<String, String>) {
    let Some(statements) = document.get_mut("Statement") else { return };
    for statement in each(statements) {
        for element in ["Principal", "NotPrincipal"] {
            let named = statement.get_mut(element).and_then(|principal| principal.get_mut("AWS"));
            for principal in named.into_iter().flat_map(each) {
                if let Some(name) = principal.as_str().and_then(|name| names.get(name)) {
                    *principal = name.clone().into();
                }
            }
        }
    }
}

/// The elements of a list, or the one thing that stands for a list of one.
fn each(node: &mut serde_json::Value) -> &mut [serde_json::Value] {
    if let serde_json::Value::Array(nodes) = node { nodes } else { std::slice::from_mut(node) }
}

impl PartialEq for WrittenPolicy {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.bindings == other.bindings
    }
}

impl Eq for WrittenPolicy {}

#[cfg(test)]
mod tests;

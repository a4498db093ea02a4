//! The `Principal` and `NotPrincipal` elements: whom a statement names, and how a caller is matched by it. Knows no
//! effect of a statement beyond what `NotPrincipal` makes of it.
//!
//! Source: IAM user guide, "AWS JSON policy elements: Principal" and "NotPrincipal".

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::arn_pattern::split_arn;
use super::caller::{Account, Caller};
use super::document::Node;
use super::grammar::Grammar;
use super::malformed::Fault;
use super::statement::{Effect, Question};
use crate::UniqueId;

/// How a statement matched its caller, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Reach {
    /// By its account: in an `Allow` of the same account a delegation only.
    Account,
    /// By the role that it is a session of.
    Role,
    /// By `*`, or because a `NotPrincipal` left it out.
    Everyone,
    /// By its own ARN or name.
    Named,
}

/// The principal element of a statement.
#[derive(Clone, Debug)]
pub(super) enum Principals {
    AllBut(Vec<Named>),
    Listed(Vec<Named>),
}

/// A principal as a policy names it, and whom that was when the policy was written.
#[derive(Clone, Debug)]
pub(super) struct Named {
    text: String,
    pattern: PrincipalPattern,
    /// The unique id that alone counts then, whatever its bearer is called by now.
    id: Option<String>,
}

/// One principal that a policy names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum PrincipalPattern {
    /// Every principal of an account; without partition, of the account in the resource's partition.
    Account {
        partition: Option<String>,
        id: String,
    },
    Everyone,
    /// The bearers of an identity provider's tokens, by the provider's ARN.
    Federated(String),
    /// A user or the sessions of a role, by unique id.
    Id,
    /// The sessions of a role, by name: role names are unique in an account, and a session's ARN has no path.
    Role {
        partition: String,
        account: String,
        name: String,
    },
    Service(String),
    /// One session, by ARN.
    Session(String),
    /// One user, by ARN.
    User(String),
}

impl Principals {
    /// Compiles the element; its shape is checked also for a stored text.
    pub(super) fn compile(node: Node, negated: bool, grammar: &Grammar) -> Result<Self, Fault> {
        let patterns = match node {
            Node::Text(text) if text == "*" => vec![Named::new(text, PrincipalPattern::Everyone)],
            Node::Text(text) | Node::Scalar(text) => return Err(Fault::UnsupportedPrincipal(text)),
            map @ (Node::List(_) | Node::Object(_)) => compile_map(map, grammar)?,
        };
        Ok(if negated { Self::AllBut(patterns) } else { Self::Listed(patterns) })
    }

    /// Tells how the element matches a request's caller, if it does.
    pub(super) fn reach(&self, effect: Effect, question: &Question<'_>) -> Option<Reach> {
        match self {
            Self::Listed(patterns) => reaches(patterns, question).max(),
            Self::AllBut(spared) => {
                let found: Vec<Reach> = reaches(spared, question).collect();
                // Both effects fail closed: an `Allow` spares whoever is listed in any way, a `Deny` only who is listed
                // in every way it is known by.
                let spares = match effect {
                    Effect::Allow => !found.is_empty(),
                    Effect::Deny => {
                        found.contains(&Reach::Everyone)
                            || known_by(&question.caller()).iter().all(|known| found.contains(known))
                    }
                };
                (!spares).then_some(Reach::Everyone)
            }
        }
    }

    /// Whether the element is a `NotPrincipal`.
    pub(super) fn is_negated(&self) -> bool {
        matches!(self, Self::AllBut(_))
    }

    /// The principals that it reaches outside of an account, as a policy would name them.
    pub(super) fn foreign(&self, home: Account<'_>) -> Vec<String> {
        match self {
            Self::AllBut(_) => vec!["*".to_owned()],
            Self::Listed(patterns) => {
                let named = patterns.iter().map(|named| named.text.clone());
                let local = format!("arn:{}:iam::{}:", home.partition, home.id);
                let session = format!("arn:{}:sts::{}:", home.partition, home.id);
                let is_local =
                    |name: &String| name.starts_with(&local) || name.starts_with(&session) || name == home.id;
                named.filter(|name| !is_local(name)).collect()
            }
        }
    }

    /// Whether the element reaches principals that it does not name.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Self::AllBut(_) => true,
            Self::Listed(patterns) => {
                patterns.iter().any(|named| named.pattern == PrincipalPattern::Everyone)
            }
        }
    }

    /// The users, roles and sessions that it names, as it spells them.
    pub(super) fn named(&self) -> impl Iterator<Item = &str> {
        let (Self::AllBut(patterns) | Self::Listed(patterns)) = self;
        patterns.iter().filter(|named| named.pattern.is_individual()).map(|named| named.text.as_str())
    }

    /// Lets each of these texts mean whoever has the unique id.
    pub(super) fn bind(&mut self, ids: &BTreeMap<String, String>) {
        let (Self::AllBut(patterns) | Self::Listed(patterns)) = self;
        for named in patterns.iter_mut().filter(|named| named.pattern.is_individual()) {
            named.id = ids.get(&named.text).cloned().or(named.id.take());
        }
    }
}

impl Named {
    fn new(text: String, pattern: PrincipalPattern) -> Self {
        let id = (pattern == PrincipalPattern::Id).then(|| text.clone());
        Self { text, pattern, id }
    }

    fn reach(&self, question: &Question<'_>) -> Option<Reach> {
        let request = question.request();
        let by_name = || self.pattern.reach(&request.caller, request.owner.partition);
        let Some(id) = &self.id else { return by_name() };
        if question.caller_id() != Some(id.as_str()) {
            return None;
        }
        match (&self.pattern, &request.caller) {
            // A session is one of a role's, whose id alone does not tell it from the others.
            (PrincipalPattern::Session(_), _) => by_name(),
            (_, Caller::RoleSession { .. }) => Some(Reach::Role),
            _ => Some(Reach::Named),
        }
    }
}

fn compile_map(node: Node, grammar: &Grammar) -> Result<Vec<Named>, Fault> {
    let mut patterns = Vec::new();
    for (kind, node) in node.into_object("Principal")?.into_members("Principal")? {
        let texts = node.into_texts(&kind)?;
        let parse: fn(&str) -> Option<PrincipalPattern> = match kind.as_str() {
            "AWS" => PrincipalPattern::aws,
            "Federated" => PrincipalPattern::federated,
            "Service" => PrincipalPattern::service,
            // Canonical user ids exist in S3 only, so such a statement could apply to nobody.
            "CanonicalUser" => |_| None,
            _ => return Err(Fault::UnknownField(kind)),
        };
        let unsupported =
            if kind == "Service" { Fault::UnsupportedService } else { Fault::UnsupportedPrincipal };
        patterns.extend(grammar.compile_all(&texts, |text| {
            let pattern = parse(text).ok_or_else(|| unsupported(text.to_owned()))?;
            Ok(Named::new(text.to_owned(), pattern))
        })?);
    }
    Ok(patterns)
}

fn reaches(patterns: &[Named], question: &Question<'_>) -> impl Iterator<Item = Reach> {
    patterns.iter().filter_map(|named| named.reach(question))
}

/// All the ways in which a `NotPrincipal` must list a caller to spare it from a `Deny`.
fn known_by(caller: &Caller<'_>) -> &'static [Reach] {
    match caller {
        Caller::RoleSession { .. } => &[Reach::Named, Reach::Role, Reach::Account],
        Caller::Root(_) => &[Reach::Account],
        Caller::User { .. } => &[Reach::Named, Reach::Account],
        Caller::Service { .. } | Caller::WebIdentity { .. } => &[Reach::Named],
    }
}

impl PrincipalPattern {
    fn reach(&self, caller: &Caller<'_>, home_partition: &str) -> Option<Reach> {
        let (matched, reach) = match (self, caller) {
            (Self::Everyone, _) => (true, Reach::Everyone),
            (Self::Account { partition, id }, _) => {
                let partition = partition.as_deref().unwrap_or(home_partition);
                (caller.account() == Some(Account { partition, id }), Reach::Account)
            }
            (
                Self::Role { partition, account, name },
                Caller::RoleSession { account: own, role_name, .. },
            ) => (*own == Account { partition, id: account } && role_name == name, Reach::Role),
            (Self::Session(arn), Caller::RoleSession { session_arn, .. }) => {
                (arn == session_arn, Reach::Named)
            }
            (Self::User(wanted), Caller::User { arn, .. }) => (wanted == arn, Reach::Named),
            (Self::Service(wanted), Caller::Service { name }) => (wanted == name, Reach::Named),
            (Self::Federated(arn), Caller::WebIdentity { provider_arn }) => {
                (arn == provider_arn, Reach::Named)
            }
            (
                Self::Federated(_)
                | Self::Id
                | Self::Role { .. }
                | Self::Service(_)
                | Self::Session(_)
                | Self::User(_),
                _,
            ) => {
                return None;
            }
        };
        matched.then_some(reach)
    }

    /// Whether it is one user, role or session, which can be bound to a unique id.
    fn is_individual(&self) -> bool {
        matches!(self, Self::Id | Self::Role { .. } | Self::Session(_) | Self::User(_))
    }

    fn aws(text: &str) -> Option<Self> {
        if text == "*" {
            return Some(Self::Everyone);
        }
        if UniqueId::of_principal(text).is_some() {
            return Some(Self::Id);
        }
        if is_account_id(text) {
            return Some(Self::Account { partition: None, id: text.to_owned() });
        }
        let [_, partition, service, "", account, resource] = split_arn(text)? else { return None };
        if !is_account_id(account) || text.contains(['*', '?']) {
            return None;
        }
        match (service, resource.split_once('/')) {
            ("iam", None) if resource == "root" => {
                Some(Self::Account { partition: Some(partition.to_owned()), id: account.to_owned() })
            }
            ("iam", Some(("user", name))) if !name.is_empty() => Some(Self::User(text.to_owned())),
            ("iam", Some(("role", path))) => Self::role(partition, account, path),
            ("sts", Some(("assumed-role", session))) => {
                let (role, name) = session.split_once('/')?;
                (!role.is_empty() && !name.is_empty() && !name.contains('/'))
                    .then(|| Self::Session(text.to_owned()))
            }
            _ => None,
        }
    }

    fn role(partition: &str, account: &str, path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
        Some(Self::Role {
            partition: partition.to_owned(),
            account: account.to_owned(),
            name: name.to_owned(),
        })
    }

    fn federated(text: &str) -> Option<Self> {
        let [_, _, "iam", "", account, resource] = split_arn(text)? else { return None };
        let (kind, name) = resource.split_once('/')?;
        let known = matches!(kind, "oidc-provider" | "saml-provider");
        let literal = !name.is_empty() && !text.contains(['*', '?']);
        (known && literal && is_account_id(account)).then(|| Self::Federated(text.to_owned()))
    }

    fn service(text: &str) -> Option<Self> {
        let stem = text.strip_suffix(".cn").unwrap_or(text).strip_suffix(".amazonaws.com")?;
        let labels_valid = stem.split('.').all(|label| {
            !label.is_empty()
                && label.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        });
        labels_valid.then(|| Self::Service(text.to_owned()))
    }
}

fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

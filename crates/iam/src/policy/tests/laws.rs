//! The laws that hold for all policies of all sides, and the flaws of other engines that they exclude.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;

const ROLE_SESSION: Caller<'_> = Caller::RoleSession {
    account: HOME,
    role_name: "app",
    session_arn: "arn:aws:sts::111122223333:assumed-role/app/s1",
};

/// The statements on each side; a boundary and a session's policy may be absent.
#[derive(Clone, Debug)]
struct Sides {
    identity: Vec<Value>,
    resource: Vec<Value>,
    boundary: Option<Vec<Value>>,
    session: Option<Vec<Value>>,
    kind: PolicyKind,
}

impl Sides {
    fn decide(&self, caller: Caller<'_>, keys: &KeyTable) -> Outcome {
        let identity = [attached(&self.identity)];
        let resource = compiled(&self.resource, self.kind);
        let boundary = self.boundary.as_deref().map(attached);
        let session = self.session.as_deref().map(|statements| [attached(statements)]);
        let policies = Policies {
            identity: &identity,
            resource: Some(&resource),
            boundary: boundary.as_deref(),
            session: session.as_ref().map(<[_; 1]>::as_slice),
        };
        let (action, target) = (expand("$GSV"), expand("$SEC"));
        policies
            .decide(&RequestContext { caller, action: &action, resource: &target, owner: HOME, keys })
            .outcome
    }

    /// The statements of each side that is there.
    fn each(&mut self) -> Vec<&mut Vec<Value>> {
        let sides = [
            Some(&mut self.identity),
            Some(&mut self.resource),
            self.boundary.as_mut(),
            self.session.as_mut(),
        ];
        sides.into_iter().flatten().collect()
    }

    fn with(&self, index: usize, statement: Value) -> Self {
        let mut more = self.clone();
        let sides = more.each();
        let index = index % sides.len();
        sides.into_iter().nth(index).unwrap().push(statement);
        more
    }
}

/// A policy of these statements; none of them, if there is none, that matters here.
fn compiled(statements: &[Value], kind: PolicyKind) -> Policy {
    let mut statements = statements.to_vec();
    statements.push(json!({
        "Effect": "Allow", "Principal": {"AWS": "999999999999"}, "Action": "iam:PassRole", "Resource": "*",
    }));
    if kind == PolicyKind::Identity {
        statements.iter_mut().for_each(without_principal);
    }
    Policy::parse(&json!({"Version": "2012-10-17", "Statement": statements}).to_string(), kind).unwrap()
}

fn attached(statements: &[Value]) -> Arc<Policy> {
    Arc::new(compiled(statements, PolicyKind::Identity))
}

fn without_principal(statement: &mut Value) {
    let fields = statement.as_object_mut().unwrap();
    fields.remove("Principal");
    fields.remove("NotPrincipal");
}

/// A statement that may have a `NotPrincipal` and a variable in its resource, beside what others have.
fn any_wide_statement(effect: &'static str) -> impl Strategy<Value = Value> {
    let role = "arn:aws:iam::111122223333:role/app";
    let session = "arn:aws:sts::111122223333:assumed-role/app/s1";
    let principal = prop::option::of(prop::sample::select(vec![role, session]));
    let resource = prop::option::of(one_of(&["arn:aws:secretsmanager:*:*:secret:${aws:username}/*"]));
    (any_statement(effect), principal, resource, any::<bool>()).prop_map(
        |(mut statement, principal, resource, not)| {
            let fields = statement.as_object_mut().unwrap();
            if let Some(principal) = principal {
                fields.insert("Principal".to_owned(), json!({"AWS": principal}));
            }
            if not && let Some(principal) = fields.remove("Principal") {
                fields.insert("NotPrincipal".to_owned(), principal);
            }
            let element = if fields.contains_key("Resource") { "Resource" } else { "NotResource" };
            resource
                .into_iter()
                .for_each(|resource| drop(fields.insert(element.to_owned(), json!(resource))));
            statement
        },
    )
}

fn any_side() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(
        prop_oneof![3 => any_wide_statement("Allow"), 1 => any_wide_statement("Deny")],
        0..4,
    )
}

fn any_sides() -> impl Strategy<Value = Sides> {
    let kind = prop::sample::select(vec![PolicyKind::KeyPolicy, PolicyKind::Resource]);
    let optional = || prop::option::weighted(0.3, any_side());
    (any_side(), any_side(), optional(), optional(), kind).prop_map(
        |(identity, resource, boundary, session, kind)| Sides { identity, resource, boundary, session, kind },
    )
}

fn any_known_caller() -> impl Strategy<Value = Caller<'static>> {
    prop_oneof![2 => any_caller(), 1 => Just(ROLE_SESSION)]
}

/// The same statement in other words that mean the same.
fn reworded(statement: &Value) -> Value {
    let mut fields: Map<String, Value> = statement.as_object().unwrap().clone();
    for element in ["Action", "NotAction"] {
        let texts = fields.get_mut(element);
        texts
            .into_iter()
            .for_each(|text| *text = json!([text.as_str().unwrap().to_uppercase(), "IAM:passrole"]));
    }
    for element in ["Resource", "NotResource"] {
        fields.get_mut(element).into_iter().for_each(|text| *text = json!([text.clone(), text.clone()]));
    }
    for element in ["Principal", "NotPrincipal"] {
        let names = fields.get_mut(element).and_then(|names| names.get_mut("AWS"));
        names.into_iter().for_each(|name| *name = json!([whole_arn(name.as_str().unwrap())]));
    }
    if let Some(condition) = fields.get_mut("Condition") {
        for keys in condition.as_object_mut().unwrap().values_mut() {
            let keys = keys.as_object_mut().unwrap();
            *keys = std::mem::take(keys)
                .into_iter()
                .map(|(key, value)| (key.to_uppercase(), json!([value])))
                .collect();
        }
    }
    Value::Object(fields)
}

fn whole_arn(name: &str) -> String {
    let is_account = name.len() == 12;
    if is_account { format!("arn:aws:iam::{name}:root") } else { name.to_owned() }
}

proptest! {
    /// A screen lets every statement through that applies.
    #[test]
    fn a_screen_hides_nothing(sides in any_sides(), caller in any_caller(), keys in any_keys()) {
        let (action, target) = (expand("$GSV"), expand("$SEC"));
        let request = RequestContext { caller, action: &action, resource: &target, owner: HOME, keys: &keys };
        let question = Question::new(&request, false);
        for policy in [compiled(&sides.identity, PolicyKind::Identity), compiled(&sides.resource, sides.kind)] {
            for (screen, statement) in policy.screens.iter().zip(&policy.statements) {
                let passes = [screen, &policy.screen].iter().all(|screen| screen.passes(question.sought()));
                prop_assert!(statement.matched(0, &question).is_none() || passes);
            }
        }
    }

    #[test]
    fn cve_class_02_a_matching_deny_wins_on_every_side(
        sides in any_sides(), side in 0_usize..4, caller in any_known_caller(), keys in any_keys()
    ) {
        let everything = json!({"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"});
        let outcome = sides.with(side, everything).decide(caller, &keys);
        prop_assert!(matches!(outcome, Outcome::ExplicitDeny(_)), "{outcome:?}");
    }

    #[test]
    fn cve_class_02_one_more_deny_allows_nothing(
        sides in any_sides(), side in 0_usize..4, more in any_wide_statement("Deny"), caller in any_known_caller(),
        keys in any_keys()
    ) {
        let (before, after) = (sides.decide(caller, &keys), sides.with(side, more).decide(caller, &keys));
        prop_assert!(before.is_allow() || !after.is_allow());
        prop_assert!(!matches!(before, Outcome::ExplicitDeny(_)) || matches!(after, Outcome::ExplicitDeny(_)));
    }

    #[test]
    fn one_more_allow_takes_nothing_away_on_any_side(
        sides in any_sides(), side in 0_usize..4, more in any_wide_statement("Allow"), caller in any_known_caller(),
        keys in any_keys()
    ) {
        let (before, after) = (sides.decide(caller, &keys), sides.with(side, more).decide(caller, &keys));
        prop_assert!(after.is_allow() || !before.is_allow());
    }

    #[test]
    fn cve_class_16_a_boundary_and_a_session_add_nothing(
        sides in any_sides(), caller in any_known_caller(), keys in any_keys()
    ) {
        let free = Sides { boundary: None, session: None, ..sides.clone() };
        prop_assert!(free.decide(caller, &keys).is_allow() || !sides.decide(caller, &keys).is_allow());
    }

    #[test]
    fn cve_class_03_a_foreign_caller_needs_both_sides(
        sides in any_sides(), keys in any_keys()
    ) {
        let bob = Caller::User { account: AWAY, arn: "arn:aws:iam::444455556666:user/bob" };
        let without = [
            Sides { identity: vec![], ..sides.clone() },
            Sides { resource: vec![], ..sides },
        ];
        prop_assert!(without.iter().all(|sides| !sides.decide(bob, &keys).is_allow()));
    }

    #[test]
    fn cve_class_01_other_words_for_the_same_decide_the_same(
        sides in any_sides(), caller in any_known_caller(), keys in any_keys()
    ) {
        let mut canonical = sides.clone();
        for side in canonical.each() {
            *side = side.iter().map(reworded).collect();
        }
        prop_assert_eq!(sides.decide(caller, &keys), canonical.decide(caller, &keys));
    }

    #[test]
    fn the_order_of_statements_is_without_meaning(
        sides in any_sides(), caller in any_known_caller(), keys in any_keys()
    ) {
        let mut reversed = sides.clone();
        for side in reversed.each() {
            side.reverse();
            side.extend(side.first().cloned());
        }
        prop_assert_eq!(sides.decide(caller, &keys), reversed.decide(caller, &keys));
    }
}

/// Whether an allowed resource pattern covers a resource, for a user of this name.
fn covers(pattern: &str, resource: &str, username: &str) -> bool {
    let mut keys = KeyTable::default();
    keys.insert("aws:username", username);
    let text = statement(&format!(r#""Effect":"Allow","Action":"*","Resource":"{pattern}""#));
    decide_identity(&text, resource, &keys).is_allow()
}

#[test]
fn cve_class_01_a_name_is_what_it_is_written_as() {
    let secret = |name: &str| format!("arn:aws:secretsmanager:us-east-1:111122223333:secret:{name}");
    assert!(covers(&secret("prod/db-AbCdEf"), &secret("prod/db-AbCdEf"), "alice"));
    for other in [
        "prod//db-AbCdEf",
        "prod/./db-AbCdEf",
        "prod/x/../db-AbCdEf",
        "/prod/db-AbCdEf",
        "prod/db-AbCdEf/",
        "prod/db-AbCdEf ",
        "Prod/db-AbCdEf",
        "prod%2Fdb-AbCdEf",
        "prod/db-abcdef",
        "ｐrod/db-AbCdEf",
    ] {
        assert!(!covers(&secret("prod/db-AbCdEf"), &secret(other), "alice"), "{other}");
        assert!(!covers(&secret(other), &secret("prod/db-AbCdEf"), "alice"), "{other}");
    }
}

#[test]
fn cve_class_01_what_replaces_a_variable_has_no_wildcard_and_no_colon() {
    let secret = |name: &str| format!("arn:aws:secretsmanager:us-east-1:111122223333:secret:{name}");
    let home = secret("home/${aws:username}/x-AbCdEf");
    assert!(covers(&home, &secret("home/alice/x-AbCdEf"), "alice"));
    for username in ["*", "?????", "ali*", "${aws:username}", "alice/x-AbCdEf", ""] {
        assert!(!covers(&home, &secret("home/alice/x-AbCdEf"), username), "{username}");
    }
    let region = "arn:aws:secretsmanager:${aws:username}:111122223333:secret:*";
    assert!(covers(region, &secret("a-AbCdEf"), "us-east-1"));
    let spanning = "arn:aws:secretsmanager:${aws:username}:*:secret:b-AbCdEf";
    assert!(!covers(spanning, &secret("b-AbCdEf"), "us-east-1:111122223333:secret"));
}

#[test]
fn cve_class_02_a_listing_does_not_slip_past_a_deny() {
    let keys = KeyTable::default();
    let allow = format!("{{{ALLOW_ALL}}}");
    let decide = |deny: &str| {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{allow},{{"Effect":"Deny",{deny}}}]}}"#);
        decide_identity(&text, "*", &keys)
    };
    let denied = Outcome::ExplicitDeny(Side::Identity);
    let secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf";
    assert_eq!(decide(r#""Action":"secretsmanager:*","Resource":"*""#), denied);
    assert_eq!(decide(r#""NotAction":"kms:*","Resource":"*""#), denied);
    assert_eq!(decide(&format!(r#""Action":"*","NotResource":"{secret}""#)), denied);
    assert_eq!(decide(&format!(r#""Action":"*","Resource":["{secret}","*"]"#)), denied);
}

#[test]
fn what_not_resource_leaves_out_is_unknown_without_the_variable() {
    let keys = KeyTable::default();
    let secret = |name: &str| format!("arn:aws:secretsmanager:us-east-1:111122223333:secret:{name}");
    let (home, other) = (secret("${aws:username}/*"), secret("prod/db-AbCdEf"));
    let one = |effect: &str, left_out: &str| {
        format!(r#"{{"Effect":"{effect}","Action":"*","NotResource":[{left_out}]}}"#)
    };
    let decide = |statements: &str| {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
        decide_identity(&text, &other, &keys)
    };
    let home = format!(r#""{home}""#);
    assert_eq!(decide(&one("Allow", &home)), Outcome::ImplicitDeny(Side::Identity));
    let denied = Outcome::ExplicitDeny(Side::Identity);
    assert_eq!(decide(&format!("{{{ALLOW_ALL}}},{}", one("Deny", &home))), denied);
    let both = format!(r#"{home},"{other}""#);
    assert_eq!(decide(&format!("{{{ALLOW_ALL}}},{}", one("Deny", &both))), Outcome::Allow);
    let with_default = home.replace("aws:username", "aws:username, 'alice'");
    assert_eq!(decide(&one("Allow", &with_default)), Outcome::Allow);
}

#[test]
fn a_deny_of_all_but_some_spares_nobody_who_has_a_boundary() {
    let alice = Caller::User { account: HOME, arn: "arn:aws:iam::111122223333:user/alice" };
    let deny = json!({
        "Effect": "Deny", "Action": "*", "Resource": "*",
        "NotPrincipal": {"AWS": ["111122223333", "arn:aws:iam::111122223333:user/alice"]},
    });
    let everything = json!({"Effect": "Allow", "Action": "*", "Resource": "*"});
    let free = Sides {
        identity: vec![everything.clone()],
        resource: vec![deny],
        boundary: None,
        session: None,
        kind: PolicyKind::Resource,
    };
    let keys = KeyTable::default();
    assert_eq!(free.decide(alice, &keys), Outcome::Allow);
    let bounded = Sides { boundary: Some(vec![everything.clone()]), ..free.clone() };
    assert_eq!(bounded.decide(alice, &keys), Outcome::ExplicitDeny(Side::Resource));
    let granted = Sides {
        resource: vec![json!({
            "Effect": "Allow", "Action": "*", "Resource": "*", "NotPrincipal": {"AWS": "444455556666"},
        })],
        identity: vec![],
        ..bounded
    };
    assert_eq!(granted.decide(alice, &keys), Outcome::Allow, "an `Allow` is as before");
}

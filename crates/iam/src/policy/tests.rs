//! The decision vectors, what is refused when a policy is written, and the laws that hold for all policies.

mod laws;

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::limits::POLICY_ELEMENT_BYTES_MAX;

const VECTORS: &str = include_str!("tests/vectors.txt");
const VECTORS_COUNT: usize = 87;

const MACROS: [(&str, &str); 9] = [
    ("$GSV", "secretsmanager:GetSecretValue"),
    ("$SEC", "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf"),
    ("$KEY", "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
    ("$ALICE", "arn:aws:iam::111122223333:user/alice"),
    ("$BOB", "arn:aws:iam::444455556666:user/bob"),
    ("$ROLE", "arn:aws:iam::111122223333:role/app"),
    ("$SESS", "arn:aws:sts::111122223333:assumed-role/app/s1"),
    ("$ROOTA", "arn:aws:iam::111122223333:root"),
    ("$ROOTB", "arn:aws:iam::444455556666:root"),
];

const HOME: Account<'_> = Account { partition: "aws", id: "111122223333" };
const AWAY: Account<'_> = Account { partition: "aws", id: "444455556666" };

fn expand(text: &str) -> String {
    MACROS.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
}

/// One case of the vector file.
#[derive(Debug, Default)]
struct Vector {
    name: String,
    expected: String,
    fields: BTreeMap<String, String>,
    refused: bool,
}

impl Vector {
    fn field(&self, name: &str, default: &str) -> String {
        expand(self.fields.get(name).map_or(default, String::as_str))
    }

    /// The text of the policy of one letter.
    fn policy(&self, letter: &str) -> Option<String> {
        let statements = expand(self.fields.get(letter)?);
        let trust = letter == "r" && self.fields.get("res").is_some_and(|resource| resource == "$ROLE");
        let statements = statements.trim_start_matches('[').trim_end_matches(']');
        Some(json!({"Version": "2012-10-17", "Statement": read_statements(statements, trust)}).to_string())
    }

    fn kind(&self, letter: &str) -> PolicyKind {
        match (letter, self.fields.get("res").map(String::as_str)) {
            ("r", Some("$ROLE")) => PolicyKind::Trust,
            ("r", Some("$KEY")) => PolicyKind::KeyPolicy,
            ("r", _) => PolicyKind::Resource,
            _ => PolicyKind::Identity,
        }
    }

    /// The policy of one letter, checked to be accepted when written unless the case says otherwise.
    fn compiled(&self, letter: &str) -> Option<Arc<Policy>> {
        let (text, kind) = (self.policy(letter)?, self.kind(letter));
        let written = Policy::parse(&text, kind);
        assert_eq!(written.is_err(), self.refused, "{}: {written:?}", self.name);
        Some(Arc::new(
            Policy::from_stored(&text, kind).unwrap_or_else(|error| panic!("{}: {error}", self.name)),
        ))
    }
}

/// Reads `A{…}, D{…}` into statements with the defaults filled in.
fn read_statements(mut text: &str, trust: bool) -> Vec<Value> {
    let mut statements = Vec::new();
    while let Some(start) = text.find(['A', 'D']) {
        let (letter, object) = text.split_at(start).1.split_at(1);
        let effect = if letter == "A" { "Allow" } else { "Deny" };
        let mut reader = serde_json::Deserializer::from_str(object).into_iter::<Map<String, Value>>();
        let given = reader.next().unwrap().unwrap();
        text = object.split_at(reader.byte_offset()).1;
        statements.push(complete_statement(effect, given, trust));
    }
    statements
}

fn complete_statement(effect: &str, given: Map<String, Value>, trust: bool) -> Value {
    let mut statement = Map::from_iter([("Effect".to_owned(), json!(effect))]);
    if !given.contains_key("NotAction") {
        statement.insert("Action".to_owned(), json!(expand("$GSV")));
    }
    if !given.contains_key("NotResource") && !trust {
        statement.insert("Resource".to_owned(), json!("*"));
    }
    statement.extend(given);
    Value::Object(statement)
}

fn read_vectors() -> Vec<Vector> {
    let mut vectors: Vec<Vector> = Vec::new();
    for line in VECTORS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let Some(detail) = line.strip_prefix("    ") else {
            let mut words = line.split(' ');
            let (name, expected) = (words.next().unwrap().to_owned(), words.next().unwrap().to_owned());
            vectors.push(Vector { name, expected, ..Vector::default() });
            continue;
        };
        let vector = vectors.last_mut().unwrap();
        vector.refused |= detail == "refused";
        // The caller, action and resource share a line; policies and keys have one each, with spaces inside.
        let pairs = if detail.contains(['[', '{']) { vec![detail] } else { detail.split(' ').collect() };
        let pairs = pairs.into_iter().filter_map(|pair| pair.split_once('='));
        vector.fields.extend(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
    vectors
}

fn key_table(text: &str) -> KeyTable {
    let mut table = KeyTable::default();
    for (name, value) in serde_json::from_str::<Map<String, Value>>(text).unwrap() {
        match value.as_array() {
            Some(values) => table.insert_many(&name, values.iter().map(|value| value.as_str().unwrap())),
            None => table.insert(&name, value.as_str().unwrap()),
        }
    }
    table
}

fn caller(arn: &str) -> Caller<'_> {
    match arn {
        arn if arn == expand("$ALICE") => Caller::User { account: HOME, arn },
        arn if arn == expand("$BOB") => Caller::User { account: AWAY, arn },
        arn if arn == expand("$SESS") => {
            Caller::RoleSession { account: HOME, role_name: "app", session_arn: arn }
        }
        arn => panic!("{arn} is no caller of the vectors"),
    }
}

fn check(vector: &Vector) {
    let [identity, resource, boundary, session] = ["i", "r", "b", "s"].map(|letter| vector.compiled(letter));
    let identity: Vec<_> = identity.into_iter().collect();
    let session: Option<Vec<_>> = session.map(|session| vec![session]);
    let policies = Policies {
        identity: &identity,
        resource: resource.as_deref(),
        boundary: boundary.as_deref(),
        session: session.as_deref(),
    };
    let (arn, action, target) =
        (vector.field("p", "$ALICE"), vector.field("a", "$GSV"), vector.field("res", "$SEC"));
    let keys = key_table(&vector.field("keys", "{}"));
    let request =
        RequestContext { caller: caller(&arn), action: &action, resource: &target, owner: HOME, keys: &keys };
    let outcome = match policies.decide(&request).outcome {
        Outcome::Allow => "A",
        Outcome::ImplicitDeny(_) => "I",
        Outcome::ExplicitDeny(_) => "E",
    };
    assert_eq!(outcome, vector.expected, "{}", vector.name);
}

#[test]
fn every_vector_is_decided_as_listed() {
    let vectors = read_vectors();
    assert_eq!(vectors.len(), VECTORS_COUNT);
    vectors.iter().for_each(check);
}

/// An identity policy of one statement, whose fields default to allowing everything.
fn statement(fields: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":{{{fields}}}}}"#)
}

const ALLOW_ALL: &str = r#""Effect":"Allow","Action":"*","Resource":"*""#;

fn refused(text: &str, kind: PolicyKind) -> Fault {
    match Policy::parse(text, kind) {
        Err(malformed) => malformed.fault,
        Ok(policy) => panic!("{text} was accepted as {policy:?}"),
    }
}

#[test]
fn the_elements_of_a_statement_are_checked() {
    let check =
        |text: &str, expected: Fault| assert_eq!(refused(text, PolicyKind::Identity), expected, "{text}");
    let statement_of = |fields: &str| statement(fields);
    check("{}", Fault::MissingField("Statement"));
    check(r#"{"Statement":[]}"#, Fault::EmptyList("Statement".into()));
    check(r#"{"Statement":["x"]}"#, Fault::WrongShape { field: "Statement".into(), expected: "an object" });
    check(r#"{"Version":"2012-10-18","Statement":[]}"#, Fault::Version("2012-10-18".into()));
    check(
        r#"{"Version":2012,"Statement":[]}"#,
        Fault::WrongShape { field: "Version".into(), expected: "a string" },
    );
    check(&statement_of(r#""Effect":"allow","Action":"*","Resource":"*""#), Fault::Effect("allow".into()));
    check(&statement_of(r#""Action":"*","Resource":"*""#), Fault::MissingField("Effect"));
    check(&statement_of(r#""Effect":"Allow","Resource":"*""#), Fault::MissingField("Action"));
    check(&statement_of(r#""Effect":"Allow","Action":"*""#), Fault::MissingField("Resource"));
    check(&statement_of(r#""Effect":"Allow","Action":[],"Resource":"*""#), Fault::EmptyList("Action".into()));
    check(
        &statement_of(r#""Effect":"Allow","Action":"*","NotAction":"iam:*","Resource":"*""#),
        Fault::ConflictingFields("Action", "NotAction"),
    );
    check(&statement_of(&format!(r#"{ALLOW_ALL},"Principal":"*""#)), Fault::ProhibitedField("Principal"));
    check(&statement_of(&format!(r#"{ALLOW_ALL},"Comment":"x""#)), Fault::UnknownField("Comment".into()));
    check(&statement_of(&format!(r#"{ALLOW_ALL},"Sid":"a b""#)), Fault::Sid("a b".into()));
}

#[test]
fn the_document_is_strict_json() {
    let check = |text: &str, part: &str| {
        let fault = refused(text, PolicyKind::Identity);
        assert!(matches!(&fault, Fault::Json(reason) if reason.contains(part)), "{text}: {fault}");
    };
    check("", "EOF");
    check("{} {}", "trailing");
    check(&statement(&format!(r#"{ALLOW_ALL},"Sid":null"#)), "null");
    check(&statement(&format!(r#"{ALLOW_ALL},"Effect":"Deny""#)), "duplicate key `Effect`");
    check(&statement(&format!(r#""Sid":"{}""#, "x".repeat(POLICY_ELEMENT_BYTES_MAX + 1))), "longer");
    check(r#"{"Statement":[{"Condition":{"Bool":{"a:b":[["true"]]}}}]}"#, "deeper");
}

#[test]
fn cve_class_11_a_deep_document_is_refused_before_it_is_followed() {
    let deep = "[".repeat(60_000);
    assert!(matches!(refused(&deep, PolicyKind::Resource), Fault::Json(_)));
    let long = " ".repeat(POLICY_BYTES_MAX + 1);
    assert_eq!(refused(&long, PolicyKind::Resource), Fault::TextTooLong { bytes: long.len() });
    let many = vec![json!({}); POLICY_STATEMENTS_MAX + 1];
    let many = json!({"Statement": many}).to_string();
    assert_eq!(
        refused(&many, PolicyKind::Resource),
        Fault::TooManyStatements { count: POLICY_STATEMENTS_MAX + 1 }
    );
}

#[test]
fn the_kind_decides_which_elements_stand_together() {
    let trust =
        r#"{"Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}}"#;
    assert!(Policy::parse(trust, PolicyKind::Trust).is_ok());
    assert_eq!(refused(trust, PolicyKind::Resource), Fault::MissingField("Resource"));
    let all = statement(&format!(r#"{ALLOW_ALL},"Principal":"*""#));
    assert!(Policy::parse(&all, PolicyKind::Resource).is_ok());
    assert!(Policy::parse(&all, PolicyKind::KeyPolicy).is_ok());
    assert_eq!(refused(&all, PolicyKind::Trust), Fault::ActionOutsideTrust("*".into()));
    let with_resource = trust.replace(r#""Effect""#, r#""Resource":"*","Effect""#);
    assert_eq!(refused(&with_resource, PolicyKind::Trust), Fault::ProhibitedField("Resource"));
    for kind in [PolicyKind::KeyPolicy, PolicyKind::Resource] {
        assert_eq!(refused(&statement(ALLOW_ALL), kind), Fault::MissingPrincipal);
    }
}

#[test]
fn sids_are_unique_unless_empty() {
    let twice = |sid: &str| {
        format!(r#"{{"Id":"x","Statement":[{{{ALLOW_ALL},"Sid":"{sid}"}},{{{ALLOW_ALL},"Sid":"{sid}"}}]}}"#)
    };
    assert!(Policy::parse(&twice(""), PolicyKind::Identity).is_ok());
    let malformed = Policy::parse(&twice("One"), PolicyKind::Identity).unwrap_err();
    assert_eq!(malformed.to_string(), "statement `One`: another statement has the same `Sid`");
}

#[test]
fn the_statement_at_fault_is_named() {
    let text = statement(&format!(r#"{ALLOW_ALL},"Condition":{{"StringMatches":{{"aws:username":"x"}}}}"#));
    let malformed = Policy::parse(&text, PolicyKind::Identity).unwrap_err();
    assert_eq!(malformed.to_string(), "statement `1`: unknown condition operator `StringMatches`");
}

#[test]
fn actions_and_resources_that_match_nothing_are_refused_when_written() {
    let action = |action: &str| statement(&format!(r#""Effect":"Deny","Action":"{action}","Resource":"*""#));
    let check = |text: String, expected: Fault| {
        assert_eq!(refused(&text, PolicyKind::Identity), expected);
        assert!(Policy::from_stored(&text, PolicyKind::Identity).is_ok());
    };
    check(action("GetSecretValue"), Fault::ActionWithoutVendor("GetSecretValue".into()));
    check(action("a:b:c"), Fault::ActionColons("a:b:c".into()));
    check(action("secrets*:Get"), Fault::ActionVendor("secrets*:Get".into()));
    check(action(":Get"), Fault::ActionVendor(":Get".into()));
    let resource =
        |resource: &str| statement(&format!(r#""Effect":"Deny","Action":"*","Resource":"{resource}""#));
    for text in ["prod/db", "arn:", "*secret*", "", "${aws:username}"] {
        check(resource(text), Fault::Resource(text.into()));
    }
    check(resource("arn:aws:x:::${aws:username"), Fault::Variable("arn:aws:x:::${aws:username".into()));
}

#[test]
fn an_incomplete_arn_is_completed_in_identity_policies_only() {
    let secret = expand("$SEC");
    let allow = |fields: &str, resource: &str| {
        statement(&format!(r#""Effect":"Allow","Action":"*","Resource":"{resource}"{fields}"#))
    };
    for resource in ["arn:aws:secretsmanager", "arn:aws:secretsmanager:us-east-1", "arn:aws:secretsmanager:*"]
    {
        assert_eq!(decide_identity(&allow("", resource), &secret, &KeyTable::default()), Outcome::Allow);
    }
    let everyone = r#","Principal":"*""#;
    for kind in [PolicyKind::KeyPolicy, PolicyKind::Resource] {
        let text = allow(everyone, "arn:aws:secretsmanager:us-east-1");
        assert_eq!(refused(&text, kind), Fault::Resource("arn:aws:secretsmanager:us-east-1".into()));
        assert!(Policy::from_stored(&text, kind).is_ok());
        assert!(Policy::parse(&allow(everyone, "arn:aws:secretsmanager:*"), kind).is_ok());
    }
}

/// Decides the default request by one identity policy.
fn decide_identity(text: &str, resource: &str, keys: &KeyTable) -> Outcome {
    let policy = Arc::new(Policy::parse(text, PolicyKind::Identity).unwrap());
    let (arn, action) = (expand("$ALICE"), expand("$GSV"));
    let request = RequestContext { caller: caller(&arn), action: &action, resource, owner: HOME, keys };
    Policies { identity: &[policy], ..Policies::default() }.decide(&request).outcome
}

#[test]
fn variables_are_literal_before_2012() {
    let resource = "arn:aws:secretsmanager:us-east-1:111122223333:secret:home/alice/x-AbCdEf";
    let keys = key_table(r#"{"aws:username":"alice"}"#);
    let pattern = "arn:aws:secretsmanager:*:*:secret:home/${aws:username}/*";
    let fields = format!(r#""Effect":"Allow","Action":"*","Resource":"{pattern}""#);
    let check = |version: &str, expected| {
        let text = format!(r#"{{{version}"Statement":{{{fields}}}}}"#);
        assert_eq!(decide_identity(&text, resource, &keys), expected, "{version}");
    };
    check(r#""Version":"2012-10-17","#, Outcome::Allow);
    check(r#""Version":"2008-10-17","#, Outcome::ImplicitDeny(Side::Identity));
    check("", Outcome::ImplicitDeny(Side::Identity));
}

#[test]
fn an_action_without_resource_is_matched_by_the_star_only() {
    let keys = KeyTable::default();
    let named = statement(r#""Effect":"Allow","Action":"*","Resource":"arn:aws:secretsmanager:*:*:*""#);
    assert_eq!(decide_identity(&named, "*", &keys), Outcome::ImplicitDeny(Side::Identity));
    assert_eq!(decide_identity(&statement(ALLOW_ALL), "*", &keys), Outcome::Allow);
}

#[test]
fn an_empty_condition_is_none_and_an_empty_operator_is_refused() {
    let keys = KeyTable::default();
    let text = statement(&format!(r#"{ALLOW_ALL},"Condition":{{}}"#));
    assert_eq!(decide_identity(&text, "*", &keys), Outcome::Allow);
    let text = statement(&format!(r#"{ALLOW_ALL},"Condition":{{"Bool":{{}}}}"#));
    assert_eq!(refused(&text, PolicyKind::Identity), Fault::EmptyList("Bool".into()));
}

fn one_of(choices: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(choices)
}

/// Statements over a small world, so that many of them apply to the request they meet.
fn any_statement(effect: &'static str) -> impl Strategy<Value = Value> {
    let action = one_of(&["*", "secretsmanager:*", "secretsmanager:Get*", "kms:Decrypt", "*:*"]);
    let resource =
        one_of(&["*", "arn:aws:secretsmanager:*:*:secret:prod*", "arn:aws:secretsmanager:*:*:secret:dev/?"]);
    let principal = one_of(&["*", "111122223333", "444455556666", "arn:aws:iam::111122223333:user/alice"]);
    let operator =
        one_of(&["StringEquals", "StringNotEquals", "StringLikeIfExists", "ForAllValues:StringLike"]);
    let key = one_of(&["aws:username", "aws:ResourceTag/team", "aws:TagKeys"]);
    let value = one_of(&["alice", "a*", "pay", "${aws:username}"]);
    let negated: [_; 2] = [any::<bool>(), any::<bool>()];
    (action, resource, principal, prop::option::of((operator, key, value)), negated).prop_map(
        move |(action, resource, principal, condition, [not_action, not_resource])| {
            let mut statement = Map::from_iter([
                ("Effect".to_owned(), json!(effect)),
                ("Principal".to_owned(), json!({"AWS": principal})),
            ]);
            statement.insert(if not_action { "NotAction" } else { "Action" }.to_owned(), json!(action));
            statement
                .insert(if not_resource { "NotResource" } else { "Resource" }.to_owned(), json!(resource));
            if let Some((operator, key, value)) = condition {
                statement.insert("Condition".to_owned(), json!({operator: {key: value}}));
            }
            Value::Object(statement)
        },
    )
}

fn any_statements() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(prop_oneof![any_statement("Allow"), any_statement("Deny")], 1..5)
}

fn any_keys() -> impl Strategy<Value = KeyTable> {
    let user = prop::option::of(one_of(&["alice", "bob", "a*"]));
    let team = prop::option::of(one_of(&["pay", "alice"]));
    let tags = prop::option::of(prop::collection::vec(one_of(&["alice", "pay"]), 0..3));
    (user, team, tags).prop_map(|(user, team, tags)| {
        let mut keys = KeyTable::default();
        user.into_iter().for_each(|user| keys.insert("aws:username", user));
        team.into_iter().for_each(|team| keys.insert("aws:ResourceTag/team", team));
        tags.into_iter().for_each(|tags| keys.insert_many("aws:TagKeys", tags));
        keys
    })
}

fn any_caller() -> impl Strategy<Value = Caller<'static>> {
    prop::sample::select(vec![
        Caller::Root(HOME),
        Caller::Root(AWAY),
        Caller::Service { name: "secretsmanager.amazonaws.com" },
        Caller::User { account: HOME, arn: "arn:aws:iam::111122223333:user/alice" },
        Caller::User { account: AWAY, arn: "arn:aws:iam::444455556666:user/bob" },
    ])
}

/// Decides the default request by a resource policy of these statements, for a caller whose own policies allow all.
fn decide_resource(statements: &[Value], caller: Caller<'_>, keys: &KeyTable) -> Outcome {
    let text = json!({"Version": "2012-10-17", "Statement": statements}).to_string();
    let resource = Policy::parse(&text, PolicyKind::Resource).unwrap();
    let identity = [Arc::new(Policy::parse(&statement(ALLOW_ALL), PolicyKind::Identity).unwrap())];
    let (action, target) = (expand("$GSV"), expand("$SEC"));
    let request = RequestContext { caller, action: &action, resource: &target, owner: HOME, keys };
    Policies { identity: &identity, resource: Some(&resource), ..Policies::default() }
        .decide(&request)
        .outcome
}

proptest! {
    #[test]
    fn cve_class_02_a_matching_deny_always_wins(
        statements in any_statements(), caller in any_caller(), keys in any_keys()
    ) {
        let denied = Outcome::ExplicitDeny(Side::Resource);
        let alone = |statement: &Value| decide_resource(std::slice::from_ref(statement), caller, &keys);
        let some_deny_matches = statements.iter().any(|statement| alone(statement) == denied);
        prop_assert_eq!(decide_resource(&statements, caller, &keys) == denied, some_deny_matches);
    }

    #[test]
    fn one_more_allow_takes_no_allow_away(
        statements in any_statements(), more in any_statement("Allow"), caller in any_caller(), keys in any_keys()
    ) {
        let before = decide_resource(&statements, caller, &keys);
        let after = decide_resource(&[statements, vec![more]].concat(), caller, &keys);
        prop_assert!(after.is_allow() || !before.is_allow());
    }

    #[test]
    fn any_text_is_compiled_or_refused(text in any::<String>()) {
        for kind in [PolicyKind::Identity, PolicyKind::KeyPolicy, PolicyKind::Resource, PolicyKind::Trust] {
            let _ = (Policy::parse(&text, kind), Policy::from_stored(&text, kind));
        }
    }

    #[test]
    fn any_element_is_compiled_or_refused(
        principal in any::<String>(), action in any::<String>(), resource in any::<String>(),
        operator in one_of(&[
            "ArnLike", "BinaryEquals", "Bool", "DateEquals", "IpAddress", "Null", "NumericEquals", "StringLike",
        ]),
        key in any::<String>(), value in "[$]?[{]?[a-z:, ']{0,9}[}]?.{0,9}",
    ) {
        let text = json!({"Version": "2012-10-17", "Statement": {
            "Effect": "Allow", "Principal": {"AWS": [principal, "*"]}, "Action": [action, "*"],
            "Resource": [resource, format!("arn:aws:{value}"), "*".to_owned()],
            "Condition": {operator: {format!("a:{key}"): [value, "1".to_owned()]}},
        }}).to_string();
        let keys = key_table(r#"{"a:b":"1"}"#);
        let _ = Policy::parse(&text, PolicyKind::Resource);
        if let Ok(policy) = Policy::from_stored(&text, PolicyKind::Resource) {
            let caller = Caller::Root(AWAY);
            let request = RequestContext { caller, action: "a:B", resource: "*", owner: HOME, keys: &keys };
            let _ = Policies { resource: Some(&policy), ..Policies::default() }.decide(&request);
        }
    }
}

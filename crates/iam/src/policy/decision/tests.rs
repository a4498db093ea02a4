//! Which side and which statement decide, and how a refusal is worded.

use super::super::{Account, PolicyKind};
use super::*;

const HOME: Account<'_> = Account { partition: "aws", id: "111122223333" };
const AWAY: Account<'_> = Account { partition: "aws", id: "444455556666" };
const ALICE: Caller<'_> = Caller::User { account: HOME, arn: "arn:aws:iam::111122223333:user/alice" };
const BOB: Caller<'_> = Caller::User { account: AWAY, arn: "arn:aws:iam::444455556666:user/bob" };

fn compile(kind: PolicyKind, statements: &str) -> Policy {
    Policy::parse(&format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#), kind).unwrap()
}

fn identity(statements: &str) -> Arc<Policy> {
    Arc::new(compile(PolicyKind::Identity, statements))
}

fn decide<'p>(policies: &Policies<'p>, caller: Caller<'_>) -> Decision<'p> {
    let resource = "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf";
    let action = "secretsmanager:GetSecretValue";
    policies.decide(&RequestContext { caller, action, resource, owner: HOME, keys: &() })
}

const ALLOW: &str = r#"{"Sid":"Yes","Effect":"Allow","Action":"*","Resource":"*"}"#;
const DENY: &str = r#"{"Sid":"No","Effect":"Deny","Action":"*","Resource":"*"}"#;
const OTHER: &str = r#"{"Effect":"Allow","Action":"iam:*","Resource":"*"}"#;
const ALLOW_HOME: &str =
    r#"{"Sid":"Home","Effect":"Allow","Action":"*","Resource":"*","Principal":{"AWS":"111122223333"}}"#;
const ALLOW_ALICE: &str = r#"{"Sid":"Alice","Effect":"Allow","Action":"*","Resource":"*",
    "Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"}}"#;
const DENY_EVERYONE: &str = r#"{"Sid":"None","Effect":"Deny","Action":"*","Resource":"*","Principal":"*"}"#;

#[test]
fn the_root_user_may_do_everything_that_nothing_denies() {
    let without = decide(&Policies::default(), Caller::Root(HOME));
    assert_eq!(without, Decision { outcome: Outcome::Allow, statement: None });
    let unrelated = compile(PolicyKind::Resource, ALLOW_ALICE);
    let policies = Policies { resource: Some(&unrelated), ..Policies::default() };
    assert_eq!(decide(&policies, Caller::Root(HOME)).outcome, Outcome::Allow);
    let denying = compile(PolicyKind::Resource, &format!("{ALLOW_HOME},{DENY_EVERYONE}"));
    let policies = Policies { resource: Some(&denying), ..Policies::default() };
    let deciding = Deciding { side: Side::Resource, policy_index: 0, statement_index: 1, sid: Some("None") };
    let expected = Decision { outcome: Outcome::ExplicitDeny(Side::Resource), statement: Some(deciding) };
    assert_eq!(decide(&policies, Caller::Root(HOME)), expected);
}

#[test]
fn the_root_user_of_another_account_needs_the_resource_policy() {
    let absent = decide(&Policies::default(), Caller::Root(AWAY)).outcome;
    assert_eq!(absent, Outcome::ImplicitDeny(Side::Resource));
    let text = ALLOW_HOME.replace(HOME.id, AWAY.id);
    let naming = compile(PolicyKind::Resource, &text);
    let policies = Policies { resource: Some(&naming), ..Policies::default() };
    assert_eq!(decide(&policies, Caller::Root(AWAY)).outcome, Outcome::Allow);
}

#[test]
fn cve_class_03_the_same_digits_in_another_partition_are_foreign() {
    let elsewhere = Caller::Root(Account { partition: "aws-cn", ..HOME });
    assert_eq!(decide(&Policies::default(), elsewhere).outcome, Outcome::ImplicitDeny(Side::Resource));
}

#[test]
fn a_key_obeys_the_root_user_only_if_its_policy_names_the_account() {
    let check = |statements: &str, expected: Outcome| {
        let key = compile(PolicyKind::KeyPolicy, statements);
        let policies = Policies { resource: Some(&key), ..Policies::default() };
        assert_eq!(decide(&policies, Caller::Root(HOME)).outcome, expected);
    };
    check(ALLOW_HOME, Outcome::Allow);
    check(ALLOW_ALICE, Outcome::ImplicitDeny(Side::Resource));
}

#[test]
fn the_deciding_statement_is_named() {
    let identity = [identity(OTHER), identity(&format!("{OTHER},{ALLOW}"))];
    let policies = Policies { identity: &identity, ..Policies::default() };
    let deciding = Deciding { side: Side::Identity, policy_index: 1, statement_index: 1, sid: Some("Yes") };
    assert_eq!(decide(&policies, ALICE), Decision { outcome: Outcome::Allow, statement: Some(deciding) });
    let resource = compile(PolicyKind::Resource, &format!("{ALLOW_HOME},{ALLOW_ALICE}"));
    let policies = Policies { resource: Some(&resource), ..Policies::default() };
    let deciding = Deciding { side: Side::Resource, policy_index: 0, statement_index: 1, sid: Some("Alice") };
    assert_eq!(decide(&policies, ALICE).statement, Some(deciding), "the strongest match, not the first");
}

#[test]
fn explicit_denies_are_reported_in_order() {
    let deny = [identity(DENY)];
    let denying = compile(PolicyKind::Resource, DENY_EVERYONE);
    let mut policies = Policies {
        identity: &deny,
        resource: Some(&denying),
        boundary: Some(&deny[0]),
        session: Some(&deny),
    };
    let mut check = |side: Side, lift: fn(&mut Policies<'_>)| {
        assert_eq!(decide(&policies, ALICE).outcome, Outcome::ExplicitDeny(side));
        lift(&mut policies);
    };
    check(Side::Resource, |policies| policies.resource = None);
    check(Side::Identity, |policies| policies.identity = &[]);
    check(Side::Boundary, |policies| policies.boundary = None);
    check(Side::Session, |policies| policies.session = None);
}

#[test]
fn implicit_denies_are_reported_in_order() {
    let (allow, other) = ([identity(ALLOW)], [identity(OTHER)]);
    let mut policies =
        Policies { identity: &other, resource: None, boundary: Some(&other[0]), session: Some(&other) };
    assert_eq!(decide(&policies, BOB).outcome, Outcome::ImplicitDeny(Side::Boundary));
    policies.boundary = Some(&allow[0]);
    assert_eq!(decide(&policies, BOB).outcome, Outcome::ImplicitDeny(Side::Session));
    policies.session = Some(&[]);
    assert_eq!(
        decide(&policies, BOB).outcome,
        Outcome::ImplicitDeny(Side::Session),
        "an empty session allows nothing"
    );
    policies.session = Some(&allow);
    assert_eq!(decide(&policies, BOB).outcome, Outcome::ImplicitDeny(Side::Identity));
    policies.identity = &allow;
    assert_eq!(decide(&policies, BOB).outcome, Outcome::ImplicitDeny(Side::Resource));
    assert_eq!(decide(&policies, ALICE).outcome, Outcome::Allow);
}

#[test]
fn a_boundary_confines_across_accounts_whatever_the_resource_says() {
    let other = identity(OTHER);
    let everyone = compile(PolicyKind::Resource, &ALLOW_HOME.replace(r#"{"AWS":"111122223333"}"#, r#""*""#));
    let allow = [identity(ALLOW)];
    let policies =
        Policies { identity: &allow, resource: Some(&everyone), boundary: Some(&other), session: None };
    assert_eq!(decide(&policies, BOB).outcome, Outcome::ImplicitDeny(Side::Boundary));
    assert_eq!(decide(&policies, ALICE).outcome, Outcome::Allow);
}

#[test]
fn a_session_policy_confines_what_its_role_is_granted_but_not_what_it_is_itself() {
    let session = Caller::RoleSession {
        account: HOME,
        role_name: "app",
        session_arn: "arn:aws:sts::111122223333:assumed-role/app/s1",
    };
    let check = |principal: &str, expected: Outcome| {
        let text = ALLOW_ALICE.replace("arn:aws:iam::111122223333:user/alice", principal);
        let (resource, other) = (compile(PolicyKind::Resource, &text), [identity(OTHER)]);
        let policies = Policies { resource: Some(&resource), session: Some(&other), ..Policies::default() };
        assert_eq!(decide(&policies, session).outcome, expected, "{principal}");
    };
    check("arn:aws:iam::111122223333:role/app", Outcome::ImplicitDeny(Side::Session));
    check("arn:aws:sts::111122223333:assumed-role/app/s1", Outcome::Allow);
    check("*", Outcome::ImplicitDeny(Side::Session));
}

#[test]
fn a_grant_to_everyone_passes_by_a_boundary_and_not_by_a_session_policy() {
    let session = Caller::RoleSession {
        account: HOME,
        role_name: "app",
        session_arn: "arn:aws:sts::111122223333:assumed-role/app/s1",
    };
    let everyone = compile(PolicyKind::Resource, &ALLOW_HOME.replace(r#"{"AWS":"111122223333"}"#, r#""*""#));
    let (other, allow) = ([identity(OTHER)], [identity(ALLOW)]);
    let mut policies =
        Policies { resource: Some(&everyone), boundary: Some(&other[0]), ..Policies::default() };
    assert_eq!(decide(&policies, session).outcome, Outcome::Allow);
    policies.session = Some(&allow);
    assert_eq!(decide(&policies, session).outcome, Outcome::Allow);
    policies.session = Some(&other);
    policies.boundary = None;
    assert_eq!(decide(&policies, session).outcome, Outcome::ImplicitDeny(Side::Session));
}

#[test]
fn a_service_is_allowed_by_what_is_handed_over_for_it() {
    let service = Caller::Service { name: "secretsmanager.amazonaws.com" };
    assert_eq!(decide(&Policies::default(), service).outcome, Outcome::ImplicitDeny(Side::Identity));
    let allow = [identity(ALLOW)];
    let mut policies = Policies { identity: &allow, ..Policies::default() };
    assert_eq!(decide(&policies, service).outcome, Outcome::Allow);
    let denying = compile(PolicyKind::Resource, DENY_EVERYONE);
    policies.resource = Some(&denying);
    assert_eq!(decide(&policies, service).outcome, Outcome::ExplicitDeny(Side::Resource));
}

#[test]
fn refusals_are_worded_as_clients_know_them() {
    let check = |outcome: Outcome, expected: &str| {
        let reason = outcome.denial_reason("kms:Decrypt").map(|reason| reason.to_string());
        assert_eq!(reason.as_deref(), Some(expected));
    };
    check(
        Outcome::ImplicitDeny(Side::Identity),
        " because no identity-based policy allows the kms:Decrypt action",
    );
    check(
        Outcome::ImplicitDeny(Side::Resource),
        " because no resource-based policy allows the kms:Decrypt action",
    );
    check(
        Outcome::ImplicitDeny(Side::Boundary),
        " because no permissions boundary allows the kms:Decrypt action",
    );
    check(Outcome::ImplicitDeny(Side::Session), " because no session policy allows the kms:Decrypt action");
    check(Outcome::ExplicitDeny(Side::Identity), " with an explicit deny in an identity-based policy");
    check(Outcome::ExplicitDeny(Side::Resource), " with an explicit deny in a resource-based policy");
    check(Outcome::ExplicitDeny(Side::Boundary), " with an explicit deny in a permissions boundary");
    check(Outcome::ExplicitDeny(Side::Session), " with an explicit deny in a session policy");
    assert_eq!(Outcome::Allow.denial_reason("kms:Decrypt"), None);
}

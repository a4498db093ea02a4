//! Which principals can be named, and whom they reach.

use super::super::{KeyTable, Policies, Policy, PolicyKind, RequestContext};
use super::*;

const HOME: Account<'_> = Account { partition: "aws", id: "111122223333" };
const ALICE: Caller<'_> = Caller::User { account: HOME, arn: "arn:aws:iam::111122223333:user/team/alice" };
const SESSION: Caller<'_> = Caller::RoleSession {
    account: HOME,
    role_name: "app",
    session_arn: "arn:aws:sts::111122223333:assumed-role/app/s1",
};
const SERVICE: Caller<'_> = Caller::Service { name: "secretsmanager.amazonaws.com" };
const BEARER: Caller<'_> =
    Caller::WebIdentity { provider_arn: "arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/AB" };

fn reach(text: &str, caller: Caller<'_>) -> Option<Reach> {
    PrincipalPattern::aws(text).unwrap_or_else(|| panic!("{text} is supported")).reach(&caller, "aws")
}

#[test]
fn a_principal_reaches_whom_it_names() {
    let check = |text: &str, caller, expected| assert_eq!(reach(text, caller), expected, "{text}");
    check("*", ALICE, Some(Reach::Everyone));
    check("*", SERVICE, Some(Reach::Everyone));
    check("111122223333", ALICE, Some(Reach::Account));
    check("444455556666", ALICE, None);
    check("arn:aws:iam::111122223333:root", SESSION, Some(Reach::Account));
    check("arn:aws:iam::111122223333:root", Caller::Root(HOME), Some(Reach::Account));
    check("arn:aws:iam::111122223333:root", SERVICE, None);
    check("arn:aws:iam::111122223333:user/team/alice", ALICE, Some(Reach::Named));
    check("arn:aws:iam::111122223333:user/alice", ALICE, None);
    check("arn:aws:iam::111122223333:role/app", SESSION, Some(Reach::Role));
    check("arn:aws:iam::111122223333:role/path/app", SESSION, Some(Reach::Role));
    check("arn:aws:iam::111122223333:role/App", SESSION, None);
    check("arn:aws:iam::444455556666:role/app", SESSION, None);
    check("arn:aws:sts::111122223333:assumed-role/app/s1", SESSION, Some(Reach::Named));
    check("arn:aws:sts::111122223333:assumed-role/app/s2", SESSION, None);
}

#[test]
fn cve_class_03_the_same_digits_in_another_partition_are_another_account() {
    let elsewhere = Caller::Root(Account { partition: "aws-cn", ..HOME });
    assert_eq!(reach("arn:aws:iam::111122223333:root", elsewhere), None);
    assert_eq!(reach("111122223333", elsewhere), None);
    assert_eq!(reach("arn:aws-cn:iam::111122223333:root", elsewhere), Some(Reach::Account));
}

#[test]
fn what_can_reach_nobody_is_unsupported() {
    for text in [
        "",
        "alice",
        "11112222333",
        "1111222233334",
        "arn:aws:iam::111122223333:user/ali*",
        "arn:aws:iam::*:root",
        "arn:aws:iam::111122223333:user",
        "arn:aws:iam::111122223333:user/",
        "arn:aws:iam::111122223333:group/admins",
        "arn:aws:iam::111122223333:root/x",
        "arn:aws:iam:us-east-1:111122223333:root",
        "arn:aws:sts::111122223333:assumed-role/app",
        "arn:aws:sts::111122223333:assumed-role/app/",
        "arn:aws:sts::111122223333:assumed-role/path/app/s1",
    ] {
        assert_eq!(PrincipalPattern::aws(text), None, "{text}");
    }
    for text in
        ["secretsmanager", "*.amazonaws.com", ".amazonaws.com", "a..b.amazonaws.com", "evil.example.com"]
    {
        assert_eq!(PrincipalPattern::service(text), None, "{text}");
    }
    assert!(PrincipalPattern::service("lambda.us-east-1.amazonaws.com.cn").is_some());
    for text in
        ["accounts.google.com", "*", "arn:aws:iam::111122223333:user/a", "arn:aws:iam::1:oidc-provider/a"]
    {
        assert_eq!(PrincipalPattern::federated(text), None, "{text}");
    }
}

fn policy(effect: &str, element: &str) -> Result<Policy, Fault> {
    let text = format!(r#"{{"Statement":{{"Effect":"{effect}",{element},"Action":"sts:AssumeRole*"}}}}"#);
    Policy::parse(&text, PolicyKind::Trust).map_err(|malformed| malformed.fault)
}

#[test]
fn the_element_is_checked_when_written() {
    let refused = |element: &str| policy("Allow", element).err();
    let unsupported = |text: &str| Some(Fault::UnsupportedPrincipal(text.to_owned()));
    assert_eq!(refused(r#""Principal":"111122223333""#), unsupported("111122223333"));
    assert_eq!(refused(r#""Principal":{"AWS":["*","x"]}"#), unsupported("x"));
    assert_eq!(refused(r#""Principal":{"CanonicalUser":"abc"}"#), unsupported("abc"));
    assert_eq!(refused(r#""Principal":{"Service":"x"}"#), Some(Fault::UnsupportedService("x".into())));
    assert_eq!(refused(r#""Principal":{}"#), Some(Fault::EmptyList("Principal".into())));
    assert_eq!(refused(r#""Principal":{"AWS":[]}"#), Some(Fault::EmptyList("AWS".into())));
    assert_eq!(refused(r#""Principal":{"Group":"x"}"#), Some(Fault::UnknownField("Group".into())));
    assert_eq!(
        refused(r#""Principal":"*","NotPrincipal":"*""#),
        Some(Fault::ConflictingFields("Principal", "NotPrincipal"))
    );
}

/// Whether a policy with this principal element applies to the caller.
fn applies(effect: &str, element: &str, caller: Caller<'_>) -> bool {
    let (policy, keys) = (policy(effect, element).unwrap(), KeyTable::default());
    let resource = "arn:aws:iam::111122223333:role/app";
    let request = RequestContext { caller, action: "sts:AssumeRole", resource, owner: HOME, keys: &keys };
    let outcome = Policies { resource: Some(&policy), ..Policies::default() }.decide(&request).outcome;
    outcome.is_allow() || outcome == super::super::Outcome::ExplicitDeny(super::super::Side::Resource)
}

#[test]
fn a_deny_spares_only_who_is_listed_in_every_way() {
    let check = |listed: &str, caller, spared: bool| {
        let element = format!(r#""NotPrincipal":{{"AWS":[{listed}]}}"#);
        assert_eq!(applies("Deny", &element, caller), !spared, "{listed}");
    };
    let (user, root) = (r#""arn:aws:iam::111122223333:user/team/alice""#, r#""111122223333""#);
    let (role, session) =
        (r#""arn:aws:iam::111122223333:role/app""#, r#""arn:aws:sts::111122223333:assumed-role/app/s1""#);
    check(user, ALICE, false);
    check(&format!("{user},{root}"), ALICE, true);
    check(root, ALICE, false);
    check(root, Caller::Root(HOME), true);
    check(&format!("{role},{root}"), SESSION, false);
    check(&format!("{role},{session},{root}"), SESSION, true);
    check(r#""*""#, ALICE, true);
    check(root, SERVICE, false);
}

#[test]
fn an_allow_leaves_out_who_is_listed_in_any_way() {
    let check = |listed: &str, caller, allowed: bool| {
        let element = format!(r#""NotPrincipal":{{"AWS":"{listed}"}}"#);
        assert_eq!(applies("Allow", &element, caller), allowed, "{listed}");
    };
    check("arn:aws:iam::111122223333:user/eve", ALICE, true);
    check("arn:aws:iam::111122223333:user/team/alice", ALICE, false);
    check("111122223333", ALICE, false);
}

#[test]
fn a_bearer_of_a_token_is_reached_by_name_only_but_denied_by_all() {
    let provider =
        r#""Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/AB"}"#;
    assert!(applies("Allow", provider, BEARER));
    assert!(!applies("Allow", r#""Principal":"*""#, BEARER));
    assert!(!applies("Allow", r#""NotPrincipal":{"AWS":"111122223333"}"#, BEARER));
    assert!(applies("Deny", r#""Principal":"*""#, BEARER));
}

#[test]
fn a_service_is_reached_by_its_name() {
    assert!(applies("Allow", r#""Principal":{"Service":"secretsmanager.amazonaws.com"}"#, SERVICE));
    assert!(!applies("Allow", r#""Principal":{"Service":"lambda.amazonaws.com"}"#, SERVICE));
}

#[test]
fn an_id_is_of_a_user_or_of_a_role() {
    for text in ["AIDACKCEVSQ6C2EXAMPLE", "AROACKCEVSQ6C2EXAMPLE"] {
        assert_eq!(PrincipalPattern::aws(text), Some(PrincipalPattern::Id), "{text}");
    }
    for text in ["ANPACKCEVSQ6C2EXAMPLE", "AIDACKCEVSQ6C2EXAMPL", "AIDACKCEVSQ6C2EXAMPL0"] {
        assert_eq!(PrincipalPattern::aws(text), None, "{text}");
    }
}

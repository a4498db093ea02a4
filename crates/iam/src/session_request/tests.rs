use crate::policy::PolicyKind;
use crate::policy::{ConditionKey, ConditionKeys, KeyValue};
use crate::{EntityKind, Permissions, UniqueId, WrittenPolicy};

use super::*;

fn tag(key: &str, value: &str) -> Tag {
    Tag { key: key.to_owned(), value: value.to_owned() }
}

fn request(tags: &[(&str, &str)], transitive: &[&str]) -> SessionRequest {
    SessionRequest {
        session_name: "s1".to_owned(),
        tags: tags.iter().map(|(key, value)| tag(key, value)).collect(),
        transitive_tag_keys: transitive.iter().map(ToString::to_string).collect(),
        ..SessionRequest::default()
    }
}

fn session(tags: Vec<SessionTag>, source_identity: Option<&str>) -> Session {
    Session {
        issued_at: Timestamp::UNIX_EPOCH,
        expires_at: Timestamp::UNIX_EPOCH,
        policies: None,
        tags,
        source_identity: source_identity.map(ToOwned::to_owned),
        federation: None,
    }
}

fn role(session_seconds_max: u32) -> Role {
    let trust = r#"{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}}"#;
    Role {
        id: UniqueId::generate(EntityKind::Role, &mut seal::Entropy::dangerous_seeded(1)),
        name: "app".to_owned(),
        path: "/".to_owned(),
        created_at: Timestamp::UNIX_EPOCH,
        description: None,
        session_seconds_max,
        trust: WrittenPolicy::parse(trust, PolicyKind::Trust).unwrap(),
        tags: Vec::new(),
        permissions: Permissions::default(),
    }
}

#[test]
fn transitive_tags_go_on_and_cannot_be_changed() {
    let first = request(&[("Team", "blue"), ("stage", "test")], &["team"]).session_tags(None).unwrap();
    assert_eq!(
        first,
        [
            SessionTag { tag: tag("Team", "blue"), is_transitive: true },
            SessionTag { tag: tag("stage", "test"), is_transitive: false },
        ]
    );
    let inherited = session(first, None);
    let second = request(&[("stage", "live")], &[]).session_tags(Some(&inherited)).unwrap();
    assert_eq!(
        second,
        [
            SessionTag { tag: tag("Team", "blue"), is_transitive: true },
            SessionTag { tag: tag("stage", "live"), is_transitive: false },
        ]
    );
    assert_eq!(
        request(&[("TEAM", "red")], &[]).session_tags(Some(&inherited)),
        Err(SessionRefused::InheritedTag("TEAM".to_owned()))
    );
}

#[test]
fn tags_that_make_no_sense_are_refused() {
    let cases = [
        (request(&[("a", "1"), ("A", "2")], &[]), SessionRefused::DuplicateTag("A".to_owned())),
        (request(&[("a", "1")], &["b"]), SessionRefused::UnknownTransitiveTag("b".to_owned())),
        (request(&[("AWS:x", "1")], &[]), SessionRefused::ReservedTag("AWS:x".to_owned())),
    ];
    for (request, refused) in cases {
        assert_eq!(request.session_tags(None), Err(refused));
    }
}

#[test]
fn who_is_behind_a_session_stays() {
    let asked = SessionRequest { source_identity: Some("jane".to_owned()), ..request(&[], &[]) };
    assert_eq!(asked.source_identity(None), Some("jane"));
    assert!(!asked.changes_source_identity(None));
    let (same, other) = (session(Vec::new(), Some("jane")), session(Vec::new(), Some("joe")));
    assert!(!asked.changes_source_identity(Some(&same)));
    assert!(asked.changes_source_identity(Some(&other)));
    assert_eq!(request(&[], &[]).source_identity(Some(&other)), Some("joe"));
    assert!(!request(&[], &[]).changes_source_identity(Some(&other)));
}

#[test]
fn a_session_lasts_as_long_as_role_and_chain_allow() {
    let now = "2026-01-02T03:04:05.999Z".parse().unwrap();
    let asked = |seconds| SessionRequest { duration_seconds: seconds, ..request(&[], &[]) };
    let (begin, end) = asked(None).lifetime(&role(3_600), true, now).unwrap();
    assert_eq!(
        (begin.to_string(), end.to_string()),
        ("2026-01-02T03:04:05Z".to_owned(), "2026-01-02T04:04:05Z".to_owned())
    );
    assert!(asked(Some(7_200)).lifetime(&role(7_200), false, now).is_ok());
    assert_eq!(asked(Some(7_201)).lifetime(&role(7_200), true, now), Err(SessionRefused::BeyondRole));
    assert_eq!(asked(Some(3_601)).lifetime(&role(7_200), true, now), Err(SessionRefused::BeyondChain));
}

#[test]
fn policies_may_ask_about_what_is_asked_for() {
    let asked = SessionRequest {
        external_id: Some("agreed".to_owned()),
        duration_seconds: Some(900),
        ..request(&[("team", "blue")], &["team"])
    };
    let keys = asked.condition_keys(Some("jane"));
    let single = |key: &str| keys.lookup(&ConditionKey::parse(key).unwrap());
    for (key, value) in [
        ("sts:ExternalId", "agreed"),
        ("sts:RoleSessionName", "s1"),
        ("sts:SourceIdentity", "jane"),
        ("sts:DurationSeconds", "900"),
        ("aws:RequestTag/Team", "blue"),
    ] {
        assert_eq!(single(key), Some(KeyValue::Single(value.into())), "{key}");
    }
    for key in ["aws:TagKeys", "sts:TransitiveTagKeys"] {
        assert_eq!(single(key), Some(KeyValue::Many(vec!["team".into()])), "{key}");
    }
    assert_eq!(
        request(&[], &[]).condition_keys(None).lookup(&ConditionKey::parse("sts:ExternalId").unwrap()),
        None
    );
}

use arn::Partition;
use proptest::prelude::*;
use seal::Entropy;

use super::*;
use crate::policy::PolicyKind;
use crate::{EntityKind, Federation, SessionPolicies, SessionTag, Tag, WrittenPolicy};

const CONFINING: &str = r#"{"Statement":{"Effect":"Allow","Action":"secretsmanager:*","Resource":"*"}}"#;

fn id(kind: EntityKind) -> UniqueId {
    UniqueId::generate(kind, &mut Entropy::dangerous_seeded(3))
}

fn whole_session() -> Session {
    Session {
        issued_at: "2026-01-02T03:04:05Z".parse().unwrap(),
        expires_at: "2026-01-02T04:04:05Z".parse().unwrap(),
        policies: Some(SessionPolicies {
            inline: Some(WrittenPolicy::parse(CONFINING, PolicyKind::Identity).unwrap()),
            managed: vec![id(EntityKind::ManagedPolicy)],
        }),
        tags: vec![SessionTag {
            tag: Tag { key: "team".to_owned(), value: "blue".to_owned() },
            is_transitive: true,
        }],
        source_identity: Some("jane".to_owned()),
        federation: Some(Federation {
            provider_arn: "arn:aws:iam::111122223333:oidc-provider/oidc.example.com".to_owned(),
            audience: "sts.amazonaws.com".to_owned(),
            subject: "system:serviceaccount:shop:cart".to_owned(),
        }),
    }
}

fn bare_session() -> Session {
    Session { policies: None, tags: Vec::new(), source_identity: None, federation: None, ..whole_session() }
}

fn token(owner: SessionOwner, session: Session) -> SessionToken {
    let mut entropy = Entropy::dangerous_seeded(2);
    SessionToken {
        access_key: AccessKeyId::generate_temporary(&mut entropy),
        secret: SecretAccessKey::generate(&mut entropy),
        partition: Partition::Aws,
        account: "111122223333".parse().unwrap(),
        owner,
        session: Arc::new(session),
    }
}

fn of_role() -> SessionOwner {
    SessionOwner::Role { id: id(EntityKind::Role), session_name: "s1".to_owned() }
}

fn keyring() -> Keyring {
    Keyring::generate(&mut Entropy::dangerous_seeded(1))
}

fn issue(keyring: &Keyring, token: SessionToken) -> IssuedCredentials {
    let issued = token.issue(Wrap { keyring, entropy: &mut Entropy::system() });
    issued.unwrap_or_else(|failure| panic!("{failure}"))
}

fn text(issued: &IssuedCredentials) -> &str {
    str::from_utf8(issued.token.expose_secret()).unwrap()
}

#[test]
fn a_token_opens_to_what_was_sealed() {
    let keyring = keyring();
    for owner in [of_role(), SessionOwner::Root, SessionOwner::User(id(EntityKind::User))] {
        for session in [whole_session(), bare_session()] {
            let issued = issue(&keyring, token(owner.clone(), session.clone()));
            let opened = SessionToken::open(&keyring, &issued.access_key, text(&issued)).unwrap();
            assert_eq!((&opened.owner, &*opened.session), (&owner, &session));
            assert_eq!((opened.partition, opened.account.as_str()), (Partition::Aws, "111122223333"));
            assert!(opened.secret.plaintext().equals(issued.secret.plaintext()));
            assert_eq!(issued.packed_percent.is_some(), session.policies.is_some());
            assert_eq!(issued.expires_at, session.expires_at);
        }
    }
}

#[test]
fn cve_class_05_a_token_is_bound_to_its_key() {
    let keyring = keyring();
    let issued = issue(&keyring, token(of_role(), whole_session()));
    let other = AccessKeyId::generate_temporary(&mut Entropy::system());
    assert!(SessionToken::open(&keyring, &other, text(&issued)).is_err());
    let stranger = Keyring::generate(&mut Entropy::system());
    assert!(SessionToken::open(&stranger, &issued.access_key, text(&issued)).is_err());
}

#[test]
fn a_token_that_was_altered_or_cut_does_not_open() {
    let keyring = keyring();
    let issued = issue(&keyring, token(of_role(), bare_session()));
    let sealed = URL_SAFE_NO_PAD.decode(text(&issued)).unwrap();
    for byte in 0..sealed.len() {
        let mut altered = sealed.clone();
        altered[byte] ^= 1;
        let altered = URL_SAFE_NO_PAD.encode(&altered);
        assert!(SessionToken::open(&keyring, &issued.access_key, &altered).is_err(), "byte {byte}");
        let cut = URL_SAFE_NO_PAD.encode(&sealed[..byte]);
        assert!(SessionToken::open(&keyring, &issued.access_key, &cut).is_err(), "cut at {byte}");
    }
    for text in ["", "*", "AAAA", &"A".repeat(SESSION_TOKEN_BYTES_MAX + 1)] {
        assert!(SessionToken::open(&keyring, &issued.access_key, text).is_err());
    }
}

#[test]
fn a_newer_format_is_refused() {
    let record = token(of_role(), bare_session()).encode();
    let mut newer = record.expose_secret().to_vec();
    assert!(SessionToken::decode(&newer).is_some());
    newer[0] = FORMAT + 1;
    assert!(SessionToken::decode(&newer).is_none());
}

#[test]
fn a_session_is_over_in_the_second_that_it_expires() {
    let token = token(of_role(), bare_session());
    assert!(!token.session.is_over("2026-01-02T04:04:04.999Z".parse().unwrap()));
    assert!(token.session.is_over("2026-01-02T04:04:05Z".parse().unwrap()));
}

#[test]
fn the_room_of_a_token_is_bounded() {
    let keyring = keyring();
    let tags = |count: usize| {
        let tag = |number| Tag { key: format!("key-{number:03}"), value: "v".repeat(100) };
        (0..count).map(|number| SessionTag { tag: tag(number), is_transitive: false }).collect()
    };
    let mut percents = Vec::new();
    let mut count = 1;
    let refused = loop {
        let session = Session { tags: tags(count), ..bare_session() };
        let issued =
            token(of_role(), session).issue(Wrap { keyring: &keyring, entropy: &mut Entropy::system() });
        match issued {
            Ok(issued) => {
                assert!(issued.token.len() <= SESSION_TOKEN_BYTES_MAX);
                percents.push(issued.packed_percent.unwrap());
                count += 1;
            }
            Err(refused) => break refused,
        }
    };
    assert!(
        percents.is_sorted() && percents.iter().all(|percent| (1..=100).contains(percent)),
        "{percents:?}"
    );
    assert!(count > 20 && percents.last() > Some(&90), "{percents:?}");
    assert!(refused.percent > 100, "{refused}");
}

#[test]
fn the_longest_policy_that_may_be_passed_has_room() {
    let statement = |filling: usize| {
        format!(r#"{{"Statement":{{"Effect":"Allow","Action":"a:{}","Resource":"*"}}}}"#, "b".repeat(filling))
    };
    let text = statement(2_048 - statement(0).len());
    let policies = SessionPolicies {
        inline: Some(WrittenPolicy::parse(&text, PolicyKind::Identity).unwrap()),
        managed: Vec::new(),
    };
    let session = Session { policies: Some(policies), ..bare_session() };
    assert!(issue(&keyring(), token(of_role(), session)).packed_percent > Some(50));
}

proptest! {
    #[test]
    fn any_session_reads_back(
        name in "[A-Za-z0-9_+=,.@-]{2,64}",
        tags in proptest::collection::vec(("[^\0]{1,20}", "[^\0]{0,20}", any::<bool>()), 0..5),
        source_identity in proptest::option::of("[a-z]{2,64}"),
        seconds in 0i64..4_000_000_000,
    ) {
        let owner = SessionOwner::Role { id: id(EntityKind::Role), session_name: name };
        let tags = tags.into_iter().map(|(key, value, is_transitive)| SessionTag { tag: Tag { key, value }, is_transitive });
        let expires_at = Timestamp::from_second(seconds).unwrap();
        let session = Session { tags: tags.collect(), source_identity, expires_at, ..whole_session() };
        let keyring = keyring();
        let issued = issue(&keyring, token(owner.clone(), session.clone()));
        let opened = SessionToken::open(&keyring, &issued.access_key, text(&issued)).unwrap();
        prop_assert_eq!(opened.owner, owner);
        prop_assert_eq!(&*opened.session, &session);
    }

    #[test]
    fn no_bytes_open_that_nobody_sealed(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let key = AccessKeyId::generate_temporary(&mut Entropy::system());
        prop_assert!(SessionToken::open(&keyring(), &key, &URL_SAFE_NO_PAD.encode(bytes)).is_err());
    }
}

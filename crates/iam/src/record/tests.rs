use std::collections::BTreeMap;

use arn::{Partition, Region};
use seal::Entropy;
use store::Record;

use super::Attachment;
use crate::policy::PolicyKind;
use crate::{
    AccessKeyId, AccessKeyUse, Account, Binding, EntityKind, ManagedPolicy, OidcProvider, Permissions,
    PolicyVersion, Role, Tag, UniqueId, User, WrittenPolicy,
};

const IDENTITY: &str = r#"{"Statement": {"Effect":"Allow","Action":"*","Resource":"*"}}"#;
const TRUST: &str =
    r#"{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"111122223333"}}}"#;

fn id(kind: EntityKind, seed: u64) -> UniqueId {
    UniqueId::generate(kind, &mut Entropy::dangerous_seeded(seed))
}

fn permissions() -> Permissions {
    Permissions {
        inline: BTreeMap::from([(
            "own".to_owned(),
            WrittenPolicy::parse(IDENTITY, PolicyKind::Identity).unwrap(),
        )]),
        attached: vec![id(EntityKind::ManagedPolicy, 1), id(EntityKind::ManagedPolicy, 2)],
        boundary: Some(id(EntityKind::ManagedPolicy, 3)),
    }
}

fn tags() -> Vec<Tag> {
    vec![Tag { key: "team".to_owned(), value: String::new() }]
}

fn again<R: Record>(record: &R) -> R {
    let mut body = Vec::new();
    record.encode(&mut body);
    assert!(R::decode(R::FORMAT, &[255, 255]).is_err(), "{} takes anything", R::KIND);
    R::decode(R::FORMAT, &body).unwrap()
}

#[test]
fn every_record_is_read_back_as_it_was_written() {
    let created_at = "2026-01-02T03:04:05.678Z".parse().unwrap();
    let user = User {
        id: id(EntityKind::User, 4),
        name: "Alice".to_owned(),
        path: "/team/".to_owned(),
        created_at,
        tags: tags(),
        permissions: permissions(),
        access_keys: vec![AccessKeyId::generate(&mut Entropy::dangerous_seeded(5))],
    };
    assert_eq!(again(&user), user);
    let role = Role {
        id: id(EntityKind::Role, 6),
        name: "app".to_owned(),
        path: "/".to_owned(),
        created_at,
        description: Some("what for".to_owned()),
        session_seconds_max: 3_600,
        trust: WrittenPolicy::parse(TRUST, PolicyKind::Trust).unwrap().bound(vec![Binding {
            name: "arn:aws:iam::111122223333:user/a".to_owned(),
            id: id(EntityKind::User, 7),
        }]),
        tags: tags(),
        permissions: permissions(),
    };
    assert_eq!(again(&role), role);
    let document = WrittenPolicy::parse(IDENTITY, PolicyKind::Identity).unwrap();
    let policy = ManagedPolicy {
        id: id(EntityKind::ManagedPolicy, 7),
        name: "read".to_owned(),
        path: "/".to_owned(),
        description: None,
        created_at,
        updated_at: created_at,
        versions: vec![PolicyVersion { number: 3, created_at, document }],
        default_version: 3,
        newest_version: 4,
        tags: tags(),
        attachments: 5,
        boundaries: 6,
    };
    assert_eq!(again(&policy), policy);
    for kind in [EntityKind::User, EntityKind::Role] {
        let attachment = Attachment { holder: id(kind, 8), is_attached: false, is_boundary: true };
        assert_eq!(again(&attachment), attachment);
    }
    let provider = OidcProvider {
        url: "oidc.example.com/id/AB".to_owned(),
        client_ids: vec!["sts.amazonaws.com".to_owned()],
        thumbprints: vec!["0".repeat(40)],
        created_at,
        tags: tags(),
    };
    assert_eq!(again(&provider), provider);
    let id = "111122223333".parse().unwrap();
    let account = Account {
        partition: Partition::Aws,
        id,
        created_at,
        is_first: true,
        access_keys: vec![AccessKeyId::generate(&mut Entropy::dangerous_seeded(8))],
        users: 9,
        roles: 10,
    };
    assert_eq!(again(&account), account);
    let used = AccessKeyUse { at: created_at, service: "kms".into(), region: Region::us_east_1() };
    assert_eq!(again(&used), used);
}

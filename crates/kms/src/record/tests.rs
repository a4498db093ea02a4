use iam::policy::PolicyKind;
use iam::{Binding, UniqueId, WrittenPolicy};
use proptest::prelude::*;
use store::Record;

use crate::key::{Key, KeyId, KeyManager};
use crate::operations::SERVICE_ALIAS;
use crate::{Due, Duty, Grant, GrantId, GrantPrincipal, KeyPolicy, KeyState, KeyVersion};

fn again<R: Record>(record: &R) -> R {
    let mut body = Vec::new();
    record.encode(&mut body);
    R::decode(R::FORMAT, &body).unwrap()
}

/// A record as it was written before keys had owners: id, date, manager and newest version.
#[test]
fn a_service_key_of_before_still_reads() {
    let mut body = vec![0x0a, 16];
    body.extend([7; 16]);
    body.extend([0x10, 0x01, 0x18, 0x01, 0x20, 0x01]);
    let key = Key::decode(1, &body).unwrap();
    assert_eq!(key.id, KeyId::from_bytes([7; 16]));
    assert_eq!((key.manager, key.state, key.newest.0), (KeyManager::Service, KeyState::Enabled, 1));
    assert!(key.aliases.contains(SERVICE_ALIAS));
    assert_eq!(again(&key), key);
}

#[test]
fn what_a_newer_program_knows_is_not_guessed_at() {
    assert!(Key::decode(1, &[0x18, 0x09]).is_err());
    assert!(KeyVersion::decode(1, &[0x20, 0x09]).is_err());
    assert!(Grant::decode(1, &[0x48, 0x09]).is_err());
}

/// A policy and a grant read back with their ids; those of before have none, and damaged ids are not overlooked.
#[test]
fn whom_is_meant_reads_back_as_written() {
    let tenant = store::Tenant::new("aws", "000000000000", "eu-central-1");
    let id = UniqueId::of_principal("AIDACKCEVSQ6C2EXAMPLE").unwrap();
    let name = "arn:aws:iam::000000000000:user/a";
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":{{"AWS":"{name}"}},"Action":"*","Resource":"*"}}}}"#
    );
    let plain = WrittenPolicy::parse(&text, PolicyKind::KeyPolicy).unwrap();
    let bound = plain.clone().bound(vec![Binding { name: name.into(), id: id.clone() }]);
    for written in [plain, bound] {
        let bindings = written.bindings().to_vec();
        let made = "2026-11-23T00:00:00Z".parse().unwrap();
        let policy = KeyPolicy::Written(written);
        let key = again(&Key::new(KeyId::from_bytes([7; 16]), made, KeyManager::Customer, policy));
        assert_eq!(key.policy.written(&tenant).unwrap().bindings(), bindings);
    }
    for id in [None, Some(id)] {
        let grantee = GrantPrincipal { arn: name.into(), id };
        let grant = Grant {
            id: GrantId::from_bytes([7; 32]),
            key: KeyId::from_bytes([1; 16]),
            name: None,
            created_at: "2026-11-23T00:00:00Z".parse().unwrap(),
            retiring: Some(grantee.clone()),
            grantee,
            issuing_account: "arn:aws:iam::000000000000:root".into(),
            operations: Vec::new(),
            constraint: None,
        };
        assert_eq!(again(&grant), grant);
        let mut body = Vec::new();
        grant.encode(&mut body);
        body.extend([0x5a, 0x01, b'x']);
        assert!(Grant::decode(1, &body).is_err());
    }
}

proptest! {
    #[test]
    fn duties_read_back_as_written(id in any::<[u8; 16]>(), duty in 0..3_usize) {
        let duty = [Duty::Delete, Duty::Erase, Duty::Rotate][duty];
        let tenant = store::Tenant::new("aws", "000000000000", "eu-central-1");
        let due = Due::to(KeyId::from_bytes(id), &tenant, duty);
        prop_assert_eq!(again(&due), due);
    }

    #[test]
    fn no_bytes_break_a_decoder(body in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = (Key::decode(1, &body), KeyVersion::decode(1, &body), Grant::decode(1, &body));
    }
}

use iam::policy::PolicyKind;
use iam::{Binding, UniqueId, WrittenPolicy};
use jiff::Timestamp;
use proptest::prelude::*;
use store::{Record, Tenant};

use crate::{
    ArnSuffix, Day, Due, Duty, Labels, ResourcePolicy, SealedValue, Secret, SecretName, SecretSerial,
    StagingLabel, Tag, Tags, ValueKind, Version, VersionId,
};

fn again<R: Record>(record: &R) -> R {
    let mut bytes = Vec::new();
    record.encode(&mut bytes);
    R::decode(R::FORMAT, &bytes).unwrap()
}

fn secret() -> Secret {
    let version = VersionId::parse(&"v".repeat(32)).unwrap();
    Secret {
        serial: SecretSerial::from_bytes([7; 16]),
        name: SecretName::parse("prod/db").unwrap(),
        suffix: ArnSuffix::parse("AbCdEf").unwrap(),
        description: Some("words".into()),
        kms_key_id: Some("alias/aws/secretsmanager".into()),
        kind: Some("kind".into()),
        tags: Some(Tags::from_record(vec![Tag { key: "k".into(), value: "v".into() }])),
        labels: Labels::from_pairs([(StagingLabel::CURRENT, version)]),
        versions: 3,
        has_resource_policy: true,
        created_at: Timestamp::from_millisecond(1_700_000_000_123).unwrap(),
        changed_at: Timestamp::from_millisecond(1_700_000_000_124).unwrap(),
        last_accessed: Some(Day::from_number(-3)),
        deletion: Some(Timestamp::from_millisecond(1_800_000_000_000).unwrap()),
        prune_due: Some(Timestamp::from_millisecond(1_800_000_000_001).unwrap()),
    }
}

#[test]
fn a_secret_reads_back_as_written() {
    let full = secret();
    assert_eq!(again(&full), full);
    let bare = Secret {
        description: None,
        kms_key_id: None,
        kind: None,
        tags: None,
        labels: Labels::default(),
        versions: 0,
        has_resource_policy: false,
        last_accessed: None,
        deletion: None,
        prune_due: None,
        ..full.clone()
    };
    assert_eq!(again(&bare), bare);
    // No tags left is not the same as never tagged.
    let untagged = Secret { tags: Some(Tags::default()), ..full };
    assert_eq!(again(&untagged), untagged);
}

#[test]
fn versions_values_and_duties_read_back_as_written() {
    let created_at = Timestamp::from_millisecond(1).unwrap();
    let kms_key_ids = vec![None, Some(String::new()), Some("key".into())];
    let version = Version { created_at, last_accessed: Some(Day::from_number(1)), kms_key_ids };
    assert_eq!(again(&version), version);
    for kind in [ValueKind::Binary, ValueKind::String] {
        let value = SealedValue { kind, data_keys: vec![vec![1], vec![2, 3]], ciphertext: vec![4; 100] };
        assert_eq!(again(&value), value);
    }
    let tenant = Tenant::new("aws", "000000000000", "eu-central-1");
    for duty in [Duty::Erase, Duty::Prune, Duty::Purge] {
        let due = Due::to(&secret(), &tenant, duty);
        assert_eq!(again(&due), due);
    }
}

#[test]
fn a_policy_keeps_its_text() {
    let text = r#"{ "Version":"2012-10-17", "Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}"#;
    assert_eq!(again(&ResourcePolicy::parse(text).unwrap()).text(), text);
}

#[test]
fn a_policy_keeps_whom_it_means_and_one_of_before_reads_too() {
    let name = "arn:aws:iam::000000000000:user/a";
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":{{"AWS":"{name}"}},"Action":"*","Resource":"*"}}]}}"#
    );
    let id = UniqueId::of_principal("AIDACKCEVSQ6C2EXAMPLE").unwrap();
    let written = WrittenPolicy::parse(&text, PolicyKind::Resource).unwrap();
    let bound = ResourcePolicy::from_record(written.bound(vec![Binding { name: name.into(), id }]));
    assert_eq!(again(&bound), bound);
    let [low, high] = [text.len() & 0x7f, text.len() >> 7].map(|part| u8::try_from(part).unwrap());
    let mut before = vec![0x0a, 0x80 | low, high];
    before.extend(text.bytes());
    let unbound = ResourcePolicy::decode(1, &before).unwrap();
    assert_eq!((unbound.text(), unbound.written().bindings()), (text.as_str(), [].as_slice()));
    // An id that is none is not read as whoever bears the name.
    before.extend([0x12, 0x06, 0x0a, 0x01, b'n', 0x12, 0x01, b'x']);
    assert!(ResourcePolicy::decode(1, &before).is_err());
}

proptest! {
    /// Whatever lies in the store, decoding it ends in a record or in an error.
    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>, format: u8) {
        let _ = Secret::decode(format, &bytes);
        let _ = Version::decode(format, &bytes);
        let _ = SealedValue::decode(format, &bytes);
        let _ = ResourcePolicy::decode(format, &bytes);
        let _ = Due::decode(format, &bytes);
    }

    /// A record with some bytes changed decodes to something or to an error, too.
    #[test]
    fn damaged_records_never_panic(index: prop::sample::Index, byte: u8, cut: prop::sample::Index) {
        let mut bytes = Vec::new();
        secret().encode(&mut bytes);
        *index.get_mut(&mut bytes) = byte;
        bytes.truncate(cut.index(bytes.len()) + 1);
        let _ = Secret::decode(Secret::FORMAT, &bytes);
    }
}

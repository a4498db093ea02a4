//! Names: ARNs, secret ids, and the keys under which records lie.

use arn::{AccountId, Arn, Partition, Region};
use kms::{GrantToken, KeyName, KeyRef};
use secrets::{SecretId, SecretName, StagingLabel, VersionId};
use store::{KeyBytes, RecordKey, SystemKey, Tenant, TenantKey};

/// An ARN is written as it was read.
pub(crate) fn arn(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Ok(read) = text.parse::<Arn>() {
        assert_eq!(read.to_string(), text);
    }
    let _ = (text.parse::<AccountId>(), text.parse::<Partition>(), text.parse::<Region>());
}

/// A secret id keeps its text, and whatever it names can be looked for.
pub(crate) fn secret_id(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Ok(id) = SecretId::parse(text) {
        assert_eq!(id.as_str(), text);
        let _ = id.locate(&Tenant::new("aws", "000000000000", "eu-central-1"));
    }
    if let Ok(name) = SecretName::parse(text) {
        assert_eq!(name.as_str(), text);
    }
    let _ = (StagingLabel::parse(text), VersionId::parse(text));
}

/// A key that is named by its id or an alias is looked for under that very name.
pub(crate) fn key_ref(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let home = Tenant::new("aws", "000000000000", "eu-central-1");
    if let Ok(named) = KeyRef::parse(text, &home) {
        let tenant = named.tenant(&home);
        assert_eq!((tenant.partition(), tenant.region()), (home.partition(), home.region()));
        match named.name() {
            KeyName::Id(id) => assert!(text.ends_with(&id.to_string())),
            KeyName::Alias(alias) => assert!(text.ends_with(alias.as_str())),
        }
    }
}

/// A grant token is written as it was read.
pub(crate) fn grant_token(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Ok(token) = GrantToken::parse(text) {
        assert_eq!(token.to_string(), text);
    }
}

/// The parts of a key make the same key again.
pub(crate) fn key(data: &[u8]) {
    let bytes = KeyBytes::from_vec(data.to_vec());
    let _ = bytes.to_string();
    if let Some(key) = TenantKey::<secrets::Version>::from_bytes(&bytes) {
        let mut parts = key.parts();
        if let (Some(id), Some(text), true) = (parts.id(), parts.text(), parts.is_empty()) {
            assert_eq!(TenantKey::of(&key.tenant()).id(id).text(&text), key);
        }
    }
    if let Some(key) = SystemKey::<secrets::Due>::from_bytes(&bytes) {
        let mut parts = key.parts();
        let read = (parts.number(), parts.instant(), parts.id(), parts.number());
        if let ((Some(shard), Some(instant), Some(id), Some(duty)), true) = (read, parts.is_empty()) {
            assert_eq!(SystemKey::of().number(shard).instant(instant).id(id).number(duty), key);
        }
    }
}

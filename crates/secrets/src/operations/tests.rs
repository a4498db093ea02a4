//! Operations against the engine in memory, as the root of the one account calls them.

use std::net::{IpAddr, Ipv4Addr};

use arn::{Partition, Region};
use iam::policy::{ConditionKeys, KeyTable};
use iam::{AccessKeyId, Action, Authorized, Caller, Circumstances, Principal};
use seal::Plaintext;
use store::{Store, Tenant, Transaction, Work};

use super::*;
use crate::limits::READS_PER_CHUNK_MAX;
use crate::record::version_key;
use crate::{Day, Read, SecretId, SecretName, SecretValue, Tag, ValueInput, ValueKind, VersionId};

mod listing;
mod named;

/// Runs a story in one transaction, in which it sees what it wrote.
macro_rules! in_transaction {
    ($store:expr, |$tx:ident| $story:block) => {{
        struct Story;
        impl Work for Story {
            type Done = ();
            type Failure = Refusal;
            async fn run(&self, $tx: &mut Transaction) -> Result<(), Refusal> {
                $story
                Ok(())
            }
        }
        $store.transact(&Story).await.unwrap()
    }};
}
use in_transaction;

fn tenant() -> Tenant {
    Tenant::new("aws", "000000000000", "us-east-1")
}

fn caller() -> Caller {
    Caller {
        principal: Principal::Root { partition: Partition::Aws, account: "000000000000".parse().unwrap() },
        access_key: AccessKeyId::parse("AKIAEXAMPLEEXAMPLE00").unwrap(),
        session: None,
        standing: std::sync::Arc::default(),
        circumstances: Circumstances {
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            secure_transport: false,
            user_agent: None,
            region: Region::us_east_1(),
            received_at: "2026-11-23T00:00:00Z".parse().unwrap(),
            via: None,
        },
    }
}

fn name(text: &str) -> SecretName {
    SecretName::parse(text).unwrap()
}

fn id(text: &str) -> SecretId {
    SecretId::parse(text).unwrap()
}

fn token(letter: char) -> VersionId {
    VersionId::parse(&letter.to_string().repeat(32)).unwrap()
}

fn tag(key: &str, value: &str) -> Tag {
    Tag { key: key.into(), value: value.into() }
}

fn input(text: &str) -> CreateSecretInput {
    CreateSecretInput {
        name: name(text),
        token: None,
        description: None,
        kms_key_id: None,
        kind: None,
        tags: Vec::new(),
        value: ValueInput::default(),
    }
}

async fn authorized<A>(tx: &mut Transaction, text: &str) -> Authorized<A>
where
    A: Action<Subject = SecretSubject>,
{
    let subject = SecretSubject::seek(tx, &tenant(), &id(text)).await.unwrap();
    iam::authorize(&caller(), subject, &()).unwrap()
}

async fn create(tx: &mut Transaction, input: &CreateSecretInput) -> Arc<Secret> {
    let subject = SecretSubject::to_be_created(&tenant(), &input.name);
    let authorized = iam::authorize(&caller(), subject, &()).unwrap();
    create_secret(tx, authorized, input).await.unwrap().secret
}

async fn secret(tx: &mut Transaction, text: &str) -> Arc<Secret> {
    tx.get(&secret_key(&tenant(), &name(text))).await.unwrap().unwrap()
}

fn policy(statement: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Resource":"*",{statement}}}]}}"#
    )
}

async fn put(tx: &mut Transaction, statement: &str, request: &dyn ConditionKeys) -> Result<(), Refusal> {
    let authorized = authorized(tx, "x").await;
    put_resource_policy(tx, authorized, &policy(statement), false, request).await.map(|_| ())
}

async fn tag_as(tx: &mut Transaction, tags: &[Tag]) -> Result<(), Refusal> {
    let authorized = authorized(tx, "x").await;
    tag_resource(tx, authorized, tags, &())
}

async fn untag(tx: &mut Transaction, key: &str) -> Result<(), Refusal> {
    let authorized = authorized(tx, "x").await;
    untag_resource(tx, authorized, &[key.into()], &())
}

const UNLESS_BLOCKING_PUBLIC: &str = r#""Action":"secretsmanager:PutResourcePolicy","Condition":{"StringNotEquals":{"secretsmanager:BlockPublicPolicy":"true"}}"#;

#[tokio::test]
async fn a_policy_that_shuts_its_author_out_is_refused() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        create(tx, &input("x")).await;
        for statement in [
            r#""Action":"*""#,
            r#""Action":"secretsmanager:*""#,
            r#""Action":"secretsmanager:PutResourcePolicy""#,
            r#""Action":"secretsmanager:DeleteResourcePolicy""#,
            r#""NotAction":"secretsmanager:GetSecretValue""#,
            UNLESS_BLOCKING_PUBLIC,
        ] {
            let refused = put(tx, statement, &()).await;
            assert!(matches!(refused, Err(Refusal::LockedOut)), "{statement}: {refused:?}");
            assert!(!secret(tx, "x").await.has_resource_policy);
        }
        for statement in [
            r#""Action":"secretsmanager:GetSecretValue""#,
            r#""Action":"*","Condition":{"StringNotEquals":{"aws:PrincipalAccount":"000000000000"}}"#,
            r#""Action":"*","Condition":{"StringEquals":{"aws:ResourceTag/locked":"yes"}}"#,
        ] {
            put(tx, statement, &()).await.unwrap();
            let authorized = authorized(tx, "x").await;
            delete_resource_policy(tx, authorized).unwrap();
        }
    });
}

#[tokio::test]
async fn who_may_put_a_policy_in_one_way_may_put_the_next_in_the_same_way() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        create(tx, &input("x")).await;
        let mut request = KeyTable::default();
        request.insert("secretsmanager:BlockPublicPolicy", "true");
        put(tx, UNLESS_BLOCKING_PUBLIC, &request).await.unwrap();
    });
}

#[tokio::test]
async fn validating_finds_a_lock_out_with_a_secret_and_without() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        create(tx, &input("x")).await;
        let named = SecretSubject::seek(tx, &tenant(), &id("x")).await?;
        for subject in [named, SecretSubject::none_in_particular(&tenant())] {
            let authorized = iam::authorize(&caller(), subject, &()).unwrap();
            for (action, expected) in [("*", vec![PolicyFinding::LockOut]), ("GetSecretValue", Vec::new())] {
                let text = policy(&format!(r#""Action":"secretsmanager:{action}""#));
                assert_eq!(validate_resource_policy(tx, &authorized, &text).await?, expected);
            }
        }
        let unknown = SecretSubject::seek(tx, &tenant(), &id("unknown")).await?;
        let authorized = iam::authorize(&caller(), unknown, &()).unwrap();
        let refused = validate_resource_policy(tx, &authorized, &policy(r#""Action":"*""#)).await;
        assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
    });
}

#[tokio::test]
async fn tags_that_shut_out_whoever_sets_them_are_refused() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        create(tx, &input("x")).await;
        for action in ["*", "TagResource", "UntagResource", "PutResourcePolicy", "DeleteResourcePolicy"] {
            let condition = r#""Condition":{"StringEquals":{"aws:ResourceTag/locked":"yes"}}"#;
            put(tx, &format!(r#""Action":"secretsmanager:{action}",{condition}"#), &()).await.unwrap();
            let denied = tag_as(tx, &[tag("locked", "yes")]).await.unwrap_err().to_string();
            let action = if action == "*" { "TagResource" } else { action };
            assert!(
                denied.contains(&format!(
                    "not authorized to perform: secretsmanager:{action} on resource: arn:"
                )) && denied.ends_with(" with an explicit deny in a resource-based policy"),
                "{denied}"
            );
            assert_eq!(secret(tx, "x").await.tags, None);
        }
        tag_as(tx, &[tag("locked", "no")]).await.unwrap();
    });
}

#[tokio::test]
async fn removing_the_tags_that_one_is_allowed_by_is_refused() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        create(tx, &CreateSecretInput { tags: vec![tag("team", "red"), tag("a", "b")], ..input("x") }).await;
        let condition = r#""Condition":{"StringNotEquals":{"aws:ResourceTag/team":"red"}}"#;
        put(tx, &format!(r#""Action":"secretsmanager:*",{condition}"#), &()).await.unwrap();
        let refused = untag(tx, "team").await;
        assert!(matches!(refused, Err(Refusal::AccessDenied(_))), "{refused:?}");
        assert_eq!(secret(tx, "x").await.tags.as_ref().unwrap().value("team"), Some("red"));
        untag(tx, "a").await.unwrap();
    });
}

#[tokio::test]
async fn an_empty_list_of_tags_is_as_good_as_none() {
    let (store, clock) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        assert_eq!(create(tx, &input("x")).await.tags, None);
    });
    clock.advance(jiff::SignedDuration::from_secs(1));
    in_transaction!(store, |tx| {
        let before = secret(tx, "x").await;
        tag_as(tx, &[]).await.unwrap();
        assert_eq!(secret(tx, "x").await, before);
        tag_as(tx, &[tag("a", "b")]).await.unwrap();
        untag(tx, "a").await.unwrap();
        assert!(secret(tx, "x").await.tags.is_some(), "tagged once and untagged again is not untouched");
    });
}

#[tokio::test]
async fn a_version_under_the_services_own_key_names_no_key() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        for (number, key_id) in [
            None,
            Some("alias/aws/secretsmanager"),
            Some("arn:aws:kms:us-east-1:000000000000:alias/aws/secretsmanager"),
        ]
        .into_iter()
        .enumerate()
        {
            let value = SecretValue { kind: ValueKind::String, plaintext: Plaintext::new(b"x".to_vec()) };
            let value = ValueInput { string: Some(value), binary: None };
            let kms_key_id = key_id.map(str::to_owned);
            let input = input(&number.to_string());
            let made =
                create(tx, &CreateSecretInput { kms_key_id, token: Some(token('v')), value, ..input }).await;
            assert_eq!(made.kms_key_id.as_deref(), key_id);
            let version = tx.get(&version_key(&tenant(), made.serial, &token('v'))).await?.unwrap();
            assert_eq!(version.kms_key_ids, [None]);
        }
    });
}

#[tokio::test]
async fn the_window_is_looked_at_when_the_secret_is_found_and_live() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        for (days, expected) in [(Some(6), "NotFound"), (None, "NotFound")] {
            let authorized = authorized(tx, "x").await;
            let refused = delete_secret(tx, authorized, &id("x"), DeletionMode::Recoverable { days });
            assert_eq!(format!("{:?}", refused.unwrap_err()), expected);
        }
        create(tx, &input("x")).await;
        for (days, expected) in [
            (Some(6), Some("RecoveryWindow(RecoveryWindowOutOfRange { days: 6 })")),
            (Some(31), Some("RecoveryWindow(RecoveryWindowOutOfRange { days: 31 })")),
            (Some(7), None),
            (Some(6), Some("MarkedForDeletion")),
        ] {
            let authorized = authorized(tx, "x").await;
            let outcome = delete_secret(tx, authorized, &id("x"), DeletionMode::Recoverable { days });
            assert_eq!(outcome.err().map(|refusal| format!("{refusal:?}")).as_deref(), expected);
        }
    });
}

/// Creates so many secrets with a version each, named by number, a few in each transaction.
struct CreateMany(std::ops::Range<usize>);

impl Work for CreateMany {
    type Done = Vec<Read>;
    type Failure = Refusal;

    async fn run(&self, tx: &mut Transaction) -> Result<Vec<Read>, Refusal> {
        let mut reads = Vec::new();
        for number in self.0.clone() {
            let value = SecretValue { kind: ValueKind::String, plaintext: Plaintext::new(b"x".to_vec()) };
            let value = ValueInput { string: Some(value), binary: None };
            let input = input(&format!("{number:03}"));
            let made = create(tx, &CreateSecretInput { token: Some(token('v')), value, ..input }).await;
            reads.push(Read::of(&tenant(), &made, &token('v'), Day::of(tx.now())));
        }
        Ok(reads)
    }
}

struct Record<'a>(&'a [Read]);

impl Work for Record<'_> {
    type Done = ();
    type Failure = store::StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(), store::StoreError> {
        record_reads(tx, self.0).await
    }
}

#[tokio::test]
async fn many_secrets_read_at_once_are_written_down_in_chunks() {
    let (store, _) = Store::in_memory(1);
    let mut reads = Vec::new();
    for start in (0..90).step_by(10) {
        reads.extend(store.transact(&CreateMany(start..start + 10)).await.unwrap());
    }
    for chunk in reads.chunks(READS_PER_CHUNK_MAX) {
        store.transact(&Record(chunk)).await.unwrap();
    }
    in_transaction!(store, |tx| {
        let today = Some(Day::of(tx.now()));
        for number in 0..90 {
            let secret = secret(tx, &format!("{number:03}")).await;
            let version = tx.get(&version_key(&tenant(), secret.serial, &token('v'))).await?.unwrap();
            assert_eq!((secret.last_accessed, version.last_accessed), (today, today), "{number}");
        }
    });
}

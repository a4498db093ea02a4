//! Operations against the engine in memory, as a root, users and a service call them.

use std::net::{IpAddr, Ipv4Addr};

use arn::{Partition, Region};
use iam::policy::{Policy, PolicyKind};
use iam::{
    AccessKeyId, Action, Caller, Circumstances, EntityKind, PageAsked, Principal, Standing, Tag, UniqueId,
    UserName,
};
use jiff::SignedDuration;
use seal::{Entropy, Plaintext};
use store::{Store, TenantKey, Work};

use super::*;
use crate::record::{GrantOfGrantee, alias_key};
use crate::{
    AliasName, AliasSubject, Constraint, EncryptionContext, Grant, GrantOperation, GrantSubject, KeyId,
    KeyReach, KeyState, KeyVersion, RotationPeriod,
};

mod access;
mod duties;
mod grants;
mod named;

/// Runs a story in one transaction, in which it sees what it wrote.
macro_rules! in_transaction {
    ($store:expr, |$tx:ident| $story:block) => {{
        struct Story;
        impl Work for Story {
            type Done = ();
            type Failure = KeyFailure;
            async fn run(&self, $tx: &mut Transaction) -> Result<(), KeyFailure> {
                $story
                Ok(())
            }
        }
        $store.transact(&Story).await.unwrap()
    }};
}
use in_transaction;

const OWN: &str = "000000000000";
const OTHER: &str = "111122223333";

fn tenant() -> Tenant {
    Tenant::new("aws", OWN, "us-east-1")
}

fn home(caller: &Caller) -> Tenant {
    Tenant::new("aws", caller.principal.account().as_str(), "us-east-1")
}

fn caller(principal: Principal) -> Caller {
    Caller {
        principal,
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

fn root_of(account: &str) -> Caller {
    caller(Principal::Root { partition: Partition::Aws, account: account.parse().unwrap() })
}

fn root() -> Caller {
    root_of(OWN)
}

/// A user of an account, with one policy of its own that allows some actions on everything, or with none.
fn user(account: &str, name: &str, actions: Option<&str>) -> Caller {
    let principal = Principal::User(Arc::new(UserName {
        partition: Partition::Aws,
        account: account.parse().unwrap(),
        id: UniqueId::generate(EntityKind::User, &mut Entropy::dangerous_seeded(7)),
        name: name.into(),
        arn: format!("arn:aws:iam::{account}:user/{name}"),
    }));
    let identity = actions.map(|actions| {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":{actions},"Resource":"*"}}]}}"#);
        Arc::new(Policy::parse(&text, PolicyKind::Identity).unwrap())
    });
    let names = identity.iter().map(|_| "own".to_owned().into()).collect();
    let standing = Standing { identity: identity.into_iter().collect(), names, ..Standing::default() };
    Caller { standing: Arc::new(standing), ..caller(principal) }
}

async fn create(tx: &mut Transaction, input: &CreateKeyInput) -> Arc<Key> {
    let authorized = iam::authorize(&root(), AccountSubject::new(&tenant()), &()).unwrap();
    create_key(tx, &authorized, input, &()).await.unwrap()
}

async fn new_key(tx: &mut Transaction) -> KeyId {
    create(tx, &CreateKeyInput::default()).await.id
}

async fn ask<A>(tx: &mut Transaction, caller: &Caller, text: &str) -> Result<Authorized<A>, KeyFailure>
where
    A: Action<Subject = KeySubject>,
{
    let subject = KeySubject::seek(tx, caller, &home(caller), text, KeyReach::Any).await?;
    Ok(iam::authorize(caller, subject, &())?)
}

/// Asks as the root of the key's account.
async fn may<A>(tx: &mut Transaction, id: KeyId) -> Authorized<A>
where
    A: Action<Subject = KeySubject>,
{
    ask(tx, &root(), &id.to_string()).await.unwrap()
}

fn context(pairs: &[(&str, &str)]) -> EncryptionContext {
    pairs.iter().copied().collect()
}

fn plaintext() -> Plaintext {
    Plaintext::new(b"hunter2".to_vec())
}

async fn sealed(tx: &mut Transaction, id: KeyId, context: &EncryptionContext) -> Vec<u8> {
    let authorized = may::<Encrypt>(tx, id).await;
    encrypt(tx, &authorized, &plaintext(), context).await.unwrap()
}

/// What the root of the key's account gets out of a ciphertext.
async fn opened(
    tx: &mut Transaction,
    ciphertext: &[u8],
    context: &EncryptionContext,
) -> Result<Plaintext, KeyFailure> {
    let authorized = authorize_decrypt(tx, &root(), &tenant(), ciphertext, context).await?;
    decrypt(tx, &authorized, ciphertext, context).await
}

async fn key(tx: &mut Transaction, id: KeyId) -> Arc<Key> {
    tx.get(&key_key(&tenant(), id)).await.unwrap().unwrap()
}

fn alias(name: &str) -> AliasSubject {
    AliasSubject::new(&root(), &tenant(), AliasName::parse(name).unwrap())
}

fn pages(limit: usize, marker: Option<Vec<u8>>) -> PageAsked {
    PageAsked { limit, marker }
}

#[tokio::test]
async fn a_ciphertext_opens_in_its_own_context_only() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = new_key(tx).await;
        let bound = context(&[("a", "b")]);
        let ciphertext = sealed(tx, id, &bound).await;
        assert_eq!(opened(tx, &ciphertext, &bound).await?.expose_secret(), b"hunter2");
        for other in [context(&[]), context(&[("A", "b")]), context(&[("a", "b"), ("c", "")])] {
            let failure = opened(tx, &ciphertext, &other).await.err();
            assert!(matches!(failure, Some(KeyFailure::InvalidCiphertext)), "{failure:?}");
        }
        let mut damaged = ciphertext.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert!(matches!(opened(tx, &damaged, &bound).await.err(), Some(KeyFailure::InvalidCiphertext)));
        assert!(matches!(opened(tx, b"x", &bound).await.err(), Some(KeyFailure::InvalidCiphertext)));
    });
}

#[tokio::test]
async fn every_earlier_version_opens_what_it_made() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = new_key(tx).await;
        let mut made = vec![sealed(tx, id, &context(&[])).await];
        for _ in 0..3 {
            let authorized = may::<RotateKeyOnDemand>(tx, id).await;
            assert_eq!(rotate_key_on_demand(tx, &authorized)?, id);
            made.push(sealed(tx, id, &context(&[])).await);
        }
        let materials: std::collections::HashSet<_> =
            made.iter().map(|ciphertext| material_of(ciphertext).unwrap()).collect();
        assert_eq!(materials.len(), 4);
        for ciphertext in &made {
            assert_eq!(opened(tx, ciphertext, &context(&[])).await?.expose_secret(), b"hunter2");
        }
        for _ in 3..25 {
            let authorized = may::<RotateKeyOnDemand>(tx, id).await;
            rotate_key_on_demand(tx, &authorized)?;
        }
        let authorized = may::<RotateKeyOnDemand>(tx, id).await;
        assert!(matches!(rotate_key_on_demand(tx, &authorized), Err(KeyFailure::Limit(_))));
    });
}

#[tokio::test]
async fn a_ciphertext_moves_to_another_key_and_context() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let (old, new) = (new_key(tx).await, new_key(tx).await);
        let (before, after) = (context(&[("a", "1")]), context(&[("a", "2")]));
        let ciphertext = sealed(tx, old, &before).await;
        let (from, to) = (may::<ReEncryptFrom>(tx, old).await, may::<ReEncryptTo>(tx, new).await);
        let moved = re_encrypt(tx, (&from, &to), &ciphertext, (&before, &after)).await?;
        assert_eq!(opened(tx, &moved, &after).await?.expose_secret(), b"hunter2");
        let wrong = may::<ReEncryptFrom>(tx, new).await;
        let failure = re_encrypt(tx, (&wrong, &to), &ciphertext, (&before, &after)).await.err();
        assert!(matches!(failure, Some(KeyFailure::IncorrectKey)), "{failure:?}");
    });
}

#[tokio::test]
async fn a_disabled_key_does_nothing_until_it_is_enabled() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = new_key(tx).await;
        let ciphertext = sealed(tx, id, &context(&[])).await;
        let authorized = may::<DisableKey>(tx, id).await;
        disable_key(tx, &authorized)?;
        let failure = opened(tx, &ciphertext, &context(&[])).await.err();
        assert!(matches!(failure, Some(KeyFailure::Disabled { .. })), "{failure:?}");
        let data = may::<GenerateDataKey>(tx, id).await;
        let failure = generate_data_key(tx, data, &context(&[])).await.err();
        assert!(matches!(failure, Some(KeyFailure::Disabled { .. })), "{failure:?}");
        let authorized = may::<CancelKeyDeletion>(tx, id).await;
        assert!(matches!(cancel_key_deletion(tx, &authorized), Err(KeyFailure::NotPendingDeletion { .. })));
        let authorized = may::<EnableKey>(tx, id).await;
        enable_key(tx, &authorized)?;
        assert_eq!(opened(tx, &ciphertext, &context(&[])).await?.expose_secret(), b"hunter2");
    });
}

#[tokio::test]
async fn a_name_leads_to_one_key_at_a_time() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let (one, other) = (new_key(tx).await, new_key(tx).await);
        let name = iam::authorize::<CreateAliasName>(&root(), alias("alias/app"), &())?;
        let on_one = may::<CreateAlias>(tx, one).await;
        create_alias(tx, &name, &on_one).await?;
        let again = create_alias(tx, &name, &on_one).await.err();
        assert!(matches!(again, Some(KeyFailure::AliasExists { .. })), "{again:?}");
        let found = ask::<DescribeKey>(tx, &root(), "alias/app").await?;
        assert_eq!(describe_key(&found)?.id, one);

        let name = iam::authorize::<UpdateAliasName>(&root(), alias("alias/app"), &())?;
        let (from, to) = (may::<UpdateAlias>(tx, one).await, may::<UpdateAlias>(tx, other).await);
        update_alias(tx, &name, &from, &to).await?;
        let found = ask::<DescribeKey>(tx, &root(), "alias/app").await?;
        assert_eq!(describe_key(&found)?.id, other);
        assert!(key(tx, one).await.aliases.is_empty());
        assert!(key(tx, other).await.aliases.contains("alias/app"));

        let name = iam::authorize::<DeleteAliasName>(&root(), alias("alias/app"), &())?;
        let on_other = may::<DeleteAlias>(tx, other).await;
        delete_alias(tx, &name, &on_other)?;
        let gone = ask::<DescribeKey>(tx, &root(), "alias/app").await?;
        assert!(matches!(describe_key(&gone), Err(KeyFailure::AliasNotFound { .. })));
    });
}

#[tokio::test]
async fn names_of_services_are_not_for_others() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = new_key(tx).await;
        let name = iam::authorize::<CreateAliasName>(&root(), alias("alias/aws/mine"), &())?;
        let on_key = may::<CreateAlias>(tx, id).await;
        assert!(matches!(create_alias(tx, &name, &on_key).await, Err(KeyFailure::AliasReserved)));
        service_key(tx, &tenant()).await?;
        let taken = alias_target(tx, &root(), &alias(SERVICE_ALIAS)).await.err();
        assert!(matches!(taken, Some(KeyFailure::AliasReserved)), "{taken:?}");
    });
}

#[tokio::test]
async fn a_key_has_at_most_fifty_names() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = new_key(tx).await;
        // More than one transaction may hold are asked for here, so the key is given its names at once.
        let mut full = Key::clone(&*key(tx, id).await);
        full.aliases = (0..50).map(|number| format!("alias/n{number}")).collect();
        tx.put(&key_key(&tenant(), id), full)?;
        let name = iam::authorize::<CreateAliasName>(&root(), alias("alias/more"), &())?;
        let on_key = may::<CreateAlias>(tx, id).await;
        assert!(matches!(create_alias(tx, &name, &on_key).await, Err(KeyFailure::Limit(_))));
    });
}

#[tokio::test]
async fn tags_are_set_and_removed() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let tag = |key: &str| Tag { key: key.into(), value: "v".into() };
        let input = CreateKeyInput { tags: vec![tag("b")], ..CreateKeyInput::default() };
        let id = create(tx, &input).await.id;
        let authorized = may::<TagResource>(tx, id).await;
        tag_resource(tx, &authorized, &[tag("a"), tag("c")])?;
        let authorized = may::<UntagResource>(tx, id).await;
        untag_resource(tx, &authorized, &["b".into()])?;
        let authorized = may::<ListResourceTags>(tx, id).await;
        let first = list_resource_tags(tx, &authorized, &pages(1, None))?;
        assert_eq!(first.items, [tag("a")]);
        let rest = list_resource_tags(tx, &authorized, &pages(5, first.marker))?;
        assert_eq!(rest.items, [tag("c")]);
        assert!(rest.marker.is_none());
        let foreign = pages(5, Some(vec![1; 60]));
        assert!(matches!(list_resource_tags(tx, &authorized, &foreign), Err(KeyFailure::Marker(_))));
    });
}

#[tokio::test]
async fn the_policy_is_kept_byte_for_byte() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = new_key(tx).await;
        let text = format!(
            r#"{{ "Version":"2012-10-17", "Statement":[{{"Effect":"Allow","Principal":{{"AWS":"{OWN}"}},"Action":"kms:*","Resource":"*"}}] }}"#
        );
        let authorized = may::<PutKeyPolicy>(tx, id).await;
        put_key_policy(tx, &authorized, "default", &text, false).await?;
        let authorized = may::<GetKeyPolicy>(tx, id).await;
        assert_eq!(get_key_policy(tx, &authorized, "default").await?, text);
        assert!(matches!(get_key_policy(tx, &authorized, "other").await, Err(KeyFailure::PolicyName)));
    });
}

#[tokio::test]
async fn lists_go_page_by_page() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        for _ in 0..3 {
            new_key(tx).await;
        }
    });
    in_transaction!(store, |tx| {
        let authorized = iam::authorize::<ListKeys>(&root(), AccountSubject::new(&tenant()), &())?;
        let first = list_keys(tx, &authorized, &pages(2, None)).await?;
        assert_eq!(first.items.len(), 2);
        let rest = list_keys(tx, &authorized, &pages(2, first.marker)).await?;
        assert_eq!((rest.items.len(), rest.marker), (1, None));
        assert!(!first.items.contains(&rest.items[0]));
    });
}

#[tokio::test]
async fn a_context_has_a_bound() {
    let pairs = |chars: usize| std::iter::once(("a".to_owned(), "x".repeat(chars))).collect();
    // {"a":"…"} has eight characters beside the value.
    assert!(EncryptionContext::of_caller(pairs(8184)).is_ok());
    assert!(EncryptionContext::of_caller(pairs(8185)).is_err());
}

//! Users and roles whom a resource policy names: they exist, and whoever comes after them is somebody else.

use iam::operations::{CreateUserInput, GetUser, create_account, create_user, delete_user, get_user};
use iam::{Credentials, IdentitySubject, SecretAccessKey, UserName};

use super::*;

const ALICE: &str = "arn:aws:iam::000000000000:user/alice";

/// A store with the account, a user in it, and a secret.
async fn with_alice() -> Store {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let secret = SecretAccessKey::preset(Plaintext::new(vec![b'x'; 40])).unwrap();
        let credentials = Credentials { id: AccessKeyId::parse("AKIAEXAMPLEEXAMPLE01").unwrap(), secret };
        create_account(tx, Partition::Aws, &"000000000000".parse().unwrap(), &credentials).await.unwrap();
        create(tx, &input("x")).await;
    });
    in_transaction!(store, |tx| {
        make_alice(tx).await;
    });
    store
}

async fn make_alice(tx: &mut Transaction) {
    let subject = IdentitySubject::new_user(&caller().principal, "/", "alice");
    let input = CreateUserInput { path: "/".to_owned(), boundary: None, tags: Vec::new() };
    create_user(tx, &iam::authorize(&caller(), subject, &()).unwrap(), &input).await.unwrap();
}

/// Whether the present user alice, who has no policy of her own, may read the secret's policy.
async fn alice_may_read(tx: &mut Transaction) -> bool {
    let subject = IdentitySubject::user(tx, &caller().principal, "alice").await.unwrap();
    let found = iam::authorize::<GetUser>(&caller(), subject, &()).unwrap();
    let found = get_user(&found).unwrap();
    let (partition, account) = (Partition::Aws, "000000000000".parse().unwrap());
    let arn = found.arn(partition, &account);
    let name = UserName { partition, account, id: found.id.clone(), name: found.name.clone(), arn };
    let alice = Caller { principal: Principal::User(name.into()), ..caller() };
    let subject = SecretSubject::seek(tx, &tenant(), &id("x")).await.unwrap();
    iam::authorize::<GetResourcePolicy>(&alice, subject, &()).is_ok()
}

fn naming(principal: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"{principal}"}},"Action":"secretsmanager:GetResourcePolicy","Resource":"*"}}]}}"#
    )
}

async fn put_naming(tx: &mut Transaction, principal: &str) -> Result<(), Refusal> {
    let authorized = authorized(tx, "x").await;
    put_resource_policy(tx, authorized, &naming(principal), true, &()).await.map(|_| ())
}

async fn shown(tx: &mut Transaction) -> String {
    let authorized = authorized(tx, "x").await;
    get_resource_policy(tx, &authorized).await.unwrap().unwrap()
}

#[tokio::test]
async fn whoever_is_named_exists_unless_the_account_is_not_kept_here() {
    let store = with_alice().await;
    in_transaction!(store, |tx| {
        for nobody in [
            "arn:aws:iam::000000000000:user/nobody",
            "arn:aws:iam::000000000000:user/team/alice",
            "arn:aws:iam::000000000000:role/alice",
            "arn:aws:sts::000000000000:assumed-role/alice/s",
            "AIDACKCEVSQ6C2EXAMPLE",
            "AROACKCEVSQ6C2EXAMPLE",
        ] {
            let refused = put_naming(tx, nobody).await;
            assert!(
                matches!(&refused, Err(Refusal::NoSuchPrincipal { name }) if name == nobody),
                "{refused:?}"
            );
            let authorized = authorized(tx, "x").await;
            let refused = validate_resource_policy(tx, &authorized, &naming(nobody)).await;
            assert!(matches!(refused, Err(Refusal::NoSuchPrincipal { .. })), "{nobody}: {refused:?}");
        }
        let away = "arn:aws:iam::444455556666:user/anybody";
        for somebody in [ALICE, "000000000000", "arn:aws:iam::000000000000:root", away, "444455556666"] {
            put_naming(tx, somebody).await?;
        }
    });
    in_transaction!(store, |tx| {
        assert_eq!(shown(tx).await, naming("444455556666"));
    });
}

#[tokio::test]
async fn cve_class_03_a_namesake_has_nothing_by_a_resource_policy() {
    let store = with_alice().await;
    in_transaction!(store, |tx| {
        put_naming(tx, ALICE).await?;
    });
    in_transaction!(store, |tx| {
        assert!(alice_may_read(tx).await);
        assert_eq!(shown(tx).await, naming(ALICE));
        let subject = IdentitySubject::user(tx, &caller().principal, "alice").await.unwrap();
        delete_user(tx, &iam::authorize(&caller(), subject, &()).unwrap()).await.unwrap();
        make_alice(tx).await;
    });
    in_transaction!(store, |tx| {
        assert!(!alice_may_read(tx).await);
        let gone = shown(tx).await;
        assert!(gone.contains(r#"{"AWS":"AIDA"#) && !gone.contains("alice"), "{gone}");
        put_naming(tx, ALICE).await?;
    });
    in_transaction!(store, |tx| {
        assert!(alice_may_read(tx).await, "named anew");
    });
}

//! Users and roles whom a key policy or a grant names: they exist, and whoever comes after them is somebody else.

use iam::operations::{
    CreateRoleInput, CreateUserInput, create_account, create_role, create_user, delete_user, update_user,
};
use iam::{Credentials, IdentitySubject, RoleSession, SecretAccessKey, User};

use super::*;
use crate::{GrantPrincipal, InvalidKeyPolicy};

fn arn_of(resource: &str) -> String {
    format!("arn:aws:iam::{OWN}:{resource}")
}

/// A store with the account that keys are in, and a user and a role in it.
async fn with_people() -> Store {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let secret = SecretAccessKey::preset(Plaintext::new(vec![b'x'; 40])).unwrap();
        let credentials = Credentials { id: AccessKeyId::parse("AKIAEXAMPLEEXAMPLE01").unwrap(), secret };
        create_account(tx, Partition::Aws, &OWN.parse().unwrap(), &credentials).await.unwrap();
    });
    in_transaction!(store, |tx| {
        make_user(tx, "alice").await;
        let subject = IdentitySubject::new_role(&root().principal, "/team/", "app");
        let input = CreateRoleInput {
            path: "/team/".to_owned(),
            trust: governing_as(OWN, "sts:AssumeRole").replace(r#","Resource":"*""#, ""),
            description: None,
            session_seconds_max: None,
            boundary: None,
            tags: Vec::new(),
        };
        create_role(tx, &iam::authorize(&root(), subject, &()).unwrap(), &input).await.unwrap();
        new_key(tx).await;
    });
    store
}

async fn make_user(tx: &mut Transaction, name: &str) {
    let subject = IdentitySubject::new_user(&root().principal, "/", name);
    let input = CreateUserInput { path: "/".to_owned(), boundary: None, tags: Vec::new() };
    create_user(tx, &iam::authorize(&root(), subject, &()).unwrap(), &input).await.unwrap();
}

/// The user of that name as a caller without any policy.
async fn called(tx: &mut Transaction, name: &str) -> Caller {
    let found: IdentitySubject<User> = IdentitySubject::user(tx, &root().principal, name).await.unwrap();
    let authorized = iam::authorize::<iam::operations::GetUser>(&root(), found, &()).unwrap();
    let found = iam::operations::get_user(&authorized).unwrap();
    caller(Principal::User(Arc::new(UserName {
        partition: Partition::Aws,
        account: OWN.parse().unwrap(),
        id: found.id.clone(),
        name: found.name.clone(),
        arn: found.arn(Partition::Aws, &OWN.parse().unwrap()),
    })))
}

async fn drop_user(tx: &mut Transaction, name: &str) {
    let subject = IdentitySubject::user(tx, &root().principal, name).await.unwrap();
    delete_user(tx, &iam::authorize(&root(), subject, &()).unwrap()).await.unwrap();
}

/// A policy by which the account governs, and `principal` may do `action`.
fn governing_as(principal: &str, action: &str) -> String {
    let statement = |principal: &str, action: &str| {
        format!(
            r#"{{"Effect":"Allow","Principal":{{"AWS":"{principal}"}},"Action":"{action}","Resource":"*"}}"#
        )
    };
    let account = if action.starts_with("kms:") { statement(OWN, "kms:*") + "," } else { String::new() };
    format!(r#"{{"Version":"2012-10-17","Statement":[{account}{}]}}"#, statement(principal, action))
}

async fn only_key(tx: &mut Transaction) -> KeyId {
    let authorized = iam::authorize::<ListKeys>(&root(), AccountSubject::new(&tenant()), &()).unwrap();
    list_keys(tx, &authorized, &pages(10, None)).await.unwrap().items[0]
}

async fn put(tx: &mut Transaction, principal: &str) -> Result<(), KeyFailure> {
    let id = only_key(tx).await;
    let authorized = may::<PutKeyPolicy>(tx, id).await;
    put_key_policy(tx, &authorized, "default", &governing_as(principal, "kms:Decrypt"), false).await
}

async fn shown(tx: &mut Transaction) -> String {
    let id = only_key(tx).await;
    let authorized = may::<GetKeyPolicy>(tx, id).await;
    get_key_policy(tx, &authorized, "default").await.unwrap()
}

async fn may_decrypt(tx: &mut Transaction, caller: &Caller) -> bool {
    let id = only_key(tx).await;
    ask::<Decrypt>(tx, caller, &id.to_string()).await.is_ok()
}

fn input(grantee: &str, retiring: Option<&str>) -> GrantInput {
    GrantInput {
        name: Some("n".into()),
        grantee: grantee.into(),
        retiring: retiring.map(str::to_owned),
        operations: vec![GrantOperation::Decrypt],
        constraint: None,
    }
}

async fn grant(tx: &mut Transaction, input: GrantInput) -> Result<Grant, KeyFailure> {
    let id = only_key(tx).await;
    let authorized = may::<CreateGrant>(tx, id).await;
    create_grant(tx, &authorized, input).await
}

async fn granted(tx: &mut Transaction, grantee: Option<&str>) -> Vec<Grant> {
    let id = only_key(tx).await;
    let authorized = may::<ListGrants>(tx, id).await;
    list_grants(tx, &authorized, grantee, &pages(10, None)).await.unwrap().items
}

#[tokio::test]
async fn whoever_is_named_exists_unless_the_account_is_not_kept_here() {
    let store = with_people().await;
    in_transaction!(store, |tx| {
        for nobody in [
            arn_of("user/nobody"),
            arn_of("user/team/alice"),
            arn_of("role/app"),
            format!("arn:aws:sts::{OWN}:assumed-role/nobody/s"),
            "AIDACKCEVSQ6C2EXAMPLE".to_owned(),
        ] {
            let refused = put(tx, &nobody).await;
            let Err(KeyFailure::Policy(InvalidKeyPolicy::NoSuchPrincipal { name })) = refused else {
                panic!("{nobody}: {refused:?}");
            };
            assert_eq!(name, nobody);
            let account = iam::authorize(&root(), AccountSubject::new(&tenant()), &()).unwrap();
            let policy = Some(governing_as(&nobody, "kms:Decrypt"));
            let asked = CreateKeyInput { policy, ..CreateKeyInput::default() };
            let refused = create_key(tx, &account, &asked, &()).await;
            assert!(matches!(refused, Err(KeyFailure::Policy(InvalidKeyPolicy::NoSuchPrincipal { .. }))));
            for asked in [input(&nobody, None), input(&arn_of("root"), Some(&nobody))] {
                let refused = grant(tx, asked).await;
                assert!(matches!(refused, Err(KeyFailure::NoSuchGrantee { .. })), "{nobody}: {refused:?}");
            }
        }
        let away = format!("arn:aws:iam::{OTHER}:user/alice");
        for somebody in [&arn_of("user/alice"), &arn_of("role/team/app"), &arn_of("root"), &away] {
            put(tx, somebody).await?;
            grant(tx, input(somebody, Some(somebody))).await?;
        }
    });
}

#[tokio::test]
async fn what_is_not_quite_a_session_is_not_taken_for_its_role() {
    let store = with_people().await;
    in_transaction!(store, |tx| {
        for resource in [
            "sts::000000000000:assumed-role/app",
            "sts::000000000000:assumed-role/app/",
            "sts::000000000000:assumed-role/app/s/t",
            "iam::000000000000:assumed-role/app/s",
        ] {
            let refused = grant(tx, input(&format!("arn:aws:{resource}"), None)).await;
            assert!(matches!(refused, Err(KeyFailure::NoSuchGrantee { .. })), "{resource}: {refused:?}");
        }
    });
}

#[tokio::test]
async fn cve_class_03_a_namesake_has_nothing_by_a_key_policy() {
    let store = with_people().await;
    in_transaction!(store, |tx| {
        put(tx, &arn_of("user/alice")).await?;
    });
    in_transaction!(store, |tx| {
        let alice = called(tx, "alice").await;
        assert!(may_decrypt(tx, &alice).await);
        assert_eq!(shown(tx).await, governing_as(&arn_of("user/alice"), "kms:Decrypt"));
        drop_user(tx, "alice").await;
        make_user(tx, "alice").await;
    });
    in_transaction!(store, |tx| {
        let namesake = called(tx, "alice").await;
        assert!(!may_decrypt(tx, &namesake).await);
        let shown = shown(tx).await;
        assert!(shown.contains(r#""AIDA"#) && !shown.contains("alice"), "{shown}");
    });
}

#[tokio::test]
async fn cve_class_03_a_namesake_has_no_grant_of_an_earlier_one() {
    let store = with_people().await;
    in_transaction!(store, |tx| {
        grant(tx, input(&arn_of("user/alice"), Some(&arn_of("user/alice")))).await?;
    });
    in_transaction!(store, |tx| {
        let caller = called(tx, "alice").await;
        assert!(may_decrypt(tx, &caller).await);
        let subject = IdentitySubject::user(tx, &root().principal, "alice").await.unwrap();
        let authorized = iam::authorize(&root(), subject, &()).unwrap();
        update_user(tx, &authorized, Some("alicia"), None).await.unwrap();
    });
    in_transaction!(store, |tx| {
        let alicia = called(tx, "alicia").await;
        assert!(may_decrypt(tx, &alicia).await, "another name is not another person");
        let held = granted(tx, Some(&arn_of("user/alicia"))).await;
        assert_eq!(held.len(), 1);
        assert_eq!(held[0].grantee.present_name(tx).await?, arn_of("user/alicia"));
        let again = grant(tx, input(&arn_of("user/alicia"), Some(&arn_of("user/alicia")))).await?;
        assert_eq!(again.id, held[0].id);
        drop_user(tx, "alicia").await;
        make_user(tx, "alice").await;
    });
    in_transaction!(store, |tx| {
        let namesake = called(tx, "alice").await;
        assert!(!may_decrypt(tx, &namesake).await);
        let all = granted(tx, None).await;
        let gone = all[0].grantee.present_name(tx).await?;
        assert!(gone.starts_with("AIDA"), "{gone}");
        assert_eq!(granted(tx, Some(&gone)).await, all);
        assert_eq!(granted(tx, Some(&arn_of("user/alice"))).await, []);
        let token = all[0].token(&tenant()).unwrap();
        let subject = GrantSubject::of_token(tx, &namesake, &tenant(), &token).await?;
        assert!(iam::authorize::<RetireGrant>(&namesake, subject, &()).is_err());
        let subject = GrantSubject::of_token(tx, &root(), &tenant(), &token).await?;
        revoke_grant(tx, &iam::authorize(&root(), subject, &())?)?;
    });
    in_transaction!(store, |tx| {
        assert_eq!(granted(tx, None).await, []);
        let account = iam::authorize(&root(), AccountSubject::new(&tenant()), &())?;
        let all = list_retirable_grants(tx, &account, &arn_of("user/alice"), &pages(10, None)).await?;
        assert_eq!(all.items, []);
    });
}

#[tokio::test]
async fn a_grant_to_a_role_is_for_its_sessions_and_one_to_a_session_for_that_one() {
    let session = |name: &str, role_id: &UniqueId| {
        let arn = format!("arn:aws:sts::{OWN}:assumed-role/app/{name}");
        let (partition, account) = (Partition::Aws, OWN.parse().unwrap());
        let (role_name, role_arn) = ("app".to_owned(), arn_of("role/team/app"));
        let (role_id, name) = (role_id.clone(), name.to_owned());
        caller(Principal::Role(Arc::new(RoleSession {
            partition,
            account,
            role_id,
            role_name,
            role_arn,
            name,
            arn,
        })))
    };
    let other = UniqueId::generate(EntityKind::Role, &mut Entropy::dangerous_seeded(9));
    for (grantee, s2) in
        [(arn_of("role/team/app"), true), (format!("arn:aws:sts::{OWN}:assumed-role/app/s1"), false)]
    {
        let place = bound_in(&grantee).await;
        let id = place.id.clone().unwrap();
        assert!(place.is(&session("s1", &id).principal), "{grantee}");
        assert_eq!(place.is(&session("s2", &id).principal), s2, "{grantee}");
        assert!(!place.is(&session("s1", &other).principal), "a namesake of the role");
        let of_before = GrantPrincipal { arn: grantee, id: None };
        assert!(of_before.is(&session("s1", &other).principal));
    }
}

/// Whom a grant to `grantee` names.
async fn bound_in(grantee: &str) -> GrantPrincipal {
    struct Naming(String);
    impl Work for Naming {
        type Done = GrantPrincipal;
        type Failure = KeyFailure;
        async fn run(&self, tx: &mut Transaction) -> Result<GrantPrincipal, KeyFailure> {
            Ok(grant(tx, input(&self.0, None)).await?.grantee)
        }
    }
    with_people().await.transact(&Naming(grantee.to_owned())).await.unwrap()
}

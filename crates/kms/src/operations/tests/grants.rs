//! Rights that are handed out one by one.

use super::*;

fn arn_of(name: &str) -> String {
    format!("arn:aws:iam::{OWN}:user/{name}")
}

fn input(grantee: &str, operations: &[GrantOperation]) -> GrantInput {
    GrantInput {
        name: None,
        grantee: arn_of(grantee),
        retiring: None,
        operations: operations.to_vec(),
        constraint: None,
    }
}

async fn grant(tx: &mut Transaction, id: KeyId, input: GrantInput) -> Grant {
    let authorized = may::<CreateGrant>(tx, id).await;
    create_grant(tx, &authorized, input).await.unwrap()
}

async fn may_in<A>(tx: &mut Transaction, caller: &Caller, id: KeyId, context: &EncryptionContext) -> bool
where
    A: Action<Subject = KeySubject>,
{
    let reach = KeyReach::Any;
    let subject = KeySubject::seek(tx, caller, &home(caller), &id.arn(&tenant()), reach).await.unwrap();
    iam::authorize::<A>(caller, subject, context).is_ok()
}

async fn ended(tx: &mut Transaction, caller: &Caller, grant: &Grant) -> Result<(), KeyFailure> {
    let token = grant.token(&tenant()).unwrap();
    let subject = GrantSubject::of_token(tx, caller, &home(caller), &token).await?;
    let authorized = iam::authorize::<RetireGrant>(caller, subject, &())?;
    retire_grant(tx, &authorized)
}

/// Runs each part in a transaction of its own: whose grants there are is read from what was committed.
macro_rules! parts {
    ($store:expr, |$tx:ident, $id:ident| $($part:block)+) => {$(
        in_transaction!($store, |$tx| {
            let range = TenantKey::<Key>::of(&tenant()).prefix();
            let found = $tx.page(&range, 1).await?.entries.first().map(|(_, key)| key.id);
            let $id = match found {
                Some(id) => id,
                None => new_key($tx).await,
            };
            $part
        });
    )+};
}

#[tokio::test]
async fn whoever_has_a_grant_may_what_it_names() {
    let (store, _) = Store::in_memory(1);
    parts!(store, |tx, id|
        {
            assert!(!may_in::<Decrypt>(tx, &user(OWN, "a", None), id, &context(&[])).await);
            grant(tx, id, input("a", &[GrantOperation::Decrypt])).await;
        }
        {
            let none = context(&[]);
            assert!(may_in::<Decrypt>(tx, &user(OWN, "a", None), id, &none).await);
            assert!(!may_in::<Encrypt>(tx, &user(OWN, "a", None), id, &none).await);
            assert!(!may_in::<Decrypt>(tx, &user(OWN, "b", None), id, &none).await);
            assert!(!may_in::<Decrypt>(tx, &user(OTHER, "a", None), id, &none).await);
        }
    );
}

#[tokio::test]
async fn a_deny_beats_a_grant() {
    let (store, _) = Store::in_memory(1);
    parts!(store, |tx, id|
        { grant(tx, id, input("a", &[GrantOperation::Decrypt])).await; }
        {
            let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"kms:Decrypt","Resource":"*"}]}"#;
            let deny = Arc::new(Policy::parse(text, PolicyKind::Identity).unwrap());
            let standing = Standing { identity: vec![deny], names: vec!["d".to_owned().into()], ..Standing::default() };
            let denied = Caller { standing: Arc::new(standing), ..user(OWN, "a", None) };
            assert!(!may_in::<Decrypt>(tx, &denied, id, &context(&[])).await);
        }
    );
}

#[tokio::test]
async fn a_constraint_is_about_the_context() {
    let (store, _) = Store::in_memory(1);
    parts!(store, |tx, id|
        {
            let pairs = [("team".to_owned(), "red".to_owned())].into_iter().collect();
            let constraint = Some(Constraint::Subset(pairs));
            grant(tx, id, GrantInput { constraint, ..input("a", &[GrantOperation::Decrypt]) }).await;
        }
        {
            let a = user(OWN, "a", None);
            assert!(may_in::<Decrypt>(tx, &a, id, &context(&[("team", "red"), ("x", "y")])).await);
            assert!(!may_in::<Decrypt>(tx, &a, id, &context(&[("team", "blue")])).await);
            assert!(!may_in::<Decrypt>(tx, &a, id, &context(&[])).await);
        }
    );
}

#[tokio::test]
async fn the_same_name_with_the_same_content_is_the_same_grant() {
    let (store, _) = Store::in_memory(1);
    parts!(store, |tx, id|
        { grant(tx, id, GrantInput { name: Some("n".into()), ..input("a", &[GrantOperation::Decrypt]) }).await; }
        {
            let named = |operation| GrantInput { name: Some("n".into()), ..input("a", &[operation]) };
            let again = grant(tx, id, named(GrantOperation::Decrypt)).await;
            let listed = may::<ListGrants>(tx, id).await;
            let held = list_grants(tx, &listed, None, &pages(10, None)).await?.items;
            assert_eq!(held.len(), 1);
            assert_eq!(held[0].id, again.id);
            assert_ne!(grant(tx, id, named(GrantOperation::Encrypt)).await.id, again.id);
            assert_ne!(grant(tx, id, input("a", &[GrantOperation::Decrypt])).await.id, again.id);
            assert_eq!(key(tx, id).await.grants, 3);
        }
    );
}

#[tokio::test]
async fn a_grant_is_ended_by_whoever_may() {
    let (store, _) = Store::in_memory(1);
    parts!(store, |tx, id|
        {
            let plain = grant(tx, id, input("a", &[GrantOperation::Decrypt])).await;
            for nobody in [user(OWN, "a", None), user(OWN, "b", None), user(OTHER, "b", None)] {
                assert!(matches!(ended(tx, &nobody, &plain).await, Err(KeyFailure::Denied(_))));
            }
            ended(tx, &root(), &plain).await?;
            assert!(matches!(ended(tx, &root(), &plain).await, Err(KeyFailure::GrantNotFound)));
            let retiring = Some(arn_of("b"));
            let named = grant(tx, id, GrantInput { retiring, ..input("a", &[GrantOperation::Decrypt]) }).await;
            ended(tx, &user(OWN, "b", None), &named).await?;
            let own = grant(tx, id, input("a", &[GrantOperation::RetireGrant])).await;
            ended(tx, &user(OWN, "a", None), &own).await?;
            assert_eq!(key(tx, id).await.grants, 0);
        }
        {
            let listed = may::<ListGrants>(tx, id).await;
            assert!(list_grants(tx, &listed, None, &pages(10, None)).await?.items.is_empty());
            assert!(!may_in::<Decrypt>(tx, &user(OWN, "a", None), id, &context(&[])).await);
        }
    );
}

#[tokio::test]
async fn grants_are_listed_page_by_page_and_by_person() {
    let (store, _) = Store::in_memory(1);
    parts!(store, |tx, id|
        {
            for grantee in ["a", "b", "a"] {
                let retiring = Some(arn_of("r"));
                grant(tx, id, GrantInput { retiring, ..input(grantee, &[GrantOperation::Decrypt]) }).await;
            }
        }
        {
            let listed = may::<ListGrants>(tx, id).await;
            let first = list_grants(tx, &listed, None, &pages(2, None)).await?;
            let rest = list_grants(tx, &listed, None, &pages(2, first.marker)).await?;
            assert_eq!((first.items.len(), rest.items.len(), rest.marker), (2, 1, None));
            let of_a = list_grants(tx, &listed, Some(&arn_of("a")), &pages(10, None)).await?.items;
            assert_eq!(of_a.len(), 2);
            let account = AccountSubject::new(&tenant());
            let retirable = iam::authorize::<ListRetirableGrants>(&root(), account, &())?;
            let first = list_retirable_grants(tx, &retirable, &arn_of("r"), &pages(2, None)).await?;
            let rest = list_retirable_grants(tx, &retirable, &arn_of("r"), &pages(2, first.marker)).await?;
            assert_eq!((first.items.len(), rest.items.len()), (2, 1));
        }
    );
}

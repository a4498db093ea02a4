//! Who may use a key: its own policy first, then the account's, across accounts both.

use super::*;

fn key_policy(statements: &str) -> CreateKeyInput {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
    CreateKeyInput { policy: Some(text), ..CreateKeyInput::default() }
}

fn allow(principal: &str, actions: &str) -> String {
    format!(r#"{{"Effect":"Allow","Principal":{{"AWS":"{principal}"}},"Action":{actions},"Resource":"*"}}"#)
}

fn governing() -> String {
    allow(OWN, r#"["kms:Put*","kms:Describe*"]"#)
}

async fn sentence<A>(tx: &mut Transaction, caller: &Caller, text: &str) -> Option<String>
where
    A: Action<Subject = KeySubject>,
{
    ask::<A>(tx, caller, text).await.err().map(|failure| failure.to_string())
}

#[tokio::test]
async fn the_default_policy_leaves_it_to_the_account() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = new_key(tx).await.to_string();
        assert_eq!(sentence::<Encrypt>(tx, &root(), &id).await, None);
        assert_eq!(sentence::<Encrypt>(tx, &user(OWN, "a", Some(r#""kms:Encrypt""#)), &id).await, None);
        let denied = sentence::<Encrypt>(tx, &user(OWN, "a", None), &id).await.unwrap();
        assert_eq!(
            denied,
            format!(
                "User: arn:aws:iam::{OWN}:user/a is not authorized to perform: kms:Encrypt on resource: \
                 arn:aws:kms:us-east-1:{OWN}:key/{id} because no identity-based policy allows the kms:Encrypt action"
            )
        );
    });
}

#[tokio::test]
async fn nobody_has_access_that_the_policy_does_not_give() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let statements =
            [governing(), allow(&format!("arn:aws:iam::{OWN}:user/a"), r#""kms:Encrypt""#)].join(",");
        let id = create(tx, &key_policy(&statements)).await.id.to_string();
        // The account is named for governing only, so that its policies say nothing of encrypting, nor does its root.
        let all = user(OWN, "b", Some(r#""*""#));
        for caller in [&root(), &all] {
            let denied = sentence::<Encrypt>(tx, caller, &id).await.unwrap();
            assert!(
                denied.ends_with("because no resource-based policy allows the kms:Encrypt action"),
                "{denied}"
            );
            assert_eq!(sentence::<DescribeKey>(tx, caller, &id).await, None);
        }
        assert_eq!(sentence::<Encrypt>(tx, &user(OWN, "a", None), &id).await, None);
    });
}

#[tokio::test]
async fn a_policy_that_shuts_its_author_out_is_refused() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let to_a = allow(&format!("arn:aws:iam::{OWN}:user/a"), r#""kms:*""#);
        let account = || AccountSubject::new(&tenant());
        let authorized = iam::authorize::<CreateKey>(&root(), account(), &())?;
        let refused = create_key(tx, &authorized, &key_policy(&to_a), &()).await;
        assert!(matches!(refused, Err(KeyFailure::LockedOut)), "{refused:?}");
        let bypassed = CreateKeyInput { may_lock_out: true, ..key_policy(&to_a) };
        let id = create_key(tx, &authorized, &bypassed, &()).await?.id;
        assert!(ask::<PutKeyPolicy>(tx, &root(), &id.to_string()).await.is_err());
        let a = user(OWN, "a", None);
        let put = ask::<PutKeyPolicy>(tx, &a, &id.to_string()).await?;
        let to_b = bypassed.policy.unwrap().replace("user/a", "user/b");
        assert!(matches!(
            put_key_policy(tx, &put, "default", &to_b, false).await,
            Err(KeyFailure::LockedOut)
        ));
        put_key_policy(tx, &put, "default", &to_b, true).await?;
    });
}

#[tokio::test]
async fn tags_of_a_new_key_take_a_permission_of_their_own() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let input = CreateKeyInput {
            tags: vec![Tag { key: "a".into(), value: "b".into() }],
            ..CreateKeyInput::default()
        };
        for (actions, may) in
            [(r#""kms:CreateKey""#, false), (r#"["kms:CreateKey","kms:TagResource"]"#, true)]
        {
            let caller = user(OWN, "a", Some(actions));
            let authorized = iam::authorize::<CreateKey>(&caller, AccountSubject::new(&tenant()), &())?;
            assert_eq!(create_key(tx, &authorized, &input, &()).await.is_ok(), may, "{actions}");
        }
    });
}

#[tokio::test]
async fn a_key_of_another_account_takes_both_accounts() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let statements =
            [allow(OWN, r#""kms:*""#), allow(OTHER, r#"["kms:Encrypt","kms:Decrypt"]"#)].join(",");
        let shared = create(tx, &key_policy(&statements)).await.id;
        let arn = shared.arn(&tenant());
        let (allowed, other) = (user(OTHER, "a", Some(r#""kms:*""#)), user(OTHER, "b", None));
        let authorized = ask::<Encrypt>(tx, &allowed, &arn).await?;
        let bound = context(&[("a", "b")]);
        let ciphertext = encrypt(tx, &authorized, &plaintext(), &bound).await?;
        // A ciphertext finds its key in the other account, too.
        let authorized = authorize_decrypt(tx, &allowed, &home(&allowed), &ciphertext, &bound).await?;
        assert_eq!(decrypt(tx, &authorized, &ciphertext, &bound).await?.expose_secret(), b"hunter2");
        let denied = sentence::<Encrypt>(tx, &other, &arn).await.unwrap();
        assert!(denied.contains("no identity-based policy"), "{denied}");
        let denied = sentence::<GenerateDataKey>(tx, &allowed, &arn).await.unwrap();
        assert!(denied.contains("no resource-based policy"), "{denied}");
        // By its id alone it is looked for at home.
        let at_home = ask::<DescribeKey>(tx, &root_of(OTHER), &shared.to_string()).await?;
        assert!(matches!(describe_key(&at_home), Err(KeyFailure::NotFound { .. })));
        let reach = KeyReach::OwnById;
        let foreign = KeySubject::seek(tx, &allowed, &home(&allowed), &arn, reach).await.err();
        assert!(matches!(foreign, Some(KeyFailure::Foreign { .. })), "{foreign:?}");
    });
}

/// Flaw class 3: whether a key of another account exists is not told to whoever may not use it.
#[tokio::test]
async fn cve_class_03_tenant_crossing_by_probing_for_keys() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = new_key(tx).await;
        let missing = KeyId::from_bytes([9; 16]);
        let prober = user(OTHER, "a", Some(r#""kms:*""#));
        let there = sentence::<DescribeKey>(tx, &prober, &id.arn(&tenant())).await.unwrap();
        let absent = sentence::<DescribeKey>(tx, &prober, &missing.arn(&tenant())).await.unwrap();
        assert_eq!(there.replace(&id.to_string(), "KEY"), absent.replace(&missing.to_string(), "KEY"));
    });
}

#[tokio::test]
async fn the_key_of_a_service_is_used_through_it_only() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let id = service_key(tx, &tenant()).await?.id.to_string();
        let nobody = user(OWN, "a", None);
        let via = nobody.via("secretsmanager");
        assert_eq!(sentence::<Decrypt>(tx, &via, &id).await, None);
        assert_eq!(sentence::<GenerateDataKey>(tx, &via, &id).await, None);
        for caller in [&root(), &nobody, &user(OWN, "b", Some(r#""*""#)), &root().via("lambda")] {
            assert!(sentence::<Decrypt>(tx, caller, &id).await.is_some());
            assert!(sentence::<PutKeyPolicy>(tx, caller, &id).await.is_some());
            assert!(sentence::<ScheduleKeyDeletion>(tx, caller, &id).await.is_some());
        }
        assert_eq!(sentence::<DescribeKey>(tx, &root(), &id).await, None);
        let foreign = user(OTHER, "a", Some(r#""*""#)).via("secretsmanager");
        let arn = format!("arn:aws:kms:us-east-1:{OWN}:key/{id}");
        assert!(sentence::<Decrypt>(tx, &foreign, &arn).await.is_some());
    });
}

#[tokio::test]
async fn describing_the_alias_of_a_service_makes_its_key() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let found = ask::<DescribeKey>(tx, &root(), SERVICE_ALIAS).await?;
        let made = describe_key(&found)?;
        assert_eq!(made.id, service_key(tx, &tenant()).await?.id);
        assert_eq!(made.rotation.unwrap().period.days(), 365);
    });
}

#[tokio::test]
async fn policies_see_the_context_and_the_alias() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let condition = |key: &str, value: &str| {
            format!(
                r#"{{"Effect":"Deny","Principal":"*","Action":"kms:Encrypt","Resource":"*","Condition":{{"StringEquals":{{"{key}":"{value}"}}}}}}"#
            )
        };
        for (key, value, denied) in [
            ("kms:EncryptionContext:Team", "red", true),
            ("kms:EncryptionContext:team", "red", true),
            ("kms:EncryptionContext:Team", "blue", false),
            ("kms:CallerAccount", OWN, true),
            ("kms:ViaService", "secretsmanager.us-east-1.amazonaws.com", false),
            ("kms:KeySpec", "SYMMETRIC_DEFAULT", true),
            ("kms:MultiRegion", "true", false),
            ("kms:RequestAlias", "alias/app", false),
            ("aws:ResourceTag/stage", "x", false),
        ] {
            let statements = [allow(OWN, r#""kms:*""#), condition(key, value)].join(",");
            let id = create(tx, &key_policy(&statements)).await.id.to_string();
            let subject = KeySubject::seek(tx, &root(), &tenant(), &id, KeyReach::Any).await?;
            let asked = iam::authorize::<Encrypt>(&root(), subject, &context(&[("Team", "red")]));
            assert_eq!(asked.is_err(), denied, "{key}");
        }
    });
}

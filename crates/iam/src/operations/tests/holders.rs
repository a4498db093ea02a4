//! What users, roles and access keys hold: operations against the engine in memory, as the roots of two accounts call them.

use std::net::{IpAddr, Ipv4Addr};

use arn::{Partition, Region};
use seal::Plaintext;
use store::{Store, Work};

use crate::operations::*;
use crate::policy::PolicyKind;
use crate::record::{policy_key, policy_name_key};
use crate::{
    AccountIdentities, Caller, Circumstances, Credentials, EntityKind, KeyHolder, KeyStatus, ManagedPolicy,
    PageAsked, PolicyVersion, Principal, RecentUses, Remaining, SecretAccessKey, Tag, UniqueId, User,
    WrittenPolicy,
};

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

macro_rules! refused {
    ($outcome:expr, $refusal:pat) => {
        match $outcome {
            Err(refusal) => assert!(matches!(refusal, $refusal), "{refusal:?}"),
            Ok(_) => panic!("done"),
        }
    };
}

const HOME: &str = "111122223333";
const FOREIGN: &str = "444455556666";
const ALLOW: &str = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#;

fn root(account: &str) -> Principal {
    Principal::Root { partition: Partition::Aws, account: account.parse().unwrap() }
}

fn may<A: Action>(account: &str, subject: A::Subject) -> Authorized<A> {
    let caller = Caller {
        principal: root(account),
        access_key: AccessKeyId::parse("AKIAEXAMPLEEXAMPLE00").unwrap(),
        session: None,
        standing: Arc::default(),
        circumstances: Circumstances {
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            secure_transport: false,
            user_agent: None,
            region: Region::us_east_1(),
            received_at: "2026-11-23T00:00:00Z".parse().unwrap(),
            via: None,
        },
    };
    crate::authorize(&caller, subject, &()).unwrap()
}

async fn user<A>(tx: &mut Transaction, name: &str) -> Authorized<A>
where
    A: Action<Subject = IdentitySubject<User>>,
{
    may(HOME, IdentitySubject::user(tx, &root(HOME), name).await.unwrap())
}

async fn role<A>(tx: &mut Transaction, name: &str) -> Authorized<A>
where
    A: Action<Subject = IdentitySubject<crate::Role>>,
{
    may(HOME, IdentitySubject::role(tx, &root(HOME), name).await.unwrap())
}

async fn keys<A>(tx: &mut Transaction, name: Option<&str>) -> Authorized<A>
where
    A: Action<Subject = KeyHolder>,
{
    let holder = match name {
        None => KeyHolder::root(tx, &root(HOME)).await.unwrap(),
        Some(name) => KeyHolder::of_user(&IdentitySubject::user(tx, &root(HOME), name).await.unwrap()),
    };
    may(HOME, holder)
}

/// A store with two accounts.
async fn two_accounts() -> Store {
    let store = Store::in_memory(1).0;
    in_transaction!(store, |tx| {
        for (account, id) in [(HOME, "AKIAEXAMPLEEXAMPLE01"), (FOREIGN, "AKIAEXAMPLEEXAMPLE02")] {
            let secret = SecretAccessKey::preset(Plaintext::new(vec![b'x'; 40])).unwrap();
            let credentials = Credentials { id: AccessKeyId::parse(id).unwrap(), secret };
            create_account(tx, Partition::Aws, &account.parse().unwrap(), &credentials).await.unwrap();
        }
    });
    store
}

async fn make_user(tx: &mut Transaction, path: &str, name: &str) -> Result<User, Refusal> {
    let authorized = may(HOME, IdentitySubject::new_user(&root(HOME), path, name));
    let input = CreateUserInput { path: path.to_owned(), boundary: None, tags: Vec::new() };
    create_user(tx, &authorized, &input).await
}

async fn make_role(tx: &mut Transaction, name: &str, trusted: &str) -> Result<crate::Role, Refusal> {
    let authorized = may(HOME, IdentitySubject::new_role(&root(HOME), "/", name));
    let input = CreateRoleInput {
        path: "/".to_owned(),
        trust: trust(trusted),
        description: None,
        session_seconds_max: None,
        boundary: None,
        tags: Vec::new(),
    };
    create_role(tx, &authorized, &input).await
}

fn trust(trusted: &str) -> String {
    format!(
        r#"{{"Statement":{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{{"AWS":"{trusted}"}}}}}}"#
    )
}

/// Puts a managed policy into the store.
async fn make_policy(tx: &mut Transaction, name: &str) -> String {
    let identities = AccountIdentities::of(&root(HOME)).identities();
    let now = tx.now();
    let policy = ManagedPolicy {
        id: UniqueId::generate(EntityKind::ManagedPolicy, tx.entropy()),
        name: name.to_owned(),
        path: "/".to_owned(),
        description: None,
        created_at: now,
        updated_at: now,
        versions: vec![PolicyVersion {
            number: 1,
            created_at: now,
            document: WrittenPolicy::parse(ALLOW, PolicyKind::Identity).unwrap(),
        }],
        default_version: 1,
        newest_version: 1,
        tags: Vec::new(),
        attachments: 0,
        boundaries: 0,
    };
    let arn = policy.arn(Partition::Aws, &HOME.parse().unwrap());
    tx.put(&policy_name_key(&identities, name), crate::record::PolicyName(policy.id.clone())).unwrap();
    tx.put(&policy_key(&identities, &policy.id.clone()), policy).unwrap();
    arn
}

async fn bounded_by(tx: &mut Transaction, arn: &str) -> u32 {
    IdentitySubject::policy(tx, &root(HOME), arn).await.unwrap().found().unwrap().boundaries
}

fn page(limit: usize) -> PageAsked {
    PageAsked { marker: None, limit }
}

#[tokio::test]
async fn a_name_is_taken_in_any_case_and_free_again_after_deletion() {
    let store = two_accounts().await;
    in_transaction!(store, |tx| {
        let first = make_user(tx, "/team/", "Alice").await?;
        assert_eq!(
            first.arn(Partition::Aws, &HOME.parse().unwrap()),
            format!("arn:aws:iam::{HOME}:user/team/Alice")
        );
        refused!(make_user(tx, "/", "aLICE").await, Refusal::UserExists { .. });
        let authorized = user::<DeleteUser>(tx, "alice").await;
        delete_user(tx, &authorized).await?;
        refused!(get_user(&user(tx, "Alice").await), Refusal::NoSuchUser { .. });
        let second = make_user(tx, "/", "alice").await?;
        assert_ne!(first.id, second.id);
    });
}

#[tokio::test]
async fn a_user_keeps_its_id_under_another_name() {
    let store = two_accounts().await;
    in_transaction!(store, |tx| {
        let before = make_user(tx, "/", "alice").await?;
        make_user(tx, "/", "bob").await?;
        let authorized = user(tx, "alice").await;
        refused!(update_user(tx, &authorized, Some("BOB"), None).await, Refusal::UserExists { .. });
        update_user(tx, &authorized, Some("Alice"), Some("/moved/")).await?;
        let authorized = user(tx, "alice").await;
        update_user(tx, &authorized, Some("carol"), None).await?;
        let after = get_user(&user(tx, "carol").await)?;
        assert_eq!((&after.id, after.path.as_str()), (&before.id, "/moved/"));
        refused!(get_user(&user(tx, "alice").await), Refusal::NoSuchUser { .. });
        make_user(tx, "/", "alice").await?;
    });
}

#[tokio::test]
async fn whoever_has_something_left_is_not_deleted() {
    let store = two_accounts().await;
    in_transaction!(store, |tx| {
        make_user(tx, "/", "alice").await?;
        let authorized = keys(tx, Some("alice")).await;
        let key = create_access_key(tx, &authorized).await?.access_key.id;
        let authorized = user(tx, "alice").await;
        put_user_policy(tx, &authorized, "own", ALLOW)?;
        let authorized = user(tx, "alice").await;
        refused!(delete_user(tx, &authorized).await, Refusal::DeleteConflict(Remaining::InlinePolicies));
        let authorized = user(tx, "alice").await;
        delete_user_policy(tx, &authorized, "own")?;
        let authorized = user(tx, "alice").await;
        refused!(delete_user(tx, &authorized).await, Refusal::DeleteConflict(Remaining::AccessKeys));
        let authorized = keys(tx, Some("alice")).await;
        delete_access_key(tx, &authorized, &key).await?;
        let authorized = user(tx, "alice").await;
        delete_user(tx, &authorized).await?;
        let summary = get_account_summary(tx, &may(HOME, AccountIdentities::of(&root(HOME)))).await?;
        assert_eq!((summary.users, summary.roles, summary.root_has_access_keys), (0, 0, true));
    });
}

#[tokio::test]
async fn there_are_two_keys_at_most_and_each_is_its_holders() {
    let store = two_accounts().await;
    in_transaction!(store, |tx| {
        make_user(tx, "/", "alice").await?;
        make_user(tx, "/", "bob").await?;
        for holder in [Some("alice"), None] {
            while keys::<ListAccessKeys>(tx, holder).await.subject().access_keys().len() < 2 {
                let authorized = keys(tx, holder).await;
                create_access_key(tx, &authorized).await?;
            }
            let authorized = keys(tx, holder).await;
            refused!(create_access_key(tx, &authorized).await, Refusal::Quota { max: 2, .. });
            let authorized = keys(tx, holder).await;
            let listed = list_access_keys(tx, &authorized, &page(1)).await?;
            let next = PageAsked { marker: listed.marker, limit: 1 };
            let rest = list_access_keys(tx, &authorized, &next).await?;
            assert_eq!((listed.items.len(), rest.items.len(), rest.marker), (1, 1, None));
            let id = &listed.items[0].id;
            let others = keys(tx, Some("bob")).await;
            refused!(delete_access_key(tx, &others, id).await, Refusal::NoSuchAccessKey { .. });
            let authorized = keys(tx, holder).await;
            assert!(identify(tx, id).await?.is_some());
            update_access_key(tx, &authorized, id, KeyStatus::Inactive).await?;
            assert!(identify(tx, id).await?.is_none());
            update_access_key(tx, &authorized, id, KeyStatus::Active).await?;
            assert!(identify(tx, id).await?.is_some());
            let authorized = keys(tx, holder).await;
            delete_access_key(tx, &authorized, id).await?;
            assert!(identify(tx, id).await?.is_none());
        }
    });
}

#[tokio::test]
async fn the_last_use_of_a_key_is_the_latest_noted_or_written() {
    let store = two_accounts().await;
    in_transaction!(store, |tx| {
        let id = AccessKeyId::parse("AKIAEXAMPLEEXAMPLE01").unwrap();
        let uses = RecentUses::default();
        let used = |second| crate::AccessKeyUse {
            at: jiff::Timestamp::from_second(second).unwrap(),
            service: "kms".into(),
            region: Region::us_east_1(),
        };
        let authorized = may(HOME, KeyHolder::of_key(tx, &root(HOME), &id).await?);
        assert_eq!(get_access_key_last_used(tx, &authorized, &id, &uses).await?, None);
        record_uses(tx, &[(id.clone(), used(5))]).await?;
        record_uses(tx, &[(id.clone(), used(3))]).await?;
        assert_eq!(get_access_key_last_used(tx, &authorized, &id, &uses).await?, Some(used(5)));
        uses.note(&id, used(7));
        assert_eq!(get_access_key_last_used(tx, &authorized, &id, &uses).await?, Some(used(7)));
        let gone = AccessKeyId::parse("AKIAEXAMPLEEXAMPLE99").unwrap();
        record_uses(tx, &[(gone.clone(), used(5))]).await?;
        assert_eq!(
            tx.get(&crate::record::use_key(&gone)).await?,
            None,
            "of a key that is gone nothing is kept"
        );
    });
}

#[tokio::test]
async fn cve_class_03_an_account_sees_no_identity_of_another() {
    let store = two_accounts().await;
    in_transaction!(store, |tx| {
        make_user(tx, "/", "alice").await?;
        make_role(tx, "app", HOME).await?;
        let arn = make_policy(tx, "bound").await;
        let authorized = keys(tx, Some("alice")).await;
        let key = create_access_key(tx, &authorized).await?.access_key.id;
        let foreign = root(FOREIGN);
        assert!(IdentitySubject::user(tx, &foreign, "alice").await?.found().is_none());
        assert!(IdentitySubject::role(tx, &foreign, "app").await?.found().is_none());
        assert!(IdentitySubject::policy(tx, &foreign, &arn).await?.found().is_none());
        for id in [key, AccessKeyId::parse("AKIAEXAMPLEEXAMPLE01").unwrap()] {
            let holder = KeyHolder::of_key(tx, &foreign, &id).await?;
            assert!(holder.access_keys().is_empty());
            let uses = RecentUses::default();
            let asked = get_access_key_last_used(tx, &may(FOREIGN, holder), &id, &uses).await;
            refused!(asked, Refusal::NoSuchAccessKey { .. });
            let own = may::<DeleteAccessKey>(FOREIGN, KeyHolder::root(tx, &foreign).await?);
            refused!(delete_access_key(tx, &own, &id).await, Refusal::NoSuchAccessKey { .. });
        }
        let listed = may::<GetAccountSummary>(FOREIGN, AccountIdentities::of(&foreign));
        let summary = get_account_summary(tx, &listed).await?;
        assert_eq!(summary, AccountSummary { root_has_access_keys: true, ..AccountSummary::default() });
    });
    in_transaction!(store, |tx| {
        let listed = may::<ListUsers>(FOREIGN, AccountIdentities::of(&root(FOREIGN)));
        assert!(list_users(tx, &listed, "/", &page(10)).await?.items.is_empty());
    });
}

#[tokio::test]
async fn the_policies_of_ones_own_have_one_quota_together() {
    let store = two_accounts().await;
    in_transaction!(store, |tx| {
        make_user(tx, "/", "alice").await?;
        let long = |characters: usize| {
            let empty = r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":""}}"#;
            let name = format!("arn:aws:s3:::{}", "x".repeat(characters - empty.len() - 13));
            format!("  {}", empty.replace(r#""Resource":"""#, &format!(r#""Resource":"{name}""#)))
        };
        for (name, characters, fits) in
            [("a", 2_049, false), ("a", 2_048, true), ("b", 100, false), ("a", 1_948, true), ("b", 100, true)]
        {
            let authorized = user(tx, "alice").await;
            let done = put_user_policy(tx, &authorized, name, &long(characters));
            if fits {
                done?;
            } else {
                refused!(done, Refusal::PoliciesTooLong { noun: "user", max: 2_048, .. });
            }
        }
        let authorized = user(tx, "alice").await;
        assert_eq!(list_user_policies(tx, &authorized, &page(9))?.items, ["a", "b"]);
        assert_eq!(get_user_policy(&user(tx, "alice").await, "b")?.text(), long(100));
        refused!(get_user_policy(&user(tx, "alice").await, "c"), Refusal::NoSuchUserPolicy { .. });
        let authorized = user(tx, "alice").await;
        refused!(put_user_policy(tx, &authorized, "c", "{"), Refusal::MalformedPolicy(_));
    });
}

#[tokio::test]
async fn a_policy_knows_how_many_it_bounds() {
    let store = two_accounts().await;
    in_transaction!(store, |tx| {
        let (first, second) = (make_policy(tx, "first").await, make_policy(tx, "second").await);
        let authorized = may(HOME, IdentitySubject::new_user(&root(HOME), "/", "alice"));
        let boundary = Some(first.clone());
        let input = CreateUserInput { path: "/".to_owned(), boundary, tags: Vec::new() };
        create_user(tx, &authorized, &input).await?;
        make_role(tx, "app", HOME).await?;
        let authorized = role(tx, "app").await;
        put_role_permissions_boundary(tx, &authorized, &first).await?;
        assert_eq!(bounded_by(tx, &first).await, 2);
        let authorized = role(tx, "app").await;
        put_role_permissions_boundary(tx, &authorized, &first).await?;
        assert_eq!(bounded_by(tx, &first).await, 2);
        let authorized = user(tx, "alice").await;
        put_user_permissions_boundary(tx, &authorized, &second).await?;
        assert_eq!((bounded_by(tx, &first).await, bounded_by(tx, &second).await), (1, 1));
        let missing = "arn:aws:iam::111122223333:policy/missing";
        let authorized = user(tx, "alice").await;
        refused!(
            put_user_permissions_boundary(tx, &authorized, missing).await,
            Refusal::NotAttachable { .. }
        );
    });
    in_transaction!(store, |tx| {
        let [first, second] = ["first", "second"].map(|name| format!("arn:aws:iam::{HOME}:policy/{name}"));
        assert_eq!(bounded_by(tx, &second).await, 1, "a refusal has changed nothing");
        let authorized = role(tx, "app").await;
        delete_role_permissions_boundary(tx, &authorized).await?;
        let authorized = role(tx, "app").await;
        delete_role_permissions_boundary(tx, &authorized).await?;
        let authorized = user(tx, "alice").await;
        delete_user(tx, &authorized).await?;
        assert_eq!((bounded_by(tx, &first).await, bounded_by(tx, &second).await), (0, 0));
    });
}

#[tokio::test]
async fn a_trust_policy_means_whom_it_named_when_it_was_written() {
    const ALICE: &str = "arn:aws:iam::111122223333:user/alice";
    let store = two_accounts().await;
    in_transaction!(store, |tx| {
        make_user(tx, "/", "alice").await?;
        make_role(tx, "trusted", FOREIGN).await?;
    });
    in_transaction!(store, |tx| {
        for nobody in [
            "arn:aws:iam::111122223333:user/nobody",
            "arn:aws:iam::111122223333:user/other/alice",
            "arn:aws:iam::444455556666:user/alice",
            "arn:aws:iam::111122223333:role/nobody",
            "arn:aws:sts::111122223333:assumed-role/nobody/1",
            "AIDACKCEVSQ6C2EXAMPLE",
        ] {
            refused!(make_role(tx, "app", nobody).await, Refusal::NoSuchPrincipal { .. });
        }
        let made = make_role(tx, "app", ALICE).await?;
        assert_eq!(made.trust.bindings()[0].name, ALICE);
        assert_eq!(present_text(tx, &made.trust).await?, trust(ALICE));
        make_role(tx, "of-a-session", "arn:aws:sts::111122223333:assumed-role/trusted/1").await?;
        let authorized = role(tx, "trusted").await;
        refused!(update_assume_role_policy(tx, &authorized, "{}").await, Refusal::MalformedPolicy(_));
    });
    in_transaction!(store, |tx| {
        let authorized = user(tx, "alice").await;
        update_user(tx, &authorized, Some("alicia"), None).await?;
    });
    in_transaction!(store, |tx| {
        let app = get_role(&role(tx, "app").await)?;
        let shown = present_text(tx, &app.trust).await?;
        assert!(shown.contains("user/alicia"), "{shown}");
        let authorized = user(tx, "alicia").await;
        delete_user(tx, &authorized).await?;
        make_user(tx, "/", "alice").await?;
    });
    in_transaction!(store, |tx| {
        let app = get_role(&role(tx, "app").await)?;
        let shown = present_text(tx, &app.trust).await?;
        assert!(shown.contains(app.trust.bindings()[0].id.as_str()) && !shown.contains("alice"), "{shown}");
        refused!(
            make_role(tx, "again", app.trust.bindings()[0].id.as_str()).await,
            Refusal::NoSuchPrincipal { .. }
        );
    });
}

#[tokio::test]
async fn listings_go_through_paths_page_by_page() {
    let store = two_accounts().await;
    in_transaction!(store, |tx| {
        for (path, name) in [("/a/", "B"), ("/b/", "a"), ("/a/", "c"), ("/a/x/", "D"), ("/", "e")] {
            make_user(tx, path, name).await?;
        }
    });
    in_transaction!(store, |tx| {
        let authorized = may::<ListUsers>(HOME, AccountIdentities::of(&root(HOME)));
        let mut asked = page(2);
        let mut names = Vec::new();
        loop {
            let found = list_users(tx, &authorized, "/a/", &asked).await?;
            names.push(found.items.iter().map(|user| user.name.clone()).collect::<Vec<_>>());
            asked.marker = found.marker;
            if asked.marker.is_none() {
                break;
            }
            let other = list_users(tx, &authorized, "/", &asked).await;
            refused!(other, Refusal::PagingToken(_));
        }
        assert_eq!(names, [vec!["B", "c"], vec!["D"]]);
    });
}

#[tokio::test]
async fn tags_of_a_role_are_listed_by_key() {
    let store = two_accounts().await;
    in_transaction!(store, |tx| {
        make_role(tx, "app", HOME).await?;
        let tag = |key: &str| Tag { key: key.to_owned(), value: "v".to_owned() };
        let authorized = role(tx, "app").await;
        tag_role(tx, &authorized, &[tag("b"), tag("A"), tag("c")])?;
        let authorized = role(tx, "app").await;
        untag_role(tx, &authorized, &["C".to_owned()])?;
        let authorized = role(tx, "app").await;
        assert_eq!(list_role_tags(tx, &authorized, &page(9))?.items, [tag("A"), tag("b")]);
        let authorized = role(tx, "nobody").await;
        refused!(tag_role(tx, &authorized, &[tag("a")]), Refusal::NoSuchRole { .. });
        let authorized = role(tx, "app").await;
        let reserved = tag_role(tx, &authorized, &[tag("aws:a")]);
        refused!(reserved, Refusal::Tags(_));
        let authorized = role(tx, "app").await;
        update_role(tx, &authorized, None, Some(7_200))?;
        let authorized = role(tx, "app").await;
        let described = update_role_description(tx, &authorized, "what for")?;
        assert_eq!(
            (described.session_seconds_max, described.description.as_deref()),
            (7_200, Some("what for"))
        );
    });
}

#[tokio::test]
async fn a_boundary_confines_what_policies_allow() {
    let store = two_accounts().await;
    in_transaction!(store, |tx| {
        let arn = make_policy(tx, "bound").await;
        let identities = AccountIdentities::of(&root(HOME)).identities();
        let narrow = r#"{"Statement":{"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}}"#;
        let bound = IdentitySubject::policy(tx, &root(HOME), &arn).await?;
        let mut policy = ManagedPolicy::clone(bound.found().unwrap());
        policy.versions[0].document = WrittenPolicy::parse(narrow, PolicyKind::Identity).unwrap();
        tx.put(&policy_key(&identities, &policy.id.clone()), policy)?;
        make_user(tx, "/", "alice").await?;
        make_role(tx, "app", HOME).await?;
        let authorized = user(tx, "alice").await;
        put_user_policy(tx, &authorized, "all", ALLOW)?;
        let refusals = |standing, role: IdentitySubject<crate::Role>| {
            let mut caller = may::<GetRole>(HOME, role.clone()).caller().clone();
            let named = crate::UserName {
                partition: Partition::Aws,
                account: HOME.parse().unwrap(),
                id: UniqueId::generate(EntityKind::User, &mut seal::Entropy::dangerous_seeded(1)),
                name: "alice".to_owned(),
                arn: format!("arn:aws:iam::{HOME}:user/alice"),
            };
            caller.principal = Principal::User(Arc::new(named));
            caller.standing = Arc::new(standing);
            let text = |denied: crate::AccessDenied| denied.to_string();
            let reads = crate::authorize::<GetRole>(&caller, role.clone(), &()).err().map(text);
            (reads, crate::authorize::<DeleteRole>(&caller, role, &()).err().map(text))
        };
        for is_bounded in [false, true] {
            if is_bounded {
                let authorized = user(tx, "alice").await;
                put_user_permissions_boundary(tx, &authorized, &arn).await?;
            }
            let alice = get_user(&user(tx, "alice").await)?;
            let principal =
                Principal::User(Arc::new(alice.principal(Partition::Aws, &HOME.parse().unwrap())));
            let standing = stand(tx, &principal, None).await?.unwrap();
            let (reads, deletes) = refusals(standing, IdentitySubject::role(tx, &root(HOME), "app").await?);
            assert_eq!(reads, None);
            let denied = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:DeleteRole on \
                resource: arn:aws:iam::111122223333:role/app because no permissions boundary allows the \
                iam:DeleteRole action";
            assert_eq!(deletes.as_deref(), is_bounded.then_some(denied));
        }
    });
}

//! Operations against the engine in memory, as the root of the one account calls them.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use arn::{Partition, Region};
use store::{Store, Transaction, Work};

use super::*;
use crate::policy::PolicyKind;
use crate::record::{RoleName, UserNamed, identities, role_key, role_name_key, user_key, user_name_key};
use crate::{
    AccessKeyId, AccountIdentities, Action, Authorized, Caller, Circumstances, EntityKind, IdentitySubject,
    ManagedPolicy, OidcProvider, Page, PageAsked, Permissions, PolicyUse, Principal, Refusal, Role, Standing,
    Tag, UniqueId, User, VersionRefused, WrittenPolicy, authorize,
};

/// Runs a story in one transaction, in which it sees what it wrote, pages apart.
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

mod bench;
mod holders;

const ACCOUNT: &str = "000000000000";
const ALLOW: &str = r#"{"Statement":{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}}"#;
const DENY: &str = r#"{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}"#;

fn root() -> Principal {
    Principal::Root { partition: Partition::Aws, account: ACCOUNT.parse().unwrap() }
}

fn caller() -> Caller {
    Caller {
        principal: root(),
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
    }
}

fn arn(name: &str) -> String {
    format!("arn:aws:iam::{ACCOUNT}:policy/{name}")
}

async fn on_policy<A>(tx: &mut Transaction, arn: &str) -> Authorized<A>
where
    A: Action<Subject = IdentitySubject<ManagedPolicy>>,
{
    let subject = IdentitySubject::policy(tx, &root(), arn).await.unwrap();
    authorize(&caller(), subject, &()).unwrap()
}

async fn on_user<A>(tx: &mut Transaction, name: &str) -> Authorized<A>
where
    A: Action<Subject = IdentitySubject<User>>,
{
    let subject = IdentitySubject::user(tx, &root(), name).await.unwrap();
    authorize(&caller(), subject, &()).unwrap()
}

async fn on_role<A>(tx: &mut Transaction, name: &str) -> Authorized<A>
where
    A: Action<Subject = IdentitySubject<Role>>,
{
    let subject = IdentitySubject::role(tx, &root(), name).await.unwrap();
    authorize(&caller(), subject, &()).unwrap()
}

async fn on_provider<A>(tx: &mut Transaction, url: &str) -> Authorized<A>
where
    A: Action<Subject = IdentitySubject<OidcProvider>>,
{
    let arn = OidcProvider::arn_of(url, Partition::Aws, &ACCOUNT.parse().unwrap());
    let subject = IdentitySubject::provider(tx, &root(), &arn).await.unwrap();
    authorize(&caller(), subject, &()).unwrap()
}

fn on_account<A>() -> Authorized<A>
where
    A: Action<Subject = AccountIdentities>,
{
    authorize(&caller(), AccountIdentities::of(&root()), &()).unwrap()
}

async fn try_create(tx: &mut Transaction, name: &str, document: &str) -> Result<Arc<ManagedPolicy>, Refusal> {
    let subject = IdentitySubject::new_policy(&root(), "/", name);
    let authorized = authorize(&caller(), subject, &()).unwrap();
    let new = NewPolicy { name, path: "/", description: None, document, tags: &[] };
    create_policy(tx, authorized, &new).await
}

async fn create(tx: &mut Transaction, name: &str) -> Arc<ManagedPolicy> {
    try_create(tx, name, ALLOW).await.unwrap()
}

fn put_user(tx: &mut Transaction, name: &str) -> UniqueId {
    let identities = identities(Partition::Aws, &ACCOUNT.parse().unwrap());
    let id = UniqueId::generate(EntityKind::User, tx.entropy());
    let user = User {
        id: id.clone(),
        name: name.to_owned(),
        path: "/team/".to_owned(),
        created_at: tx.now(),
        tags: Vec::new(),
        permissions: Permissions::default(),
        access_keys: Vec::new(),
    };
    tx.put(&user_name_key(&identities, name), UserNamed(id.clone())).unwrap();
    tx.put(&user_key(&identities, &id), user).unwrap();
    id
}

fn put_role(tx: &mut Transaction, name: &str) -> UniqueId {
    let identities = identities(Partition::Aws, &ACCOUNT.parse().unwrap());
    let trust = r#"{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"*"}}}"#;
    let id = UniqueId::generate(EntityKind::Role, tx.entropy());
    let role = Role {
        id: id.clone(),
        name: name.to_owned(),
        path: "/".to_owned(),
        created_at: tx.now(),
        description: None,
        session_seconds_max: 3_600,
        trust: WrittenPolicy::parse(trust, PolicyKind::Trust).unwrap(),
        tags: Vec::new(),
        permissions: Permissions::default(),
    };
    tx.put(&role_name_key(&identities, name), RoleName(id.clone())).unwrap();
    tx.put(&role_key(&identities, &id), role).unwrap();
    id
}

async fn attach_to_user(tx: &mut Transaction, user: &str, arn: &str) -> Result<(), Refusal> {
    let authorized = on_user::<AttachUserPolicy>(tx, user).await;
    let policy = IdentitySubject::policy(tx, &root(), arn).await.unwrap();
    attach_policy(tx, authorized, &policy).await
}

async fn detach_from_user(tx: &mut Transaction, user: &str, arn: &str) -> Result<(), Refusal> {
    let authorized = on_user::<DetachUserPolicy>(tx, user).await;
    let policy = IdentitySubject::policy(tx, &root(), arn).await.unwrap();
    detach_policy(tx, authorized, &policy).await
}

async fn attach_to_role(tx: &mut Transaction, role: &str, arn: &str) -> Result<(), Refusal> {
    let authorized = on_role::<AttachRolePolicy>(tx, role).await;
    let policy = IdentitySubject::policy(tx, &root(), arn).await.unwrap();
    attach_policy(tx, authorized, &policy).await
}

async fn get(tx: &mut Transaction, arn: &str) -> Result<Arc<ManagedPolicy>, Refusal> {
    get_policy(&on_policy(tx, arn).await)
}

async fn delete(tx: &mut Transaction, arn: &str) -> Result<(), Refusal> {
    let authorized = on_policy(tx, arn).await;
    delete_policy(tx, &authorized)
}

async fn standing_of_user(tx: &mut Transaction, name: &str) -> Standing {
    let subject = IdentitySubject::user(tx, &root(), name).await.unwrap();
    let user = subject.found().unwrap().principal(Partition::Aws, &ACCOUNT.parse().unwrap());
    stand(tx, &Principal::User(Arc::new(user)), None).await.unwrap().unwrap()
}

const fn page(limit: usize) -> PageAsked {
    PageAsked { marker: None, limit }
}

#[tokio::test]
async fn a_policy_is_made_read_and_deleted() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let made = create(tx, "Read").await;
        assert_eq!((made.default_version, made.versions.len(), made.is_used()), (1, 1, false));
        assert_eq!(get(tx, &arn("Read")).await.unwrap(), made);
        for other in [arn("read"), arn("path/Read"), "arn:aws:iam::111122223333:policy/Read".to_owned()] {
            let missing = get(tx, &other).await.unwrap_err();
            assert!(matches!(&missing, Refusal::NoSuchPolicy { arn } if *arn == other), "{missing:?}");
        }
        let taken = try_create(tx, "rEAD", ALLOW).await.unwrap_err();
        assert!(matches!(taken, Refusal::PolicyExists { .. }), "names differ in more than case");
        delete(tx, &arn("Read")).await.unwrap();
        assert!(matches!(delete(tx, &arn("Read")).await, Err(Refusal::NoSuchPolicy { .. })));
        assert_ne!(create(tx, "read").await.id, made.id, "a recreated policy is another one");
    });
}

#[tokio::test]
async fn documents_are_policies_within_their_quota() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        // One text of a policy has a bound of its own, so the quota is filled with two.
        let long = |characters: usize| {
            let [first, second] = [3_000, characters - 3_000].map(|half| {
                let (begin, end) = (r#"{"Effect":"Allow","Resource":"*","Action":"kms:"#, r#""}"#);
                format!("{begin}{}{end}", "a".repeat(half - begin.len() - end.len()))
            });
            let (begin, end) = (r#"{"Statement":["#, "]}");
            let surplus = begin.len() + end.len() + 1;
            let second = second.replacen(&"a".repeat(surplus), "", 1);
            format!("{begin}{first},{second}{end}")
        };
        assert_eq!(long(6_144).len(), 6_144);
        let spaced = long(6_144).replace(',', " ,\n ");
        try_create(tx, "fits", &spaced).await.unwrap();
        let refused = try_create(tx, "long", &long(6_145)).await.unwrap_err();
        assert!(matches!(refused, Refusal::Quota { quota: "PolicySize", max: 6_144 }), "{refused:?}");
        let refused = try_create(tx, "none", "{}").await.unwrap_err();
        assert!(matches!(refused, Refusal::MalformedPolicy(_)), "{refused:?}");
    });
}

#[tokio::test]
async fn a_version_in_force_binds_whoever_has_the_policy() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let text = |standing: &Standing| format!("{:?}", standing.identity);
        create(tx, "p").await;
        put_user(tx, "alice");
        assert!(standing_of_user(tx, "alice").await.identity.is_empty());
        attach_to_user(tx, "alice", &arn("p")).await.unwrap();
        assert!(text(&standing_of_user(tx, "alice").await).contains("Allow"));
        let authorized = on_policy(tx, &arn("p")).await;
        let version = create_policy_version(tx, &authorized, DENY, false).unwrap();
        assert_eq!(version.number, 2);
        assert!(text(&standing_of_user(tx, "alice").await).contains("Allow"));
        let authorized = on_policy(tx, &arn("p")).await;
        set_default_policy_version(tx, &authorized, 2).unwrap();
        assert!(text(&standing_of_user(tx, "alice").await).contains("Deny"));
        let authorized = on_policy(tx, &arn("p")).await;
        assert!(matches!(
            delete_policy_version(tx, &authorized, 2),
            Err(Refusal::Version(VersionRefused::InForce))
        ));
        assert!(matches!(delete(tx, &arn("p")).await, Err(Refusal::PolicyInUse)));
        detach_from_user(tx, "alice", &arn("p")).await.unwrap();
        assert!(standing_of_user(tx, "alice").await.identity.is_empty());
        assert!(matches!(delete(tx, &arn("p")).await, Err(Refusal::PolicyHasVersions)));
        let authorized = on_policy(tx, &arn("p")).await;
        delete_policy_version(tx, &authorized, 1).unwrap();
        delete(tx, &arn("p")).await.unwrap();
    });
}

#[tokio::test]
async fn attachments_are_counted_once_each() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        create(tx, "p").await;
        put_user(tx, "alice");
        put_role(tx, "app");
        for _ in 0..2 {
            attach_to_user(tx, "alice", &arn("p")).await.unwrap();
            attach_to_role(tx, "app", &arn("p")).await.unwrap();
            assert_eq!(get(tx, &arn("p")).await.unwrap().attachments, 2);
        }
        detach_from_user(tx, "alice", &arn("p")).await.unwrap();
        assert_eq!(get(tx, &arn("p")).await.unwrap().attachments, 1);
        let again = detach_from_user(tx, "alice", &arn("p")).await;
        assert!(matches!(again, Err(Refusal::NoSuchPolicy { .. })));
        let missing = attach_to_user(tx, "alice", &arn("none")).await;
        assert!(matches!(missing, Err(Refusal::NotAttachable { .. })));
        let missing = attach_to_user(tx, "bob", &arn("p")).await;
        assert!(matches!(missing, Err(Refusal::NoSuchUser { name }) if name == "bob"));
        let missing = attach_to_role(tx, "alice", &arn("p")).await;
        assert!(matches!(missing, Err(Refusal::NoSuchRole { name }) if name == "alice"));
        for number in 0..10 {
            create(tx, &format!("p{number}")).await;
            attach_to_user(tx, "alice", &arn(&format!("p{number}"))).await.unwrap();
        }
        let eleventh = attach_to_user(tx, "alice", &arn("p")).await;
        assert!(matches!(eleventh, Err(Refusal::Quota { quota: "PoliciesPerUser", max: 10 })));
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn counts_stay_right_when_many_attach_at_once() {
    struct Attach(usize);
    impl Work for Attach {
        type Done = ();
        type Failure = Refusal;
        async fn run(&self, tx: &mut Transaction) -> Result<(), Refusal> {
            let name = format!("user{}", self.0 / 2);
            attach_to_user(tx, &name, &arn("p")).await
        }
    }
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        create(tx, "p").await;
        (0..12).for_each(|number| drop(put_user(tx, &format!("user{number}"))));
    });
    let store = Arc::new(store);
    let attaching = (0..24).map(|number| {
        let store = Arc::clone(&store);
        tokio::spawn(async move { store.transact(&Attach(number)).await })
    });
    for attached in attaching.collect::<Vec<_>>() {
        attached.await.unwrap().unwrap();
    }
    in_transaction!(store, |tx| {
        assert_eq!(get(tx, &arn("p")).await.unwrap().attachments, 12);
    });
}

async fn holders(tx: &mut Transaction, asked: &HolderListing, limit: usize) -> Vec<String> {
    let mut names = Vec::new();
    let mut marker = None;
    loop {
        let authorized = on_policy(tx, &arn("p")).await;
        let asked_page = PageAsked { marker, limit };
        let found = list_entities_for_policy(tx, &authorized, asked, &asked_page).await.unwrap();
        assert!(found.items.len() <= limit);
        names.extend(found.items.iter().map(|holder| match holder {
            PolicyHolder::Role(role) => role.name.clone(),
            PolicyHolder::User(user) => user.name.clone(),
        }));
        marker = found.marker;
        if marker.is_none() {
            names.sort();
            return names;
        }
    }
}

#[tokio::test]
async fn whoever_has_a_policy_is_listed() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let policy = create(tx, "p").await;
        create(tx, "other").await;
        for name in ["alice", "bob", "carol"] {
            put_user(tx, name);
            attach_to_user(tx, name, &arn("p")).await.unwrap();
        }
        put_role(tx, "app");
        attach_to_role(tx, "app", &arn("p")).await.unwrap();
        attach_to_role(tx, "app", &arn("other")).await.unwrap();
        let bounded = put_user(tx, "dave");
        let identities = identities(Partition::Aws, &ACCOUNT.parse().unwrap());
        let policy = policy_by_id(tx, &identities, &policy.id).await.unwrap().unwrap();
        policy_change::note_use(tx, &identities, &policy, &bounded, (PolicyUse::Boundary, true))
            .await
            .unwrap();
        detach_from_user(tx, "carol", &arn("p")).await.unwrap();
    });
    in_transaction!(store, |tx| {
        let policy = get(tx, &arn("p")).await.unwrap();
        assert_eq!((policy.attachments, policy.boundaries), (3, 1));
        let all = HolderListing {
            includes_users: true,
            includes_roles: true,
            path_prefix: "/".to_owned(),
            policy_use: None,
        };
        for limit in [1, 2, 100] {
            assert_eq!(holders(tx, &all, limit).await, ["alice", "app", "bob", "dave"]);
        }
        let attached = HolderListing { policy_use: Some(PolicyUse::Attached), ..all.clone() };
        assert_eq!(holders(tx, &attached, 2).await, ["alice", "app", "bob"]);
        let bounded = HolderListing { policy_use: Some(PolicyUse::Boundary), ..all.clone() };
        assert_eq!(holders(tx, &bounded, 2).await, ["dave"]);
        let users = HolderListing { includes_roles: false, ..all.clone() };
        assert_eq!(holders(tx, &users, 2).await, ["alice", "bob", "dave"]);
        let by_path = HolderListing { path_prefix: "/team/".to_owned(), ..all.clone() };
        assert_eq!(holders(tx, &by_path, 1).await, ["alice", "bob", "dave"]);
        let authorized = on_policy(tx, &arn("p")).await;
        let first = list_entities_for_policy(tx, &authorized, &all, &page(1)).await.unwrap();
        let stolen = PageAsked { marker: first.marker, limit: 1 };
        let refused = list_entities_for_policy(tx, &authorized, &users, &stolen).await;
        assert!(matches!(refused, Err(Refusal::PagingToken(_))), "a marker is good for its own question");
    });
}

async fn policies(tx: &mut Transaction, asked: &PolicyListing, limit: usize) -> Vec<String> {
    let mut names = Vec::new();
    let mut marker = None;
    loop {
        let asked_page = PageAsked { marker, limit };
        let Page { items, marker: next } =
            list_policies(tx, &on_account(), asked, &asked_page).await.unwrap();
        assert!(items.len() <= limit);
        names.extend(items.iter().map(|policy| policy.name.clone()));
        marker = next;
        if marker.is_none() {
            return names;
        }
    }
}

#[tokio::test]
async fn policies_are_listed_by_name_the_accounts_own_first() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        for name in ["b", "A", "c", "ReadOnlyAccess"] {
            create(tx, name).await;
        }
        put_user(tx, "alice");
        attach_to_user(tx, "alice", &arn("c")).await.unwrap();
        attach_to_user(tx, "alice", "arn:aws:iam::aws:policy/ReadOnlyAccess").await.unwrap();
    });
    in_transaction!(store, |tx| {
        let all = PolicyListing {
            includes_own: true,
            includes_aws: true,
            only_used: false,
            path_prefix: String::new(),
            policy_use: None,
        };
        let own = ["A", "b", "c", "ReadOnlyAccess"];
        let of_aws = [
            "AdministratorAccess",
            "AWSKeyManagementServicePowerUser",
            "IAMFullAccess",
            "IAMReadOnlyAccess",
            "ReadOnlyAccess",
            "SecretsManagerReadWrite",
        ];
        for limit in [1, 3, 100] {
            assert_eq!(policies(tx, &all, limit).await, [own.as_slice(), &of_aws].concat());
            let local = PolicyListing { includes_aws: false, ..all.clone() };
            assert_eq!(policies(tx, &local, limit).await, own);
            let shipped = PolicyListing { includes_own: false, ..all.clone() };
            assert_eq!(policies(tx, &shipped, limit).await, of_aws);
            let used = PolicyListing { only_used: true, ..all.clone() };
            assert_eq!(policies(tx, &used, limit).await, ["c", "ReadOnlyAccess"]);
            let bounding = PolicyListing { policy_use: Some(PolicyUse::Boundary), ..all.clone() };
            assert!(policies(tx, &bounding, limit).await.is_empty());
            let elsewhere = PolicyListing { path_prefix: "/team/".to_owned(), ..all.clone() };
            assert!(policies(tx, &elsewhere, limit).await.is_empty());
        }
    });
}

#[tokio::test]
async fn the_policies_of_aws_are_everybodys_and_nobody_changes_them() {
    const ARN: &str = "arn:aws:iam::aws:policy/SecretsManagerReadWrite";
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        put_user(tx, "alice");
        attach_to_user(tx, "alice", ARN).await.unwrap();
        let standing = standing_of_user(tx, "alice").await;
        assert_eq!(standing.identity.len(), 1);
        let policy = get(tx, ARN).await.unwrap();
        assert_eq!((policy.attachments, policy.versions.len()), (1, 1));
        assert!(matches!(
            delete(tx, ARN).await,
            Err(Refusal::PolicyOfAws { action: "iam:DeletePolicy", .. })
        ));
        let authorized = on_policy(tx, ARN).await;
        assert!(matches!(
            create_policy_version(tx, &authorized, DENY, true),
            Err(Refusal::PolicyOfAws { .. })
        ));
        let authorized = on_policy(tx, ARN).await;
        let tags = [Tag { key: "a".to_owned(), value: "b".to_owned() }];
        assert!(matches!(tag_policy(tx, &authorized, &tags), Err(Refusal::PolicyOfAws { .. })));
        detach_from_user(tx, "alice", ARN).await.unwrap();
        assert_eq!(get(tx, ARN).await.unwrap().attachments, 0);
    });
}

#[tokio::test]
async fn attached_policies_are_listed_by_name() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        put_user(tx, "alice");
        for name in ["b", "a", "c"] {
            create(tx, name).await;
            attach_to_user(tx, "alice", &arn(name)).await.unwrap();
        }
        let authorized = on_user::<ListAttachedUserPolicies>(tx, "alice").await;
        let first = list_attached_policies(tx, &authorized, "/", &page(2)).await.unwrap();
        let names = |page: &Page<Arc<ManagedPolicy>>| {
            page.items.iter().map(|policy| policy.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&first), ["a", "b"]);
        let rest = PageAsked { marker: first.marker, limit: 2 };
        let rest = list_attached_policies(tx, &authorized, "/", &rest).await.unwrap();
        assert_eq!((names(&rest), rest.marker), (vec!["c".to_owned()], None));
        let none = list_attached_policies(tx, &authorized, "/team/", &page(2)).await.unwrap();
        assert_eq!(none, Page { items: Vec::new(), marker: None });
    });
}

#[tokio::test]
async fn versions_are_listed_newest_first() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        create(tx, "p").await;
        for _ in 0..4 {
            let authorized = on_policy(tx, &arn("p")).await;
            create_policy_version(tx, &authorized, DENY, true).unwrap();
        }
        let authorized = on_policy(tx, &arn("p")).await;
        let sixth = create_policy_version(tx, &authorized, DENY, true);
        assert!(matches!(sixth, Err(Refusal::Version(VersionRefused::TooMany))));
        let authorized = on_policy(tx, &arn("p")).await;
        let numbers = |page: &Page<crate::PolicyVersion>| {
            page.items.iter().map(|version| version.number).collect::<Vec<_>>()
        };
        let (policy, first) = list_policy_versions(tx, &authorized, &page(3)).unwrap();
        assert_eq!((policy.default_version, numbers(&first)), (5, vec![5, 4, 3]));
        let rest = PageAsked { marker: first.marker, limit: 3 };
        let (_, rest) = list_policy_versions(tx, &authorized, &rest).unwrap();
        assert_eq!((numbers(&rest), rest.marker), (vec![2, 1], None));
        let authorized = on_policy(tx, &arn("p")).await;
        let (version, in_force) = get_policy_version(&authorized, 1).unwrap();
        assert_eq!((version.document.text(), in_force), (ALLOW, false));
        let unknown = get_policy_version(&authorized, 6);
        assert!(matches!(unknown, Err(Refusal::Version(VersionRefused::Unknown))));
    });
}

#[tokio::test]
async fn tags_are_set_listed_and_removed() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        create(tx, "p").await;
        let tag = |key: &str, value: &str| Tag { key: key.to_owned(), value: value.to_owned() };
        let authorized = on_policy(tx, &arn("p")).await;
        tag_policy(tx, &authorized, &[tag("b", "1"), tag("a", "2")]).unwrap();
        let authorized = on_policy(tx, &arn("p")).await;
        let tags = list_policy_tags(tx, &authorized, &page(100)).unwrap();
        assert_eq!(tags.items, [tag("a", "2"), tag("b", "1")]);
        let authorized = on_policy(tx, &arn("p")).await;
        untag_policy(tx, &authorized, &["A".to_owned(), "unknown".to_owned()]).unwrap();
        assert_eq!(get(tx, &arn("p")).await.unwrap().tags, [tag("b", "1")]);
    });
}

async fn register(tx: &mut Transaction, url: &str) -> Result<Arc<OidcProvider>, Refusal> {
    let subject = IdentitySubject::new_provider(&root(), url.trim_start_matches("https://"));
    let authorized = authorize(&caller(), subject, &()).unwrap();
    let client_ids = ["sts.amazonaws.com".to_owned()];
    let new = NewProvider { url, client_ids: &client_ids, thumbprints: &[], tags: &[] };
    create_provider(tx, authorized, &new).await
}

#[tokio::test]
async fn a_provider_lives_from_its_registration_to_its_end() {
    const URL: &str = "oidc.example.com/id/AB";
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        let made = register(tx, &format!("https://{URL}")).await.unwrap();
        assert_eq!(made.url, URL);
        let again = register(tx, &format!("https://{URL}")).await.unwrap_err();
        assert!(matches!(again, Refusal::ProviderExists { url } if url == format!("https://{URL}")));
        assert!(matches!(register(tx, "http://x").await, Err(Refusal::Provider(_))));
        for _ in 0..2 {
            let authorized = on_provider(tx, URL).await;
            add_client_id(tx, &authorized, "another").unwrap();
        }
        let authorized = on_provider(tx, URL).await;
        remove_client_id(tx, &authorized, "sts.amazonaws.com").unwrap();
        let authorized = on_provider(tx, URL).await;
        update_thumbprints(tx, &authorized, &["a".repeat(40)]).unwrap();
        let authorized = on_provider(tx, URL).await;
        tag_provider(tx, &authorized, &[Tag { key: "k".to_owned(), value: "v".to_owned() }]).unwrap();
        let provider = get_provider(&on_provider(tx, URL).await).unwrap();
        assert_eq!(provider.client_ids, ["another"]);
        assert_eq!(provider.thumbprints, ["a".repeat(40)]);
        let authorized = on_provider(tx, URL).await;
        assert_eq!(list_provider_tags(tx, &authorized, &page(9)).unwrap().items, provider.tags);
        let authorized = on_provider(tx, URL).await;
        untag_provider(tx, &authorized, &["K".to_owned()]).unwrap();
        assert!(get_provider(&on_provider(tx, URL).await).unwrap().tags.is_empty());
        for _ in 0..2 {
            let authorized = on_provider(tx, URL).await;
            delete_provider(tx, &authorized).unwrap();
        }
        let gone = get_provider(&on_provider(tx, URL).await);
        assert!(matches!(gone, Err(Refusal::NoSuchProvider { .. })));
    });
}

#[tokio::test]
async fn providers_are_listed_and_have_a_quota() {
    let (store, _) = Store::in_memory(1);
    for chunk in 0..4_u64 {
        struct Register(u64);
        impl Work for Register {
            type Done = ();
            type Failure = Refusal;
            async fn run(&self, tx: &mut Transaction) -> Result<(), Refusal> {
                for number in 0..25 {
                    register(tx, &format!("https://x{:02}.example.com", self.0 * 25 + number)).await?;
                }
                Ok(())
            }
        }
        store.transact(&Register(chunk)).await.unwrap();
    }
    in_transaction!(store, |tx| {
        let providers = list_providers(tx, on_account()).await.unwrap();
        assert_eq!(providers.len(), 100);
        assert!(providers.is_sorted_by_key(|provider| &provider.url));
        let refused = register(tx, "https://more.example.com").await;
        assert!(matches!(refused, Err(Refusal::Quota { max: 100, .. })));
    });
}

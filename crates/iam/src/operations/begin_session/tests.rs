//! Sessions on the engine in memory: who begins them, what they may, and how they end.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use arn::{AccountId, Partition, Region};
use jiff::Timestamp;
use store::{Store, StoreError, Transaction, Work};

use super::{Begun, SessionError};
use crate::operations::*;
use crate::policy::PolicyKind;
use crate::record::{
    PolicyName, RoleName, identities, policy_key, policy_name_key, provider_key, role_key, role_name_key,
    user_key,
};
use crate::{
    AccessKeyId, Caller, Circumstances, EntityKind, ManagedPolicy, OidcProvider, Permissions, PolicyVersion,
    Principal, Role, RoleArn, RoleToAssume, SessionRefused, SessionRequest, SessionToken, Tag, UniqueId,
    User, WrittenPolicy, authorize,
};

const HOME: &str = "111122223333";
const AWAY: &str = "444455556666";
const NOW: &str = "2026-01-02T03:04:05.500Z";

/// Runs a story in one transaction, in which it sees what it wrote.
macro_rules! in_transaction {
    (|$tx:ident| $story:block) => {{
        struct Story;
        impl Work for Story {
            type Done = ();
            type Failure = StoreError;
            async fn run(&self, $tx: &mut Transaction) -> Result<(), StoreError> {
                $story
                Ok(())
            }
        }
        let (store, _) = Store::in_memory(1);
        store.transact(&Story).await.unwrap()
    }};
}

mod sessions;
mod web_identity;

fn account(id: &str) -> AccountId {
    id.parse().unwrap()
}

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn allow(actions: &str, resource: &str) -> String {
    format!(r#"{{"Statement":{{"Effect":"Allow","Action":[{actions}],"Resource":"{resource}"}}}}"#)
}

fn trust(principal: &str, actions: &str) -> String {
    format!(r#"{{"Statement":{{"Effect":"Allow","Action":[{actions}],"Principal":{principal}}}}}"#)
}

fn permissions(policy: Option<&str>) -> Permissions {
    let written = |text| WrittenPolicy::parse(text, PolicyKind::Identity).unwrap();
    let inline = policy.map(|text| ("own".to_owned(), written(text)));
    Permissions { inline: inline.into_iter().collect(), ..Permissions::default() }
}

/// Puts a role with a fresh id under its name, whatever has been there.
fn put_role(tx: &mut Transaction, at: &str, (name, trust): (&str, &str), policy: Option<&str>) -> Role {
    let role = Role {
        id: UniqueId::generate(EntityKind::Role, tx.entropy()),
        name: name.to_owned(),
        path: "/team/".to_owned(),
        created_at: now(),
        description: None,
        session_seconds_max: 7_200,
        trust: WrittenPolicy::parse(trust, PolicyKind::Trust).unwrap(),
        tags: vec![Tag { key: "kind".to_owned(), value: "role".to_owned() }],
        permissions: permissions(policy),
    };
    let tenant = identities(Partition::Aws, &account(at));
    tx.put(&role_name_key(&tenant, name), RoleName(role.id.clone())).unwrap();
    tx.put(&role_key(&tenant, &role.id), role.clone()).unwrap();
    role
}

fn put_user(tx: &mut Transaction, at: &str, policy: Option<&str>) -> Principal {
    let user = User {
        id: UniqueId::generate(EntityKind::User, tx.entropy()),
        name: "alice".to_owned(),
        path: "/".to_owned(),
        created_at: now(),
        tags: Vec::new(),
        permissions: permissions(policy),
        access_keys: Vec::new(),
    };
    let principal = Principal::User(Arc::new(user.principal(Partition::Aws, &account(at))));
    tx.put(&user_key(&identities(Partition::Aws, &account(at)), &user.id), user).unwrap();
    principal
}

fn put_policy(tx: &mut Transaction, name: &str, text: &str) -> String {
    let policy = ManagedPolicy {
        id: UniqueId::generate(EntityKind::ManagedPolicy, tx.entropy()),
        name: name.to_owned(),
        path: "/".to_owned(),
        description: None,
        created_at: now(),
        updated_at: now(),
        versions: vec![PolicyVersion {
            number: 1,
            created_at: now(),
            document: WrittenPolicy::parse(text, PolicyKind::Identity).unwrap(),
        }],
        default_version: 1,
        newest_version: 1,
        tags: Vec::new(),
        attachments: 0,
        boundaries: 0,
    };
    let tenant = identities(Partition::Aws, &account(HOME));
    let arn = policy.arn(Partition::Aws, &account(HOME));
    let named = PolicyName(policy.id.clone());
    tx.put(&policy_name_key(&tenant, name), named).unwrap();
    tx.put(&policy_key(&tenant, &policy.id.clone()), policy).unwrap();
    arn
}

fn root() -> Principal {
    Principal::Root { partition: Partition::Aws, account: account(HOME) }
}

/// A caller as a call would find it, in a session of `token` if there is one.
async fn caller(tx: &mut Transaction, principal: Principal, token: Option<&SessionToken>) -> Caller {
    let session = token.map(|token| Arc::clone(&token.session));
    let standing = stand(tx, &principal, session.as_deref()).await.unwrap().expect("the principal is there");
    let access_key = token.map(|token| token.access_key.clone());
    Caller {
        principal,
        access_key: access_key.unwrap_or(AccessKeyId::parse("AKIAEXAMPLEEXAMPLE00").unwrap()),
        session,
        standing: Arc::new(standing),
        circumstances: Circumstances {
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            secure_transport: true,
            user_agent: None,
            region: Region::us_east_1(),
            received_at: now(),
            via: None,
        },
    }
}

fn arn_of(at: &str, name: &str) -> RoleArn {
    RoleArn::parse(&format!("arn:aws:iam::{at}:role/team/{name}")).unwrap()
}

fn asked() -> SessionRequest {
    SessionRequest { session_name: "s1".to_owned(), ..SessionRequest::default() }
}

async fn assume(
    tx: &mut Transaction,
    caller: &Caller,
    arn: &RoleArn,
    request: &SessionRequest,
) -> Result<Begun, AssumeRoleError> {
    let role = RoleToAssume::seek(tx, arn).await.unwrap();
    assume_role(tx, caller, role, request).await
}

/// The session's token, opened.
fn opened(tx: &Transaction, credentials: &crate::IssuedCredentials) -> SessionToken {
    let token = str::from_utf8(credentials.token.expose_secret()).unwrap();
    SessionToken::open(tx.keyring(), &credentials.access_key, token).unwrap()
}

/// Whoever calls in the session that was begun.
async fn in_session(tx: &mut Transaction, credentials: &crate::IssuedCredentials) -> Caller {
    let token = opened(tx, credentials);
    let principal = identify_session(tx, &token).await.unwrap().expect("the session's owner is there");
    caller(tx, principal, Some(&token)).await
}

fn refusal<T>(outcome: Result<T, AssumeRoleError>) -> String {
    outcome.err().expect("it was refused").to_string()
}

/// Whether a caller may read users, which stands for any action on something of the account.
async fn may_get_user(tx: &mut Transaction, caller: &Caller) -> Result<(), String> {
    let subject = crate::IdentitySubject::user(tx, &caller.principal, "alice").await.unwrap();
    authorize::<GetUser>(caller, subject, &()).map(|_| ()).map_err(|denied| denied.to_string())
}

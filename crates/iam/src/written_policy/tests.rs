use std::collections::BTreeMap;

use seal::Entropy;

use super::{Binding, WrittenPolicy};
use crate::policy::{Account, Caller, KeyTable, Outcome, Policies, PolicyKind, RequestContext};
use crate::{EntityKind, UniqueId};

const HOME: Account<'_> = Account { partition: "aws", id: "111122223333" };
const ALICE: &str = "arn:aws:iam::111122223333:user/alice";
const APP: &str = "arn:aws:iam::111122223333:role/app";
const APP_1: &str = "arn:aws:sts::111122223333:assumed-role/app/1";

fn id(kind: EntityKind, seed: u64) -> UniqueId {
    UniqueId::generate(kind, &mut Entropy::dangerous_seeded(seed))
}

fn written(effect: &str, element: &str, name: &str) -> WrittenPolicy {
    let text = format!(
        r#"{{"Statement":{{"Effect":"{effect}","{element}":{{"AWS":"{name}"}},"Action":"*","Resource":"*"}}}}"#
    );
    WrittenPolicy::parse(&text, PolicyKind::Resource).unwrap()
}

fn bound(name: &str, id: &UniqueId) -> WrittenPolicy {
    written("Allow", "Principal", name).bound(vec![Binding { name: name.to_owned(), id: id.clone() }])
}

fn allows(policy: &WrittenPolicy, caller: Caller<'_>, user_id: &str) -> bool {
    let mut keys = KeyTable::default();
    keys.insert("aws:userid", user_id);
    let request = RequestContext { caller, action: "kms:Decrypt", resource: "*", owner: HOME, keys: &keys };
    let policies = Policies { identity: &[], resource: Some(policy.policy()), boundary: None, session: None };
    policies.decide(&request).outcome == Outcome::Allow
}

#[test]
fn a_namesake_made_later_inherits_nothing() {
    let (first, second) = (id(EntityKind::User, 1), id(EntityKind::User, 2));
    let alice = Caller::User { account: HOME, arn: ALICE };
    let renamed = Caller::User { account: HOME, arn: "arn:aws:iam::111122223333:user/eve" };
    let policy = bound(ALICE, &first);
    assert!(allows(&policy, alice, first.as_str()));
    assert!(allows(&policy, renamed, first.as_str()), "a new name changes nobody");
    assert!(!allows(&policy, alice, second.as_str()));
    assert!(
        allows(&written("Allow", "Principal", ALICE), alice, second.as_str()),
        "unbound, the name counts"
    );
    assert!(allows(&written("Allow", "Principal", first.as_str()), alice, first.as_str()));
    assert!(!allows(&written("Allow", "Principal", first.as_str()), alice, second.as_str()));
}

#[test]
fn a_role_is_known_by_the_id_in_its_sessions() {
    let (first, second) = (id(EntityKind::Role, 1), id(EntityKind::Role, 2));
    let session = |name| Caller::RoleSession { account: HOME, role_name: "app", session_arn: name };
    let app_2 = "arn:aws:sts::111122223333:assumed-role/app/2";
    for (name, caller, expected) in
        [(APP, session(APP_1), true), (APP_1, session(APP_1), true), (APP_1, session(app_2), false)]
    {
        let policy = bound(name, &first);
        assert_eq!(allows(&policy, caller, &format!("{first}:1")), expected, "{name}");
        assert!(!allows(&policy, caller, &format!("{second}:1")), "{name}");
    }
}

#[test]
fn names_are_replaced_where_they_name_principals() {
    let policy = written("Allow", "Principal", ALICE);
    assert_eq!(policy.renamed(&BTreeMap::new()), policy.text());
    let names = BTreeMap::from([(ALICE.to_owned(), "AIDAEXAMPLE".to_owned())]);
    let renamed = policy.renamed(&names);
    assert_eq!(renamed, policy.renamed(&names).replace(ALICE, ""));
    assert!(renamed.contains(r#""Principal":{"AWS":"AIDAEXAMPLE"}"#), "{renamed}");
    let listed = format!(
        r#"{{"Statement":[{{"Effect":"Deny","NotPrincipal":{{"AWS":["{ALICE}","{APP}"]}},"Action":"kms:Decrypt",
        "Resource":"*","Condition":{{"ArnEquals":{{"aws:PrincipalArn":"{ALICE}"}}}}}}]}}"#
    );
    let renamed = WrittenPolicy::parse(&listed, PolicyKind::Resource).unwrap().renamed(&names);
    assert!(renamed.contains(&format!(r#"{{"AWS":["AIDAEXAMPLE","{APP}"]}}"#)), "{renamed}");
    assert_eq!(renamed.matches(ALICE).count(), 1, "a condition compares as it was written: {renamed}");
}

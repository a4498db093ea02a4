//! A measurement, run by hand: `cargo test --release -p iam -- --ignored --nocapture measure`.

use std::borrow::Cow;
use std::time::Instant;

use super::*;
use crate::Subject;
use crate::policy::{self, ConditionKey, KeyValue, Policy};

const BATCHES: u32 = 100;
const ROUNDS: u32 = 2_000;
const SECRET: &str = "arn:aws:secretsmanager:us-east-1:000000000000:secret:payments/database-AbCdEf";

struct GetSecretValue;

impl Action for GetSecretValue {
    const NAME: &'static str = "secretsmanager:GetSecretValue";
    type Subject = Secret;
}

struct Decrypt;

impl Action for Decrypt {
    const NAME: &'static str = "kms:Decrypt";
    type Subject = Secret;
}

struct Secret(Arc<Policy>);

impl Subject for Secret {
    fn resource(&self) -> Cow<'_, str> {
        SECRET.into()
    }

    fn owner(&self) -> policy::Account<'_> {
        policy::Account { partition: "aws", id: ACCOUNT }
    }

    fn policy(&self) -> Option<&Policy> {
        Some(&self.0)
    }

    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        Some(KeyValue::Single(match key.as_str() {
            "aws:resourcetag/team" => "payments".into(),
            "kms:calleraccount" => ACCOUNT.into(),
            "kms:viaservice" => "secretsmanager.us-east-1.amazonaws.com".into(),
            _ => return None,
        }))
    }
}

/// A policy of twenty statements, of which the last allows, if any.
fn twenty(number: usize, allows: bool) -> String {
    let mut statements: Vec<_> = (0..19)
        .map(|index| {
            let effect = if index % 5 == 4 { "Deny" } else { "Allow" };
            format!(
                r#"{{"Effect":"{effect}","Action":["secretsmanager:GetSecretValue","secretsmanager:Describe*"],
                "Resource":"arn:aws:secretsmanager:*:{ACCOUNT}:secret:team{number}-{index}/*",
                "Condition":{{"StringEquals":{{"aws:ResourceTag/team":"team{index}"}}}}}}"#
            )
        })
        .collect();
    let resource = if allows { "payments" } else { "others" };
    statements.push(format!(
        r#"{{"Effect":"Allow","Action":"secretsmanager:Get*",
        "Resource":"arn:aws:secretsmanager:*:{ACCOUNT}:secret:{resource}/*",
        "Condition":{{"StringEquals":{{"aws:ResourceTag/team":"${{aws:PrincipalTag/team}}"}}}}}}"#
    ));
    format!(r#"{{"Version":"2012-10-17","Statement":[{}]}}"#, statements.join(","))
}

fn resource_policy() -> Arc<Policy> {
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*",
        "Condition":{{"StringNotEquals":{{"aws:PrincipalAccount":"{ACCOUNT}"}}}}}}}}"#
    );
    Arc::new(Policy::parse(&text, PolicyKind::Resource).unwrap())
}

/// As that of the key `aws/secretsmanager` reads.
fn key_policy() -> Arc<Policy> {
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"*"}},
        "Action":["kms:Encrypt","kms:Decrypt","kms:ReEncrypt*","kms:GenerateDataKey*","kms:CreateGrant",
        "kms:DescribeKey"],"Resource":"*","Condition":{{"StringEquals":{{"kms:CallerAccount":"{ACCOUNT}",
        "kms:ViaService":"secretsmanager.us-east-1.amazonaws.com"}}}}}},
        {{"Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{ACCOUNT}:root"}},"Action":"kms:Describe*","Resource":"*"}}]}}"#
    );
    Arc::new(Policy::parse(&text, PolicyKind::KeyPolicy).unwrap())
}

/// Prints how long something takes in the fastest of many batches, which the machine's other work disturbs least.
macro_rules! measure {
    ($what:literal, $once:expr) => {{
        let mut fastest = f64::INFINITY;
        for _ in 0..BATCHES {
            let begun = Instant::now();
            for _ in 0..ROUNDS {
                std::hint::black_box($once);
            }
            fastest = fastest.min(begun.elapsed().as_secs_f64() * 1e6 / f64::from(ROUNDS));
        }
        println!("{}: {fastest:.3} µs", $what);
    }};
}

struct Nothing;

impl Work for Nothing {
    type Done = ();
    type Failure = Refusal;
    async fn run(&self, _: &mut Transaction) -> Result<(), Refusal> {
        Ok(())
    }
}

struct Stand(Principal);

impl Work for Stand {
    type Done = Standing;
    type Failure = Refusal;
    async fn run(&self, tx: &mut Transaction) -> Result<Standing, Refusal> {
        Ok(stand(tx, &self.0, None).await?.unwrap())
    }
}

#[tokio::test]
#[ignore = "a measurement"]
async fn measure_authorizing() {
    let (store, _) = Store::in_memory(1);
    in_transaction!(store, |tx| {
        put_role(tx, "app");
        for number in 0..5 {
            let name = format!("p{number}");
            try_create(tx, &name, &twenty(number, number == 4)).await.unwrap();
            attach_to_role(tx, "app", &arn(&name)).await.unwrap();
        }
    });
    let (identities, account) =
        (identities(Partition::Aws, &ACCOUNT.parse().unwrap()), ACCOUNT.parse().unwrap());
    struct FindRole(store::Tenant);
    impl Work for FindRole {
        type Done = Arc<Role>;
        type Failure = Refusal;
        async fn run(&self, tx: &mut Transaction) -> Result<Arc<Role>, Refusal> {
            let named = tx.get(&role_name_key(&self.0, "app")).await?.unwrap();
            Ok(tx.get(&role_key(&self.0, &named.0)).await?.unwrap())
        }
    }
    let role = store.transact(&FindRole(identities)).await.unwrap();
    let session = role.session(Partition::Aws, &account, "worker");
    let principal = Principal::Role(Arc::new(session));
    let standing = Stand(principal.clone());
    measure!("a transaction of nothing", store.transact(&Nothing).await.unwrap());
    measure!("stand, in a transaction of its own", store.transact(&standing).await.unwrap());
    let mut standing = store.transact(&standing).await.unwrap();
    standing.tags = vec![Tag { key: "team".to_owned(), value: "payments".to_owned() }].into();
    let caller = Caller { principal, standing: Arc::new(standing), ..caller() };
    let root = super::caller();
    let (resource_policy, key_policy) = (resource_policy(), key_policy());
    let secret = || Secret(Arc::clone(&resource_policy));
    measure!("authorize", authorize::<GetSecretValue>(&caller, secret(), &()).unwrap());
    measure!(
        "authorize, as a root without policies",
        authorize::<GetSecretValue>(&root, secret(), &()).unwrap()
    );
    let key = || Secret(Arc::clone(&key_policy));
    measure!("authorize kms:Decrypt by its key's policy", authorize::<Decrypt>(&caller, key(), &()).unwrap());
}

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use arn::{Partition, Region};

use super::{ExplainedStatement, Verdict, explain};
use crate::policy::{Account, ConditionKey, Effect, KeyValue, Policy, PolicyKind, Side};
use crate::{
    AccessKeyId, Caller, Circumstances, EntityKind, Principal, Standing, Subject, Tag, UniqueId, UserName,
};

const ACTION: &str = "secretsmanager:GetSecretValue";

struct Thing(Option<Policy>);

impl Subject for Thing {
    fn resource(&self) -> Cow<'_, str> {
        "arn:aws:secretsmanager:us-east-1:111122223333:secret:x-AbCdEf".into()
    }

    fn owner(&self) -> Account<'_> {
        Account { partition: "aws", id: "111122223333" }
    }

    fn policy(&self) -> Option<&Policy> {
        self.0.as_ref()
    }

    fn lookup(&self, _: &ConditionKey) -> Option<KeyValue<'_>> {
        None
    }
}

fn policy(statements: &str, kind: PolicyKind) -> Policy {
    Policy::parse(&format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#), kind).unwrap()
}

fn alice(identity: &[&str]) -> Caller {
    let compiled = |statements: &&str| Arc::new(policy(statements, PolicyKind::Identity));
    let user = UserName {
        partition: Partition::Aws,
        account: "111122223333".parse().unwrap(),
        id: UniqueId::parse(EntityKind::User, "AIDAEXAMPLEEXAMPLE234").unwrap(),
        name: "alice".to_owned(),
        arn: "arn:aws:iam::111122223333:user/alice".to_owned(),
    };
    let standing = Standing {
        identity: identity.iter().map(compiled).collect(),
        names: (1..=identity.len()).map(|number| format!("policy-{number}").into()).collect(),
        tags: vec![Tag { key: "Team".to_owned(), value: "red".to_owned() }].into(),
        ..Standing::default()
    };
    Caller {
        principal: Principal::User(Arc::new(user)),
        access_key: AccessKeyId::parse("AKIAEXAMPLEEXAMPLE00").unwrap(),
        session: None,
        standing: Arc::new(standing),
        circumstances: Circumstances {
            source_ip: IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9)),
            secure_transport: false,
            user_agent: None,
            region: Region::us_east_1(),
            received_at: "2026-11-28T00:00:00Z".parse().unwrap(),
            via: None,
        },
    }
}

const ALLOW: &str = r#"{"Sid":"Read","Effect":"Allow","Action":"secretsmanager:Get*","Resource":"*"}"#;
const TEAM: &str = r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"blue"},"Bool":{"aws:SecureTransport":"true"}}}"#;
const OTHER: &str = r#"{"Effect":"Allow","Action":"secretsmanager:PutSecretValue","Resource":"*"}"#;

#[test]
fn what_was_missing_is_told_with_the_conditions_that_failed() {
    let explanation = explain(&alice(&[OTHER, TEAM]), ACTION, &Thing(None), &());
    assert_eq!(explanation.verdict, Verdict::ImplicitDeny);
    let sentence = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: \
        secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:111122223333:secret:x-AbCdEf \
        because no identity-based policy allows the secretsmanager:GetSecretValue action";
    assert_eq!(explanation.sentence.as_deref(), Some(sentence));
    let held = ExplainedStatement {
        side: Side::Identity,
        policy: Some("policy-2".to_owned()),
        number: 1,
        sid: None,
        effect: Effect::Allow,
        failed_conditions: vec![
            "Bool aws:SecureTransport".to_owned(),
            "StringEquals aws:PrincipalTag/team".to_owned(),
        ],
    };
    assert_eq!(explanation.statements, [held], "what speaks of other actions is left out");
}

#[test]
fn a_deny_of_the_resource_is_told_beside_the_allow_it_overrules() {
    let deny = r#"{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"},
        {"Sid":"Never","Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}"#;
    let thing = Thing(Some(policy(deny, PolicyKind::Resource)));
    let explanation = explain(&alice(&[ALLOW]), ACTION, &thing, &());
    assert_eq!(explanation.verdict, Verdict::ExplicitDeny);
    let told: Vec<_> =
        explanation.statements.iter().map(|held| (held.side, held.number, held.sid.as_deref())).collect();
    assert_eq!(told, [(Side::Resource, 2, Some("Never")), (Side::Identity, 1, Some("Read"))]);
}

#[test]
fn an_explanation_says_what_is_decided() {
    let explanation = explain(&alice(&[ALLOW]), ACTION, &Thing(None), &());
    assert_eq!((explanation.verdict, explanation.sentence), (Verdict::Allowed, None));
}

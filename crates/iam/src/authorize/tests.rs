use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr};

use arn::{Partition, Region};

use super::{Action, Subject, authorize, revoked};
use crate::policy::{Account, ConditionKey, KeyValue, Policy, PolicyKind};
use crate::{AccessKeyId, Caller, Circumstances, Principal};

struct GetSecretValue;

impl Action for GetSecretValue {
    const NAME: &'static str = "secretsmanager:GetSecretValue";
    type Subject = Thing;
}

struct Thing {
    owner: &'static str,
    policy: Option<Policy>,
}

const ARN: &str = "arn:aws:secretsmanager:eu-central-1:000000000000:secret:x-AbCdEf";

impl Subject for Thing {
    fn resource(&self) -> Cow<'_, str> {
        ARN.into()
    }

    fn owner(&self) -> Account<'_> {
        Account { partition: "aws", id: self.owner }
    }

    fn policy(&self) -> Option<&Policy> {
        self.policy.as_ref()
    }

    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        (key.as_str() == "aws:resourcetag/team").then(|| KeyValue::Single("red".into()))
    }
}

fn caller() -> Caller {
    Caller {
        principal: Principal::Root { partition: Partition::Aws, account: "000000000000".parse().unwrap() },
        access_key: AccessKeyId::parse("AKIAEXAMPLEEXAMPLE00").unwrap(),
        session: None,
        standing: std::sync::Arc::default(),
        circumstances: Circumstances {
            source_ip: IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9)),
            secure_transport: false,
            user_agent: None,
            region: Region::us_east_1(),
            received_at: "2026-11-23T00:00:00Z".parse().unwrap(),
            via: None,
        },
    }
}

/// A thing with a policy of one statement, if any.
fn thing(owner: &'static str, statement: Option<&str>) -> Thing {
    let policy = statement.map(|statement| {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statement}]}}"#);
        Policy::parse(&text, PolicyKind::Resource).unwrap()
    });
    Thing { owner, policy }
}

/// The refusal of a root by a policy of one statement, if it refuses.
fn refused(owner: &'static str, statement: Option<&str>) -> Option<String> {
    authorize::<GetSecretValue>(&caller(), thing(owner, statement), &())
        .err()
        .map(|denied| denied.to_string())
}

fn deny(rest: &str) -> String {
    format!(r#"{{"Effect":"Deny","Principal":"*","Action":"secretsmanager:*","Resource":"*"{rest}}}"#)
}

const EXPLICIT: &str = "User: arn:aws:iam::000000000000:root is not authorized to perform: \
    secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-central-1:000000000000:secret:x-AbCdEf \
    with an explicit deny in a resource-based policy";

#[test]
fn a_root_is_allowed_everything_in_its_account_that_nothing_denies() {
    assert_eq!(refused("000000000000", None), None);
    let allow_another =
        r#"{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"secretsmanager:*","Resource":"*"}"#;
    assert_eq!(refused("000000000000", Some(allow_another)), None);
}

#[test]
fn an_explicit_deny_hits_a_root_too() {
    assert_eq!(refused("000000000000", Some(&deny(""))).as_deref(), Some(EXPLICIT));
}

#[test]
fn the_conditions_of_a_deny_see_the_call() {
    for (condition, denied) in [
        (r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#, true),
        (r#"{"IpAddress":{"aws:SourceIp":"198.51.100.0/24"}}"#, false),
        (r#"{"Bool":{"aws:SecureTransport":"false"}}"#, true),
        (r#"{"StringEquals":{"aws:ResourceTag/team":"red"}}"#, true),
        (r#"{"StringNotEquals":{"aws:ResourceTag/team":"red"}}"#, false),
        (r#"{"StringNotEquals":{"aws:PrincipalAccount":"000000000000"}}"#, false),
        (r#"{"DateGreaterThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}}"#, true),
        (r#"{"Null":{"aws:TokenIssueTime":"true"}}"#, true),
    ] {
        let statement = deny(&format!(r#","Condition":{condition}"#));
        assert_eq!(refused("000000000000", Some(&statement)).is_some(), denied, "{condition}");
    }
}

#[test]
fn the_conditions_of_a_deny_see_which_service_calls_for_the_caller() {
    let via = caller().via("secretsmanager");
    for (condition, directly, by_a_service) in [
        (r#"{"ForAnyValue:StringEquals":{"aws:CalledVia":"secretsmanager.amazonaws.com"}}"#, false, true),
        (r#"{"StringEquals":{"aws:CalledViaFirst":"secretsmanager.amazonaws.com"}}"#, false, true),
        (r#"{"StringEquals":{"aws:CalledViaLast":"kms.amazonaws.com"}}"#, false, false),
        (r#"{"Bool":{"aws:ViaAWSService":"false"}}"#, true, false),
    ] {
        let statement = deny(&format!(r#","Condition":{condition}"#));
        for (caller, denied) in [(&caller(), directly), (&via, by_a_service)] {
            let outcome = authorize::<GetSecretValue>(caller, thing("000000000000", Some(&statement)), &());
            assert_eq!(outcome.is_err(), denied, "{condition}");
        }
    }
}

#[test]
fn only_what_a_caller_may_now_can_be_revoked() {
    let thing = |statement: Option<&str>| thing("000000000000", statement);
    let revoked = |before: &Thing, after: &Thing| revoked::<GetSecretValue>(&caller(), before, after, &());
    let (open, shut) = (thing(None), thing(Some(&deny(""))));
    assert_eq!(revoked(&open, &shut).unwrap().to_string(), EXPLICIT);
    assert_eq!(revoked(&open, &open), None);
    assert_eq!(revoked(&shut, &open), None);
    assert_eq!(revoked(&shut, &shut), None);
}

/// Flaw class 3: another account's root has no rights here, and learns nothing but its own name.
#[test]
fn cve_class_03_tenant_crossing_by_a_foreign_root() {
    let sentence = refused("111122223333", None).unwrap();
    assert!(
        sentence
            .ends_with("because no resource-based policy allows the secretsmanager:GetSecretValue action"),
        "{sentence}"
    );
}

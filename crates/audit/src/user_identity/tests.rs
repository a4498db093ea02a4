use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use arn::{Partition, Region};
use iam::{
    AccessKeyId, Caller, Circumstances, EntityKind, Federation, Principal, RoleSession, Session, UniqueId,
    UserName,
};
use serde_json::json;

use super::UserIdentity;
use crate::limits::CLAIMED_ID_BYTES_MAX;

fn of(identity: &UserIdentity) -> serde_json::Value {
    serde_json::to_value(identity).unwrap()
}

fn caller(principal: Principal, key: &str, session: Option<Session>) -> Caller {
    Caller {
        principal,
        access_key: AccessKeyId::parse(key).unwrap(),
        session: session.map(Arc::new),
        standing: Arc::default(),
        circumstances: Circumstances {
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            secure_transport: false,
            user_agent: None,
            region: Region::us_east_1(),
            received_at: "2026-01-01T00:00:00Z".parse().unwrap(),
            via: None,
        },
    }
}

fn session(federation: Option<Federation>) -> Session {
    Session {
        issued_at: "2026-01-01T00:00:00.999Z".parse().unwrap(),
        expires_at: "2026-01-01T01:00:00Z".parse().unwrap(),
        policies: None,
        tags: Vec::new(),
        source_identity: Some("jane".to_owned()),
        federation,
    }
}

fn user() -> Principal {
    Principal::User(Arc::new(UserName {
        partition: Partition::Aws,
        account: "111122223333".parse().unwrap(),
        id: UniqueId::parse(EntityKind::User, "AIDAEXAMPLEEXAMPLE234").unwrap(),
        name: "alice".to_owned(),
        arn: "arn:aws:iam::111122223333:user/alice".to_owned(),
    }))
}

#[test]
fn a_user_is_named_as_cloudtrail_names_one() {
    let mut expected = json!({
        "type": "IAMUser", "principalId": "AIDAEXAMPLEEXAMPLE234", "accountId": "111122223333",
        "arn": "arn:aws:iam::111122223333:user/alice", "accessKeyId": "AKIAEXAMPLEEXAMPLE12", "userName": "alice",
    });
    assert_eq!(of(&UserIdentity::of(&caller(user(), "AKIAEXAMPLEEXAMPLE12", None))), expected);
    expected["accessKeyId"] = "ASIAEXAMPLEEXAMPLE12".into();
    expected["sessionContext"] = json!({
        "attributes": { "creationDate": "2026-01-01T00:00:00Z", "mfaAuthenticated": "false" },
        "sourceIdentity": "jane",
    });
    assert_eq!(of(&UserIdentity::of(&caller(user(), "ASIAEXAMPLEEXAMPLE12", Some(session(None))))), expected);
}

#[test]
fn a_session_is_named_as_cloudtrail_names_one() {
    let account = "111122223333".parse().unwrap();
    let role = RoleSession {
        partition: Partition::Aws,
        role_id: UniqueId::parse(EntityKind::Role, "AROAEXAMPLEEXAMPLE234").unwrap(),
        role_arn: "arn:aws:iam::111122223333:role/team/app".to_owned(),
        role_name: "app".to_owned(),
        arn: RoleSession::arn_of(Partition::Aws, &account, "app", "s1"),
        account,
        name: "s1".to_owned(),
    };
    let federation = Federation {
        provider_arn: "arn:aws:iam::111122223333:oidc-provider/oidc.example.com".to_owned(),
        audience: "sts.amazonaws.com".to_owned(),
        subject: "system:serviceaccount:a:b".to_owned(),
    };
    let expected = json!({
        "type": "AssumedRole", "principalId": "AROAEXAMPLEEXAMPLE234:s1", "accountId": "111122223333",
        "arn": "arn:aws:sts::111122223333:assumed-role/app/s1", "accessKeyId": "ASIAEXAMPLEEXAMPLE12",
        "sessionContext": {
            "sessionIssuer": {
                "type": "Role", "principalId": "AROAEXAMPLEEXAMPLE234", "accountId": "111122223333",
                "arn": "arn:aws:iam::111122223333:role/team/app", "userName": "app",
            },
            "webIdFederationData": {
                "federatedProvider": "arn:aws:iam::111122223333:oidc-provider/oidc.example.com",
            },
            "attributes": { "creationDate": "2026-01-01T00:00:00Z", "mfaAuthenticated": "false" },
            "sourceIdentity": "jane",
        },
    });
    let caller =
        caller(Principal::Role(Arc::new(role)), "ASIAEXAMPLEEXAMPLE12", Some(session(Some(federation))));
    assert_eq!(of(&UserIdentity::of(&caller)), expected);
}

#[test]
fn a_stranger_is_unknown_and_what_they_claim_is_cut() {
    assert_eq!(of(&UserIdentity::unknown(None)), json!({ "type": "Unknown" }));
    let claimed = "A".repeat(CLAIMED_ID_BYTES_MAX);
    assert_eq!(of(&UserIdentity::unknown(Some(&claimed)))["accessKeyId"], claimed.as_str());
    let longer = of(&UserIdentity::unknown(Some(&"A".repeat(100_000))));
    let text = longer["accessKeyId"].as_str().unwrap();
    assert!(text.len() <= CLAIMED_ID_BYTES_MAX && text.ends_with("A…[cut]"), "{text}");
}

#[test]
fn a_service_has_no_type() {
    let account = "111122223333".parse().unwrap();
    let service = UserIdentity::service(Some(&account), "secretsmanager.amazonaws.com");
    let expected = json!({ "accountId": "111122223333", "invokedBy": "secretsmanager.amazonaws.com" });
    assert_eq!(of(&service), expected);
}

#[test]
fn somebody_whom_a_provider_vouched_for_is_named_by_provider_audience_and_subject() {
    let provider = "arn:aws:iam::111122223333:oidc-provider/oidc.example.com";
    assert_eq!(
        of(&UserIdentity::web_identity(provider, "sts.amazonaws.com", "system:serviceaccount:shop:cart")),
        json!({
            "type": "WebIdentityUser",
            "principalId": format!("{provider}:sts.amazonaws.com:system:serviceaccount:shop:cart"),
            "userName": "system:serviceaccount:shop:cart",
            "identityProvider": provider,
        })
    );
}

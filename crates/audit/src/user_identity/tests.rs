use jiff::Timestamp;
use serde_json::json;

use super::{RoleSession, User, UserIdentity};
use crate::limits::CLAIMED_ID_BYTES_MAX;

fn of(identity: &UserIdentity) -> serde_json::Value {
    serde_json::to_value(identity).unwrap()
}

#[test]
fn a_user_is_named_as_cloudtrail_names_one() {
    let user = User {
        id: "AIDAEXAMPLEEXAMPLE123".to_owned(),
        arn: "arn:aws:iam::111122223333:user/alice".to_owned(),
        account: "111122223333".parse().unwrap(),
        name: "alice".to_owned(),
    };
    let expected = json!({
        "type": "IAMUser", "principalId": "AIDAEXAMPLEEXAMPLE123", "accountId": "111122223333",
        "arn": "arn:aws:iam::111122223333:user/alice", "accessKeyId": "AKIAEXAMPLEEXAMPLE12", "userName": "alice",
    });
    assert_eq!(of(&UserIdentity::iam_user(user).with_access_key("AKIAEXAMPLEEXAMPLE12")), expected);
}

#[test]
fn a_session_is_named_as_cloudtrail_names_one() {
    let session = RoleSession {
        role_id: "AROAEXAMPLEEXAMPLE123".to_owned(),
        role_arn: "arn:aws:iam::111122223333:role/app".to_owned(),
        role_name: "app".to_owned(),
        account: "111122223333".parse().unwrap(),
        name: "s1".to_owned(),
        arn: "arn:aws:sts::111122223333:assumed-role/app/s1".to_owned(),
        created_at: Timestamp::from_millisecond(1_767_225_600_999).unwrap(),
    };
    let expected = json!({
        "type": "AssumedRole", "principalId": "AROAEXAMPLEEXAMPLE123:s1", "accountId": "111122223333",
        "arn": "arn:aws:sts::111122223333:assumed-role/app/s1", "accessKeyId": "ASIAEXAMPLEEXAMPLE12",
        "sessionContext": {
            "sessionIssuer": {
                "type": "Role", "principalId": "AROAEXAMPLEEXAMPLE123", "accountId": "111122223333",
                "arn": "arn:aws:iam::111122223333:role/app", "userName": "app",
            },
            "attributes": { "creationDate": "2026-01-01T00:00:00Z", "mfaAuthenticated": "false" },
        },
    });
    assert_eq!(of(&UserIdentity::assumed_role(session).with_access_key("ASIAEXAMPLEEXAMPLE12")), expected);
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

use serde_json::json;

use super::explanation;

#[test]
fn an_explanation_is_read_from_top_to_bottom() {
    let answer = json!({
        "PrincipalArn": "arn:aws:iam::000000000000:user/alice", "Allowed": false,
        "Checks": [{
            "Action": "secretsmanager:GetSecretValue", "Resource": "arn:x", "Decision": "ImplicitDeny",
            "Sentence": "User: …",
            "Statements": [
                { "PolicyType": "Identity", "PolicyName": "read", "StatementNumber": 2, "Effect": "Allow",
                  "Applies": false, "FailedConditions": ["Bool aws:SecureTransport"] },
                { "PolicyType": "Resource", "StatementNumber": 1, "Sid": "Never", "Effect": "Deny", "Applies": true },
            ],
        }],
    });
    let expected = "denied: arn:aws:iam::000000000000:user/alice\n\
        secretsmanager:GetSecretValue on arn:x: ImplicitDeny\n  User: …\n\
        \u{20} Allow  Identity  read  statement 2  does not apply: Bool aws:SecureTransport\n\
        \u{20} Deny   Resource  statement 1 (Never)  applies\n";
    assert_eq!(explanation(&answer), expected);
}

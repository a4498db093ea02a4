use super::{Check, Operation, Request, Statement, explain_access, list_access};
use crate::json::{Document, encode};
use crate::{Code, Failure};

fn decode(operation: Operation, body: &str) -> Result<Request, Failure> {
    Request::decode(operation, &Document::parse(body.as_bytes()).unwrap())
}

#[test]
fn a_question_is_understood() {
    let body =
        r#"{"Action":"secretsmanager:GetSecretValue","SecretId":"x","Context":{"aws:SourceIp":"192.0.2.1"}}"#;
    let Ok(Request::ExplainAccess(asked)) = decode(Operation::ExplainAccess, body) else {
        panic!("not understood")
    };
    assert_eq!(asked.action, "secretsmanager:GetSecretValue");
    assert_eq!(asked.context.unwrap().get("aws:SourceIp").unwrap(), "192.0.2.1");
    assert_eq!(asked.principal_arn, None);
}

#[test]
fn what_is_no_action_is_refused() {
    for action in ["", "GetSecretValue", "secretsmanager:*", "a:b:c", "Kms:Decrypt"] {
        let refused = decode(Operation::ExplainAccess, &format!(r#"{{"Action":"{action}"}}"#)).err().unwrap();
        assert_eq!(refused.code(), Code::Validation, "{action}");
    }
    let pages = decode(Operation::ListAccess, r#"{"SecretId":"x","MaxResults":0}"#).err().unwrap();
    assert_eq!(pages.code(), Code::Validation);
}

#[test]
fn absent_members_of_answers_are_left_out() {
    let check = Check {
        action: "kms:Decrypt".into(),
        resource: "*".into(),
        decision: "Allowed",
        statements: vec![Statement {
            policy_type: "Identity",
            number: 1,
            effect: "Allow",
            applies: true,
            ..Statement::default()
        }],
        ..Check::default()
    };
    let response = explain_access::Response { principal_arn: "p".into(), allowed: true, checks: vec![check] };
    let expected = r#"{"PrincipalArn":"p","Allowed":true,"Checks":[{"Action":"kms:Decrypt","Resource":"*","Decision":"Allowed","Statements":[{"PolicyType":"Identity","StatementNumber":1,"Effect":"Allow","Applies":true}]}]}"#;
    assert_eq!(String::from_utf8(encode(&response).to_vec()).unwrap(), expected);
    let listed = encode(&list_access::Response::default());
    assert_eq!(*listed, br#"{"ARN":"","Action":"","PrincipalArns":[],"ForeignPrincipals":[]}"#);
}

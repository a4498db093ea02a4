use std::net::{IpAddr, Ipv4Addr};

use wire::json::Document;
use wire::secretsmanager::{Operation as Asked, Request as Wire};

use super::*;
use crate::request::receive::Peer;

const CANARY: &str = "correct-horse-battery-staple-4711";

/// A request with every member of every operation in it.
fn request(operation: Asked) -> Wire {
    let token = "8a45e609-a892-4da0-bd71-46d4b490f031";
    let tags = r#"[{"Key":"k","Value":"v"}]"#;
    let body = format!(
        r#"{{"SecretId":"demo","Name":"demo","ClientRequestToken":"{token}","SecretString":"{CANARY}",
            "RotationToken":"{CANARY}-{CANARY}-{CANARY}","ResourcePolicy":"{{}}","Tags":{tags},"TagKeys":["k"],
            "VersionStage":"AWSCURRENT","NextToken":"next","SecretIdList":["demo"]}}"#
    );
    let document = Document::parse(body.as_bytes()).unwrap();
    Wire::decode(operation, &document)
        .unwrap_or_else(|failure| panic!("{operation:?}: {:?}", failure.message()))
}

#[test]
fn no_operation_has_a_value_recorded_and_each_says_what_it_is_about() {
    for operation in Asked::ALL.iter().copied() {
        let parameters =
            serde_json::to_string(&members::secretsmanager::parameters(&request(operation))).unwrap();
        assert!(!parameters.contains(CANARY), "{operation:?}: {parameters}");
        let is_about_nothing_in_particular =
            matches!(operation, Asked::GetRandomPassword | Asked::ListSecrets);
        assert_eq!(
            parameters.contains("demo"),
            !is_about_nothing_in_particular,
            "{operation:?}: {parameters}"
        );
    }
}

#[test]
fn what_discloses_is_a_read_and_what_changes_is_not() {
    let reads = |operation: &Asked| members::secretsmanager::is_read_only(*operation);
    let named = |operation: &Asked| {
        ["BatchGet", "Describe", "Get", "List", "Validate"]
            .iter()
            .any(|verb| operation.name().starts_with(verb))
    };
    assert!(Asked::ALL.iter().all(|operation| reads(operation) == named(operation)));
}

fn raw(headers: &[(&'static str, &str)], uri: &str) -> RawRequest {
    let mut request = http::Request::builder().method("POST").uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let (head, ()) = request.body(()).unwrap().into_parts();
    RawRequest {
        id: uuid::Uuid::nil(),
        head,
        body: Err(Failure::unreadable()),
        peer: Peer { ip: IpAddr::V4(Ipv4Addr::LOCALHOST), tls: None },
        received_at: wire_now(),
    }
}

#[test]
fn a_stranger_is_recorded_by_the_key_that_he_claims() {
    let authorization =
        "AWS4-HMAC-SHA256 Credential=AKIAEXAMPLEEXAMPLE12/20260101/us-east-1/x/aws4_request, Signature=0";
    let signed =
        raw(&[("authorization", authorization), ("x-amz-target", "secretsmanager.GetSecretValue")], "/");
    assert_eq!(claimed_key(&signed), Some("AKIAEXAMPLEEXAMPLE12"));
    let presigned = raw(&[], "/?X-Amz-Credential=AKIAOTHEROTHER123456%2F20260101");
    assert_eq!(claimed_key(&presigned), Some("AKIAOTHEROTHER123456"));
    assert_eq!(claimed_key(&raw(&[], "/")), None);
    let encoded = Draft::of(&signed).refused(&Failure::internal());
    let record: serde_json::Value = serde_json::from_slice(encoded.json()).unwrap();
    assert_eq!(record["userIdentity"]["type"], "Unknown");
    assert_eq!(record["eventName"], "GetSecretValue");
    assert_eq!(record["errorCode"], "InternalServiceError");
    assert!(record["requestParameters"].is_null());
}

#[test]
fn a_secret_in_the_place_of_a_key_is_not_recorded() {
    let secret = "wJalrXUtnFEMI0K7MDENG0bPxRfiCYEXAMPLEKEY";
    let confused =
        format!("AWS4-HMAC-SHA256 Credential={secret}/20260101/us-east-1/x/aws4_request, Signature=0");
    let signed = raw(&[("authorization", &confused), ("user-agent", &"x".repeat(500))], "/");
    assert_eq!(claimed_key(&signed), None);
    let told = Failure::validation(format!(
        "Credential must have exactly 5 slash-delimited elements, got '{secret}'"
    ));
    let record = Draft::of(&signed).refused(&told);
    let record = String::from_utf8(record.json().to_vec()).unwrap();
    assert!(!record.contains(secret), "{record}");
    assert!(record.len() < 1_000, "a stranger's record is small: {record}");
}

#[test]
fn an_operation_that_nobody_serves_is_recorded_as_it_was_called() {
    let unknown = raw(&[("x-amz-target", "secretsmanager.Explode")], "/");
    assert_eq!(operation(&unknown).name, "secretsmanager.Explode");
    assert!(only_reads(&unknown));
    assert!(!only_reads(&raw(&[("x-amz-target", "secretsmanager.PutSecretValue")], "/")));
    assert_eq!(operation(&raw(&[], "/?Action=GetCallerIdentity")).name, "Unknown");
}

/// A request to KMS with every member that may hold something secret, and those that name what it is about.
fn kms_request(operation: wire::kms::Operation) -> wire::kms::Request {
    use base64::Engine;
    let canary = base64::engine::general_purpose::STANDARD.encode(CANARY);
    let body = format!(
        r#"{{"KeyId":"demo","AliasName":"alias/demo","TargetKeyId":"demo","DestinationKeyId":"demo",
            "Plaintext":"{canary}","CiphertextBlob":"{canary}","NumberOfBytes":16,"Policy":"{{}}",
            "GranteePrincipal":"demo","RetiringPrincipal":"demo","Operations":["Decrypt"],"GrantId":"7",
            "GrantToken":"{CANARY}","GrantTokens":["{CANARY}"],"Marker":"{CANARY}",
            "Tags":[{{"TagKey":"k","TagValue":"v"}}],"TagKeys":["k"],"Description":"demo",
            "EncryptionContext":{{"of":"demo"}},"SourceEncryptionContext":{{"of":"demo"}}}}"#
    );
    let document = Document::parse(body.as_bytes()).unwrap();
    wire::kms::Request::decode(operation, &document)
        .unwrap_or_else(|failure| panic!("{operation:?}: {:?}", failure.message()))
}

#[test]
fn no_operation_on_keys_has_a_plaintext_recorded_and_each_says_what_it_is_about() {
    use base64::Engine;
    use wire::kms::Operation;
    let encoded = base64::engine::general_purpose::STANDARD.encode(CANARY);
    for operation in Operation::ALL.iter().copied() {
        let asked = Input::Kms(kms_request(operation));
        let parameters = serde_json::to_string(&members::parameters(&asked)).unwrap();
        assert!(
            !parameters.contains(CANARY) && !parameters.contains(&encoded),
            "{operation:?}: {parameters}"
        );
        let is_about_nothing_in_particular =
            matches!(operation, Operation::GenerateRandom | Operation::ListKeys);
        assert_eq!(
            parameters.contains("demo"),
            !is_about_nothing_in_particular,
            "{operation:?}: {parameters}"
        );
    }
}

#[test]
fn using_a_key_is_a_read_and_governing_it_is_not() {
    use wire::kms::Operation;
    let read = ["Decrypt", "Describe", "Encrypt", "Generate", "Get", "List", "ReEncrypt"];
    for operation in Operation::ALL.iter().copied() {
        let is_read = read.iter().any(|verb| operation.name().starts_with(verb));
        assert_eq!(members::operation(Target::Kms(operation)).is_read_only, is_read, "{operation:?}");
    }
}

#[test]
fn what_becomes_of_a_key_unasked_is_an_event_of_the_service() {
    let event = KeyEvent {
        kind: KeyEventKind::Deleted,
        tenant: store::Tenant::new("aws", "000000000000", "us-east-1"),
        key: kms::KeyId::from_bytes([1; 16]),
    };
    let encoded = key_event(&event, &mut Entropy::system(), wire_now()).encode();
    let record: serde_json::Value = serde_json::from_slice(encoded.json()).unwrap();
    assert_eq!(record["eventName"], "DeleteKey");
    assert_eq!(record["eventType"], "AwsServiceEvent");
    assert_eq!(record["eventSource"], "kms.amazonaws.com");
    assert_eq!(record["resources"][0]["type"], "AWS::KMS::Key");
    let arn = "arn:aws:kms:us-east-1:000000000000:key/01010101-0101-0101-0101-010101010101";
    assert_eq!(record["resources"][0]["ARN"], arn);
}

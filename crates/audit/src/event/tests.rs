use std::net::{IpAddr, Ipv4Addr};

use iam::{AccessKeyId, Caller, Circumstances, Principal};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Event, Occasion, Operation, Resource, TlsDetails};
use crate::limits::{ERROR_MESSAGE_BYTES_MAX, LINE_BYTES_MAX, PARAMETERS_BYTES_MAX, USER_AGENT_BYTES_MAX};
use crate::{EventId, Parameters, UserIdentity};

const ARN: &str = "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-a1b2c3";

fn caller() -> Caller {
    Caller {
        principal: Principal::Root {
            partition: "aws".parse().unwrap(),
            account: "111122223333".parse().unwrap(),
        },
        access_key: AccessKeyId::parse("AKIAEXAMPLEEXAMPLE12").unwrap(),
        session: None,
        standing: std::sync::Arc::default(),
        circumstances: Circumstances {
            source_ip: IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7)),
            secure_transport: true,
            user_agent: None,
            region: "us-east-1".parse().unwrap(),
            received_at: Timestamp::UNIX_EPOCH,
            via: None,
        },
    }
}

fn call(name: &'static str, is_read_only: bool) -> Event {
    let operation = Operation { source: "secretsmanager.amazonaws.com", name: name.into(), is_read_only };
    let occasion = Occasion {
        id: EventId::from_bytes([7; 16]),
        time: Timestamp::from_millisecond(1_767_323_045_678).unwrap(),
        region: Some("us-east-1".parse().unwrap()),
        account: Some("111122223333".parse().unwrap()),
    };
    Event::api_call(operation, UserIdentity::of(&caller()), occasion)
}

fn decoded(event: &Event) -> Value {
    serde_json::from_slice(event.encode().json()).unwrap()
}

fn arn() -> Parameters {
    Parameters::new().with("arn", ARN)
}

#[test]
fn a_full_record_has_the_members_of_cloudtrail_in_their_order() {
    let account = "111122223333".parse().unwrap();
    let event = call("PutSecretValue", false)
        .from_client("::ffff:192.0.2.7".parse().unwrap(), Some("Boto3/1.44.5"))
        .request_id("8a6f4f52-5d0f-4e52-a9d4-a0b9b1a3e0a1")
        .parameters(Parameters::new().with("secretId", "prod/db").with("versionStages", vec!["AWSPENDING"]))
        .response(arn())
        .additional(Parameters::new().with("note", "n"))
        .resource(Resource { account, kind: "AWS::SecretsManager::Secret", arn: ARN.to_owned() })
        .shared(EventId::from_bytes([8; 16]))
        .tls(TlsDetails {
            tls_version: "TLSv1.3",
            cipher_suite: "TLS_AES_128_GCM_SHA256",
            client_provided_host_header: "secrets.example.internal".to_owned(),
        });
    let expected = concat!(
        r#"{"eventVersion":"1.11","userIdentity":{"type":"Root","principalId":"111122223333","#,
        r#""arn":"arn:aws:iam::111122223333:root","accountId":"111122223333","#,
        r#""accessKeyId":"AKIAEXAMPLEEXAMPLE12"},"eventTime":"2026-01-02T03:04:05Z","#,
        r#""eventSource":"secretsmanager.amazonaws.com","eventName":"PutSecretValue","awsRegion":"us-east-1","#,
        r#""sourceIPAddress":"192.0.2.7","userAgent":"Boto3/1.44.5","#,
        r#""requestParameters":{"secretId":"prod/db","versionStages":["AWSPENDING"]},"#,
        r#""responseElements":{"arn":"arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-a1b2c3"},"#,
        r#""additionalEventData":{"note":"n"},"requestID":"8a6f4f52-5d0f-4e52-a9d4-a0b9b1a3e0a1","#,
        r#""eventID":"07070707-0707-4707-8707-070707070707","readOnly":false,"#,
        r#""resources":[{"accountId":"111122223333","type":"AWS::SecretsManager::Secret","#,
        r#""ARN":"arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-a1b2c3"}],"#,
        r#""eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333","#,
        r#""sharedEventID":"08080808-0808-4808-8808-080808080808","eventCategory":"Management","#,
        r#""tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","#,
        r#""clientProvidedHostHeader":"secrets.example.internal"}}"#,
    );
    assert_eq!(String::from_utf8(event.encode().json().to_vec()).unwrap(), expected);
}

#[test]
fn what_is_absent_is_left_out_but_for_parameters_and_response() {
    let record = decoded(&call("GetRandomPassword", true));
    assert_eq!(record["requestParameters"], Value::Null);
    assert_eq!(record["responseElements"], Value::Null);
    let members = record.as_object().unwrap();
    assert!(members.contains_key("requestParameters") && members.contains_key("responseElements"));
    for absent in ["errorCode", "userAgent", "resources", "tlsDetails", "requestID", "sharedEventID"] {
        assert!(!members.contains_key(absent), "{absent}");
    }
}

#[test]
fn cve_class_09_the_response_of_a_read_or_a_refusal_is_not_recorded() {
    assert_eq!(decoded(&call("GetSecretValue", true).response(arn()))["responseElements"], Value::Null);
    let refused = |event: Event| event.refused("ResourceNotFoundException", Some("not found"));
    let after = decoded(&refused(call("PutSecretValue", false)).response(arn()));
    let before = decoded(&refused(call("PutSecretValue", false).response(arn())));
    for record in [after, before] {
        assert_eq!(record["responseElements"], Value::Null);
        assert_eq!(record["errorCode"], "ResourceNotFoundException");
        assert_eq!(record["errorMessage"], "not found");
    }
}

#[test]
fn a_denial_is_recorded_as_access_denied() {
    let record = decoded(&call("GetSecretValue", true).refused("AccessDeniedException", Some("User: …")));
    assert_eq!(record["errorCode"], "AccessDenied");
}

#[test]
fn a_call_on_behalf_names_the_service_in_three_places() {
    let event = call("Decrypt", true).from_client("192.0.2.7".parse().unwrap(), Some("Boto3"));
    let record = decoded(&event.invoked_by("secretsmanager.amazonaws.com"));
    assert_eq!(record["userIdentity"]["accessKeyId"], "AKIAEXAMPLEEXAMPLE12");
    for named in [&record["userIdentity"]["invokedBy"], &record["sourceIPAddress"], &record["userAgent"]] {
        assert_eq!(named, "secretsmanager.amazonaws.com");
    }
}

#[test]
fn a_service_event_has_the_service_for_its_caller() {
    let operation = Operation {
        source: "secretsmanager.amazonaws.com",
        name: "EndSecretVersionDelete".into(),
        is_read_only: false,
    };
    let occasion = Occasion {
        id: EventId::from_bytes([7; 16]),
        time: Timestamp::UNIX_EPOCH,
        region: None,
        account: Some("111122223333".parse().unwrap()),
    };
    let data = Parameters::new().with("SecretId", ARN);
    let record = decoded(&Event::service_event(operation, occasion).additional(data));
    let identity = json!({ "accountId": "111122223333", "invokedBy": "secretsmanager.amazonaws.com" });
    assert_eq!(record["userIdentity"], identity);
    assert_eq!(record["eventType"], "AwsServiceEvent");
    assert_eq!(record["requestParameters"], Value::Null);
    assert_eq!(record["additionalEventData"]["SecretId"], ARN);
}

#[test]
fn what_clients_send_is_cut_and_no_record_outgrows_a_line() {
    let big = "\u{1}".repeat(PARAMETERS_BYTES_MAX);
    let parameters = || Parameters::new().with("a", big.as_str());
    let resource = |_| Resource {
        account: "111122223333".parse().unwrap(),
        kind: "AWS::SecretsManager::Secret",
        arn: "x".repeat(2_048),
    };
    let operation = Operation { source: "sts.amazonaws.com", name: big.clone().into(), is_read_only: false };
    let occasion = Occasion {
        id: EventId::from_bytes([7; 16]),
        time: Timestamp::UNIX_EPOCH,
        region: None,
        account: None,
    };
    let event = Event::api_call(operation, UserIdentity::unknown(Some(&big)), occasion)
        .from_client("192.0.2.7".parse().unwrap(), Some(&big))
        .request_id(&big)
        .parameters(parameters())
        .response(parameters())
        .additional(parameters())
        .tls(TlsDetails { tls_version: "", cipher_suite: "", client_provided_host_header: big.clone() });
    let event = (0..1_000).map(resource).fold(event, Event::resource);
    assert!(event.encode().json().len() < LINE_BYTES_MAX / 2);
    let record = decoded(&event.refused("c", Some(&big)));
    let bytes = |member: &str| serde_json::to_string(&record[member]).unwrap().len() - 2;
    assert!(bytes("userAgent") <= USER_AGENT_BYTES_MAX);
    assert!(bytes("errorMessage") <= ERROR_MESSAGE_BYTES_MAX);
}

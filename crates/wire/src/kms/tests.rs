use crate::json::{self, Document};
use crate::{Failure, kms};

use super::{Operation, Request, Response};

fn decode(operation: Operation, body: &str) -> Result<Request, Failure> {
    Request::decode(operation, &Document::parse(body.as_bytes()).unwrap())
}

fn refusal(operation: Operation, body: &str) -> String {
    decode(operation, body).err().and_then(|failure| failure.message().map(str::to_owned)).unwrap_or_default()
}

#[test]
fn a_value_that_is_too_long_is_not_repeated() {
    let plaintext = "QUFB".repeat(1400);
    let message = refusal(Operation::Encrypt, &format!(r#"{{"KeyId":"x","Plaintext":"{plaintext}"}}"#));
    assert_eq!(
        message,
        "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length \
         less than or equal to 4096"
    );
}

#[test]
fn every_operation_names_what_it_misses() {
    for operation in Operation::ALL {
        match decode(*operation, "{}") {
            Ok(_) => {}
            Err(failure) => assert!(failure.message().unwrap().contains("must not be null"), "{operation:?}"),
        }
    }
    let message = refusal(Operation::ReEncrypt, "{}");
    assert!(message.contains("2 validation errors"), "{message}");
}

#[test]
fn what_is_asked_is_read() {
    let body = r#"{"KeyId":"alias/x","EncryptionContext":{"a":"b"},"KeySpec":"AES_256","GrantTokens":["t"],"DryRun":true}"#;
    let Ok(Request::GenerateDataKey(asked)) = decode(Operation::GenerateDataKey, body) else { panic!() };
    assert_eq!(asked.key_id, "alias/x");
    assert_eq!(asked.encryption_context.unwrap().get("a").map(String::as_str), Some("b"));
    assert_eq!(asked.key_spec, Some(kms::DataKeySpec::Aes256));
    assert_eq!(
        (asked.grant_tokens.unwrap().len(), asked.dry_run, asked.number_of_bytes),
        (1, Some(true), None)
    );
    assert!(
        refusal(Operation::GenerateDataKey, r#"{"KeyId":"x","KeySpec":"AES"}"#)
            .contains("[AES_256, AES_128]")
    );
}

#[test]
fn a_key_is_described_as_the_model_has_it() {
    let metadata = kms::KeyMetadata {
        aws_account_id: "000000000000".into(),
        key_id: "k".into(),
        arn: "a".into(),
        enabled: true,
        key_state: "Enabled",
        key_manager: "CUSTOMER",
        current_key_material_id: "m".into(),
        ..kms::KeyMetadata::default()
    };
    let text = json::encode(&kms::describe_key::Response { key_metadata: metadata });
    assert_eq!(
        String::from_utf8(text.to_vec()).unwrap(),
        r#"{"KeyMetadata":{"AWSAccountId":"000000000000","KeyId":"k","Arn":"a","Enabled":true,"Description":"","KeyUsage":"ENCRYPT_DECRYPT","KeyState":"Enabled","Origin":"AWS_KMS","KeyManager":"CUSTOMER","CustomerMasterKeySpec":"SYMMETRIC_DEFAULT","KeySpec":"SYMMETRIC_DEFAULT","EncryptionAlgorithms":["SYMMETRIC_DEFAULT"],"MultiRegion":false,"CurrentKeyMaterialId":"m"}}"#
    );
}

#[test]
fn an_operation_is_served_or_not_supported_and_never_both() {
    for operation in Operation::ALL {
        assert!(!kms::is_unsupported(&format!("TrentService.{}", operation.name())), "{operation:?}");
    }
    assert!(kms::is_unsupported("TrentService.Sign"));
    assert!(!kms::is_unsupported("secretsmanager.Sign") && !kms::is_unsupported("Sign"));
}

#[test]
fn what_has_no_answer_answers_with_an_empty_body() {
    assert!(Response::from(kms::enable_key::Response).encode().is_empty());
}

#[test]
fn a_ciphertext_that_does_not_open_has_no_message() {
    assert_eq!(&*Failure::invalid_ciphertext().encode_json(), br#"{"__type":"InvalidCiphertextException"}"#);
}

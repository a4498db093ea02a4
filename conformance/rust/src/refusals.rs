//! What a refusal is to the AWS SDK for Rust: a variant of the operation's own error.

use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::error::ProvideErrorMetadata;
use aws_sdk_secretsmanager::operation::RequestId;

/// Each refusal has its variant, its code and text, and its request id.
pub(crate) async fn refusals(client: &Client, name: &str) {
    client.create_secret().name(name).secret_string("x").send().await.expect("created");

    let unknown = client.get_secret_value().secret_id("unknown").send().await.expect_err("a refusal");
    assert_eq!(unknown.raw_response().map(|response| response.status().as_u16()), Some(400));
    let unknown = unknown.into_service_error();
    assert!(unknown.is_resource_not_found_exception(), "{unknown:?}");
    assert_eq!(unknown.message(), Some("Secrets Manager can't find the specified secret."));
    assert!(unknown.request_id().is_some_and(|id| id.len() == 36));

    let again = client.create_secret().name(name).secret_string("x").send().await.expect_err("a refusal");
    assert!(again.into_service_error().is_resource_exists_exception());

    let token = client.list_secrets().next_token("made-up").send().await.expect_err("a refusal");
    assert!(token.into_service_error().is_invalid_next_token_exception());

    let batch = client.batch_get_secret_value().send().await.expect_err("a refusal");
    assert!(batch.into_service_error().is_invalid_parameter_exception());

    let policy = client.put_resource_policy().secret_id(name).resource_policy("{}");
    let policy = policy.send().await.expect_err("a refusal").into_service_error();
    assert!(policy.is_malformed_policy_document_exception(), "{policy:?}");

    let spaces =
        client.create_secret().name("white space").secret_string("x").send().await.expect_err("a refusal");
    assert_eq!(spaces.code(), Some("ValidationException"), "a code that the operation does not declare");
}

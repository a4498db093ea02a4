//! KMS on the wire: one module per operation with its request and its response.
//!
//! A request's fields are what the client sent, with the model's constraints checked and nothing else.
//!
//! Source: AWS Key Management Service API reference and service model, version 2014-11-01.

pub mod generate_random;

use crate::operations::json_operations;

/// What stands before the operation's name in `X-Amz-Target`.
pub const TARGET_PREFIX: &str = "TrentService";

/// The name of the service in a signature's scope.
pub const SIGNING_NAME: &str = "kms";

json_operations! {
    GenerateRandom: generate_random, "Makes up random bytes.";
}

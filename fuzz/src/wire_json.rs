//! Bodies in JSON, as each operation reads them.

use wire::json::Document;
use wire::secretsmanager::{Operation, Request};

/// Every operation reads every document or refuses it in words.
pub(crate) fn json(data: &[u8]) {
    let document = match Document::parse(data) {
        Ok(document) => document,
        Err(failure) => return drop(failure.encode_json()),
    };
    for operation in Operation::ALL {
        match Request::decode(*operation, &document) {
            Ok(request) => assert_eq!(request.operation(), *operation),
            Err(failure) => drop(failure.encode_json()),
        }
    }
}

//! Requests of the Query protocol, and the header that names a JSON operation.

use wire::query::Parameters;
use wire::{Failure, Target, iam, sts};

/// Parameters are read or refused, and so are the action they ask for and its members.
pub(crate) fn query(data: &[u8]) {
    if let Ok(text) = str::from_utf8(data) {
        let _ = Target::parse(text);
    }
    let Ok(parameters) = Parameters::parse(data) else { return };
    let _ = (parameters.value("Action"), parameters.value(""));
    if let Err(failure) = decode(&parameters) {
        drop(failure.encode_json());
    }
}

fn decode(parameters: &Parameters) -> Result<(), Failure> {
    let document = parameters.document()?;
    match Target::of_query(parameters)? {
        Target::Iam(operation) => iam::Request::decode(operation, &document).map(drop),
        Target::Sts(operation) => sts::Request::decode(operation, &document).map(drop),
        Target::Kms(_) | Target::SecretsManager(_) | Target::Strongroom(_) => Ok(()),
    }
}

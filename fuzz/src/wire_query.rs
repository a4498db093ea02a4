//! Requests of the Query protocol, and the header that names a JSON operation.

use wire::Target;
use wire::query::Parameters;
use wire::sts::Request;

/// Parameters are read or refused, and so is the action they ask for.
pub(crate) fn query(data: &[u8]) {
    if let Ok(text) = str::from_utf8(data) {
        let _ = Target::parse(text);
    }
    let Ok(parameters) = Parameters::parse(data) else { return };
    let _ = (parameters.value("Action"), parameters.value(""));
    if let Err(failure) = Request::decode(&parameters) {
        drop(failure.encode_json());
    }
}

//! The text of a policy, in answers.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::xml::{Encode, Writer};

/// All that RFC 3986 does not call unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The text of a policy as it was given. Answers hold it percent-encoded.
///
/// Source: IAM API reference, `GetPolicyVersion`, "Policies returned by this operation are URL-encoded compliant with RFC
/// 3986".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyDocument(pub String);

impl Encode for PolicyDocument {
    fn content(&self, writer: &mut Writer) {
        utf8_percent_encode(&self.0, RESERVED).to_string().content(writer);
    }
}

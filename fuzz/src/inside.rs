//! Parsers that their crates keep to themselves, and show to nobody but these targets.

use crate::records::assert_settled;

/// Reads a configuration file, and a duration of the command line.
pub(crate) fn configuration(data: &[u8]) {
    if let Ok(text) = str::from_utf8(data) {
        let _ = strongroom::fuzzing::configuration(text);
    }
}

/// The record of the test clock's offset.
pub(crate) fn clock_offset(data: &[u8]) {
    assert_settled(data, server::fuzzing::clock_offset);
}

/// The engine's own row, which is written as it was read.
pub(crate) fn head(data: &[u8]) {
    if let Some(again) = store_embedded::fuzzing::head(data) {
        assert_eq!(again, data);
    }
}

/// The record of the account that a key lies in.
pub(crate) fn kms_key_home(data: &[u8]) {
    assert_settled(data, kms::fuzzing::key_home);
}

/// A ciphertext begins with its header as it was read.
pub(crate) fn kms_ciphertext(data: &[u8]) {
    if let Some(header) = kms::fuzzing::ciphertext_header(data) {
        assert!(data.starts_with(&header));
    }
}

/// The record in a session token reads back as written.
pub(crate) fn session(data: &[u8]) {
    assert_settled(data, iam::fuzzing::session);
}

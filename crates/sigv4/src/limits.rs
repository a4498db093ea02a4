//! Sizes, counts and durations that bind this crate. Where no source is named, AWS publishes none and the number is
//! chosen well above what any AWS client sends.

/// The widest clock skew that may be configured, either way: 15 minutes.
///
/// Source: IAM user guide, "Troubleshoot Signature Version 4 signing": requests reach AWS within five minutes of their
/// time stamp; the Query services allow 15.
pub const CLOCK_SKEW_MINUTES_MAX: u8 = 15;

/// The clock skew allowed by JSON services, either way: 5 minutes.
///
/// Source: IAM user guide, "Troubleshoot Signature Version 4 signing".
pub const CLOCK_SKEW_MINUTES_DEFAULT: u8 = 5;

/// The longest life of a presigned request: 604,800 seconds, seven days.
///
/// Source: IAM user guide, "Create a signed AWS API request", `X-Amz-Expires`.
pub const EXPIRY_SECONDS_MAX: u32 = 604_800;

/// The most headers a request may carry.
pub const HEADERS_MAX: usize = 128;

/// The most bytes all header names and values may have together: 64 KiB.
pub const HEADER_BYTES_MAX: usize = 65_536;

/// The most headers a request may sign.
pub const SIGNED_HEADERS_MAX: usize = 64;

/// The longest `Authorization` header: 8,192 bytes.
pub const AUTHORIZATION_BYTES_MAX: usize = 8_192;

/// The longest credential, which is an access key id with its scope: 512 bytes.
///
/// Source: IAM API reference, `AccessKey`: an access key id has at most 128 characters.
pub const CREDENTIAL_BYTES_MAX: usize = 512;

/// The longest path, as received: 8,192 bytes.
pub const PATH_BYTES_MAX: usize = 8_192;

/// The longest query, as received: 32 KiB.
pub const QUERY_BYTES_MAX: usize = 32_768;

/// The most parameters in a query.
pub const QUERY_PARAMETERS_MAX: usize = 512;

/// The longest method: 32 bytes.
pub const METHOD_BYTES_MAX: usize = 32;

/// The most characters of what a caller sent that an error repeats.
pub const ECHO_CHARS_MAX: usize = 256;

/// The most characters of an algorithm's name that an error repeats. The longest that AWS knows has 22.
pub const ALGORITHM_ECHO_CHARS_MAX: usize = 32;

/// The most signing keys kept by a cache unless told otherwise.
pub const SIGNING_KEYS_DEFAULT: u64 = 16_384;

/// The length of a signature, and of a hash in hexadecimal: 64 characters.
pub const HEX_DIGEST_BYTES: usize = 64;

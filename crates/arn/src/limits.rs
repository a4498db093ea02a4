//! Sizes that bind this crate.

/// The digits of an account id: 12.
///
/// Source: AWS Account Management Reference Guide, "View AWS account identifiers".
pub const ACCOUNT_ID_DIGITS: usize = 12;

/// The longest region name: 128 characters.
///
/// Source: Secrets Manager API reference, `ReplicaRegionType`, `Region`.
pub const REGION_CHARS_MAX: usize = 128;

/// The longest ARN: 2,048 characters.
///
/// Source: Secrets Manager API reference, `SecretId`, the longest place an ARN is accepted in.
pub const ARN_CHARS_MAX: usize = 2_048;

//! The bounds of what calls to STS may hold.
//!
//! Source: AWS Security Token Service API reference, version 2011-06-15.

use std::ops::RangeInclusive;

/// Characters of an ARN, of a role or of a managed policy.
pub const ARN_CHARACTERS: RangeInclusive<usize> = 20..=2048;

/// Seconds that a role's session may last; the role itself may say less.
pub const DURATION_SECONDS: RangeInclusive<i64> = 900..=43_200;

/// Characters of an `ExternalId`.
pub const EXTERNAL_ID_CHARACTERS: RangeInclusive<usize> = 2..=1224;

/// Seconds that a session of `GetSessionToken` may last.
pub const OWN_DURATION_SECONDS: RangeInclusive<i64> = 900..=129_600;

/// Characters of a session's `Policy`; AWS's model says 1 at least, its documentation 2,048 at most.
pub const POLICY_CHARACTERS: RangeInclusive<usize> = 1..=2048;

/// Items of `PolicyArns`.
pub const POLICY_ARNS_ITEMS: RangeInclusive<usize> = 0..=10;

/// Characters of a `ProviderId`.
pub const PROVIDER_ID_CHARACTERS: RangeInclusive<usize> = 4..=2048;

/// Characters of a `SerialNumber`.
pub const SERIAL_NUMBER_CHARACTERS: RangeInclusive<usize> = 9..=256;

/// Characters of a `RoleSessionName`.
pub const SESSION_NAME_CHARACTERS: RangeInclusive<usize> = 2..=64;

/// Characters of a `SourceIdentity`.
pub const SOURCE_IDENTITY_CHARACTERS: RangeInclusive<usize> = 2..=64;

/// Items of `Tags` and of `TransitiveTagKeys`.
pub const TAGS_ITEMS: RangeInclusive<usize> = 0..=50;

/// Characters of a `TokenCode`.
pub const TOKEN_CODE_CHARACTERS: RangeInclusive<usize> = 6..=6;

/// Characters of a `WebIdentityToken`.
pub const WEB_IDENTITY_TOKEN_CHARACTERS: RangeInclusive<usize> = 4..=20_000;

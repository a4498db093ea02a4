//! The bounds of what calls to KMS may hold.

use std::ops::RangeInclusive;

/// Bytes of KMS's random bytes and of data keys by length.
///
/// Source: KMS API reference, `GenerateRandom`, `NumberOfBytes`.
pub const RANDOM_BYTES: RangeInclusive<i64> = 1..=1024;

/// Characters of a KMS key's `KeyId`: an id, an alias, or the ARN of either.
///
/// Source: KMS API reference, `DescribeKey`, `KeyId`.
pub const KEY_ID_CHARACTERS: RangeInclusive<usize> = 1..=2048;

/// Characters of an `AliasName`.
///
/// Source: KMS API reference, `CreateAlias`, `AliasName`.
pub const ALIAS_NAME_CHARACTERS: RangeInclusive<usize> = 1..=256;

/// Characters of a key's `Description`.
///
/// Source: KMS API reference, `CreateKey`, `Description`.
pub const KEY_DESCRIPTION_CHARACTERS: RangeInclusive<usize> = 0..=8192;

/// Characters of a key's `Policy`; the service's quota is narrower.
///
/// Source: KMS service model 2014-11-01, `PolicyType`.
pub const KEY_POLICY_CHARACTERS: RangeInclusive<usize> = 1..=131_072;

/// Characters of a key policy's `PolicyName`.
///
/// Source: KMS service model 2014-11-01, `PolicyNameType`.
pub const KEY_POLICY_NAME_CHARACTERS: RangeInclusive<usize> = 1..=128;

/// Characters of a `Marker` of KMS.
///
/// Source: KMS API reference, `ListKeys`, `Marker`.
pub const KEY_MARKER_CHARACTERS: RangeInclusive<usize> = 1..=1024;

/// `Limit` of the listing operations of KMS.
///
/// Source: KMS API reference, `ListKeys`, `Limit`.
pub const KEY_PAGE_LIMIT: RangeInclusive<i64> = 1..=1000;

/// Decoded bytes of a `CiphertextBlob`.
///
/// Source: KMS API reference, `Decrypt`, `CiphertextBlob`.
pub const CIPHERTEXT_BYTES: RangeInclusive<usize> = 1..=6144;

/// Decoded bytes of a `Plaintext`.
///
/// Source: KMS API reference, `Encrypt`, `Plaintext`.
pub const PLAINTEXT_BYTES: RangeInclusive<usize> = 1..=4096;

/// `PendingWindowInDays`; the service's own bounds are narrower.
///
/// Source: KMS service model 2014-11-01, `PendingWindowInDaysType`.
pub const PENDING_WINDOW_IN_DAYS: RangeInclusive<i64> = 1..=365;

/// `RotationPeriodInDays`.
///
/// Source: KMS API reference, `EnableKeyRotation`, `RotationPeriodInDays`.
pub const ROTATION_PERIOD_IN_DAYS: RangeInclusive<i64> = 90..=2560;

/// Items of `GrantTokens`.
///
/// Source: KMS API reference, `Encrypt`, `GrantTokens`.
pub const GRANT_TOKENS_ITEMS: RangeInclusive<usize> = 0..=10;

/// Characters of a grant token.
///
/// Source: KMS API reference, `Encrypt`, `GrantTokens`.
pub const GRANT_TOKEN_CHARACTERS: RangeInclusive<usize> = 1..=8192;

/// Characters of a `GrantId`.
///
/// Source: KMS API reference, `RevokeGrant`, `GrantId`.
pub const GRANT_ID_CHARACTERS: RangeInclusive<usize> = 1..=128;

/// Characters of a grant's `Name`.
///
/// Source: KMS API reference, `CreateGrant`, `Name`.
pub const GRANT_NAME_CHARACTERS: RangeInclusive<usize> = 1..=256;

/// Characters of a `GranteePrincipal` and a `RetiringPrincipal`.
///
/// Source: KMS API reference, `CreateGrant`, `GranteePrincipal`.
pub const PRINCIPAL_ID_CHARACTERS: RangeInclusive<usize> = 1..=256;

/// Characters of a `CustomKeyStoreId`.
///
/// Source: KMS API reference, `CreateKey`, `CustomKeyStoreId`.
pub const CUSTOM_KEY_STORE_ID_CHARACTERS: RangeInclusive<usize> = 1..=64;

/// Characters of an `XksKeyId`.
///
/// Source: KMS API reference, `CreateKey`, `XksKeyId`.
pub const XKS_KEY_ID_CHARACTERS: RangeInclusive<usize> = 1..=128;

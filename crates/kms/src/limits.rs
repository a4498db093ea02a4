//! Sizes and counts that bind this crate, each with its source.

use std::ops::RangeInclusive;

/// The salt of the key that is derived for each ciphertext: 32 bytes.
pub const SALT_BYTES: usize = 32;

/// The longest ciphertext that is opened: 6,144 bytes.
///
/// Source: KMS API reference, `Decrypt`, `CiphertextBlob`.
pub const CIPHERTEXT_BYTES_MAX: usize = 6_144;

/// The longest encryption context, as JSON: 8,192 characters.
///
/// Source: KMS Developer Guide, "Quotas", "Encryption context"; KMS API reference, `Encrypt`.
pub const ENCRYPTION_CONTEXT_CHARS_MAX: usize = 8_192;

/// The longest key policy: 32 KiB.
///
/// Source: KMS Developer Guide, "Resource quotas", "Key policy document size".
pub const KEY_POLICY_BYTES_MAX: usize = 32_768;

/// Days between scheduling a key's deletion and the deletion, and how many unless asked for.
///
/// Source: KMS API reference, `ScheduleKeyDeletion`, `PendingWindowInDays`.
pub const PENDING_WINDOW_DAYS: RangeInclusive<i64> = 7..=30;

/// Days between scheduling a key's deletion and the deletion, unless asked for.
///
/// Source: KMS API reference, `ScheduleKeyDeletion`, `PendingWindowInDays`.
pub const PENDING_WINDOW_DAYS_DEFAULT: u8 = 30;

/// Days between two automatic rotations.
///
/// Source: KMS API reference, `EnableKeyRotation`, `RotationPeriodInDays`.
pub const ROTATION_PERIOD_DAYS: RangeInclusive<i64> = 90..=2_560;

/// Days between two automatic rotations, unless asked for; always those of a service's key.
///
/// Source: KMS API reference, `EnableKeyRotation`, `RotationPeriodInDays`.
pub const ROTATION_PERIOD_DAYS_DEFAULT: u16 = 365;

/// The most rotations on demand of one key: 25.
///
/// Source: KMS Developer Guide, "Resource quotas", "On-demand rotation".
pub const ON_DEMAND_ROTATIONS_MAX: u32 = 25;

/// The most aliases of one key: 50.
///
/// Source: KMS Developer Guide, "Resource quotas", "Aliases per KMS key".
pub const ALIASES_PER_KEY_MAX: usize = 50;

/// The longest alias, its prefix included: 256 characters.
///
/// Source: KMS API reference, `CreateAlias`, `AliasName`.
pub const ALIAS_CHARS_MAX: usize = 256;

/// The most tags of one key: 50.
///
/// Source: KMS Developer Guide, "Tags in AWS KMS".
pub const TAGS_MAX: usize = 50;

/// The most grants of one key: 50,000.
///
/// Source: KMS Developer Guide, "Resource quotas", "Grants per KMS key".
pub const GRANTS_PER_KEY_MAX: u32 = 50_000;

/// The most grants of one key to the same principal: 500. All of them are looked at when that principal uses the key.
pub const GRANTS_PER_GRANTEE_MAX: usize = 500;

/// The random part of a grant's id: 32 bytes.
///
/// Source: KMS API reference, `CreateGrant`, `GrantId`, by example.
pub const GRANT_ID_BYTES: usize = 32;

/// The most entries of one page of keys.
///
/// Source: KMS API reference, `ListKeys`, `Limit`.
pub const PAGE_KEYS_MAX: usize = 1_000;

/// The most entries of one page of keys, unless asked for.
///
/// Source: KMS API reference, `ListKeys`, `Limit`.
pub const PAGE_KEYS_DEFAULT: usize = 100;

/// The most entries of one page of aliases, grants, rotations and tags, unless a narrower bound is named.
///
/// Source: KMS API reference, `ListAliases`, `Limit`.
pub const PAGE_ENTRIES_MAX: usize = 100;

/// How many entries one page has, unless asked for.
///
/// Source: KMS API reference, `ListAliases`, `Limit`.
pub const PAGE_ENTRIES_DEFAULT: usize = 50;

/// In how many parts what is due is kept.
pub const DUE_SHARDS: u64 = 8;

/// How many duties one look takes.
pub const DUE_PER_SWEEP_MAX: usize = 100;

/// How many versions, and how many grants, of a deleted key one transaction removes; a grant lies in three places.
pub const ERASED_PER_TRANSACTION_MAX: usize = 20;

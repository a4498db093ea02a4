//! Sizes, counts and times that bind this crate.

use store::limits::OPERATIONS_MAX;

/// The longest secret name: 512 characters, all of them ASCII.
///
/// Source: Secrets Manager API reference, `CreateSecret`, `Name`.
pub const NAME_CHARS_MAX: usize = 512;

/// The random characters behind the hyphen at the end of an ARN: 6.
///
/// Source: Secrets Manager User Guide, "Secrets Manager secrets", on ARNs.
pub const ARN_SUFFIX_CHARS: usize = 6;

/// The shortest and longest version id: 32 and 64 characters.
///
/// Source: Secrets Manager API reference, `ClientRequestToken`.
pub const VERSION_ID_CHARS: std::ops::RangeInclusive<usize> = 32..=64;

/// The longest staging label: 256 characters.
///
/// Source: Secrets Manager API reference, `SecretVersionStageType`.
pub const LABEL_CHARS_MAX: usize = 256;

/// The most labels on all versions of one secret together: 20.
///
/// Source: Secrets Manager User Guide, quotas, "Staging labels attached across all versions of a secret".
pub const LABELS_MAX: usize = 20;

/// The most tags on one secret: 50.
///
/// Source: Secrets Manager User Guide, "Tagging secrets".
pub const TAGS_MAX: usize = 50;

/// Beyond this many versions, those without a label are pruned, oldest first: 100.
///
/// Source: Secrets Manager User Guide, quotas, "Versions per secret".
pub const VERSIONS_KEPT: u32 = 100;

/// No version younger than this is pruned: 24 hours.
///
/// Source: Secrets Manager API reference, `PutSecretValue`.
pub const VERSION_AGE_PRUNED_HOURS_MIN: i64 = 24;

/// The most versions one secret may have before the young ones among them may be pruned: 10,000.
///
/// AWS documents that a hard stop exists, not where. One write every nine seconds for a day stays below it.
pub const VERSIONS_MAX: u32 = 10_000;

/// The largest value of one version: 65,536 bytes of plaintext.
///
/// Source: Secrets Manager User Guide, quotas, "Secret value size".
pub const VALUE_BYTES_MAX: usize = 65_536;

/// The longest resource policy: 20,480 characters.
///
/// Source: Secrets Manager User Guide, quotas, "Resource-based policy length".
pub const RESOURCE_POLICY_CHARS_MAX: usize = 20_480;

/// The shortest and longest recovery window: 7 and 30 days.
///
/// Source: Secrets Manager API reference, `DeleteSecret`, `RecoveryWindowInDays`.
pub const RECOVERY_WINDOW_DAYS: std::ops::RangeInclusive<i64> = 7..=30;

/// The recovery window where none is asked for: 30 days.
///
/// Source: Secrets Manager API reference, `DeleteSecret`, `RecoveryWindowInDays`.
pub const RECOVERY_WINDOW_DAYS_DEFAULT: u8 = 30;

/// How many versions one transaction of a purge or a pruning erases: two writes each, and a fifth of the transaction is
/// left for the secret and the duty itself.
pub const ERASED_PER_CHUNK_MAX: usize = OPERATIONS_MAX * 2 / 5;

/// How many due entries a sweep reads at once.
pub const DUE_PER_SWEEP_MAX: usize = 100;

/// How many shards the due index has, so that several nodes can sweep apart.
pub const DUE_SHARDS: u64 = 8;

/// How many reads one transaction writes down: two point reads and two writes each, and a fifth of the transaction is left.
pub const READS_PER_CHUNK_MAX: usize = OPERATIONS_MAX / 5;

/// How many first reads of a day wait to be written down; more are dropped until there is room, and written at the next read.
pub const RECENT_READS_MAX: usize = 100_000;

/// The page size of a listing that asks for none: 100.
pub const PAGE_ENTRIES_DEFAULT: usize = 100;

/// The page size of a batch read that asks for none: 20.
///
/// Source: Secrets Manager API reference, `BatchGetSecretValue`, `MaxResults`.
pub const BATCH_ENTRIES_DEFAULT: usize = 20;

/// How often one listing asks the catalogue for more candidates before it answers with what it has and a token.
pub const LISTING_ROUNDS_MAX: usize = 8;

/// How many index entries a listing reads at once while the catalogue is being built.
pub const INDEX_PAGE_ENTRIES: usize = 500;

/// How many secrets one listing tests at most while the catalogue is being built, divided by how many values its filters
/// have; a page that is not full by then is cut short. So many records are held in memory, too.
pub const INDEX_ENTRIES_TESTED_MAX: usize = 2_000;

/// The password length where none is asked for: 32 characters.
///
/// Source: Secrets Manager API reference, `GetRandomPassword`, `PasswordLength`.
pub const PASSWORD_CHARS_DEFAULT: usize = 32;

/// The longest description that the catalogue holds: 256 bytes; a longer one is read from the record.
pub const CATALOGUE_DESCRIPTION_BYTES_MAX: usize = 256;

/// The most bytes of tags that the catalogue holds for one secret: 512, two of them for each tag's lengths.
pub const CATALOGUE_TAGS_BYTES_MAX: usize = 512;

/// How many entries of the catalogue one call tests at most, divided by how many values its filters have; a page that is
/// not full by then is cut short.
pub const CATALOGUE_ENTRIES_TESTED_MAX: usize = 10_000;

/// How many items of an order lie together: inserting one moves half of them.
pub const CATALOGUE_CHUNK_ITEMS_MAX: usize = 512;

/// The most KMS keys that one version can be opened under: 8. Each is the key that the secret had at some time.
pub const DATA_KEY_COPIES_MAX: usize = 8;

//! Sizes, counts and durations that bind this crate.

use std::time::Duration;

/// The longest `userAgent` of a record: 1,024 bytes.
///
/// Source: CloudTrail User Guide, "CloudTrail record contents", `userAgent` (1 KB).
pub const USER_AGENT_BYTES_MAX: usize = 1_024;

/// The longest `errorMessage` of a record: 1,024 bytes.
///
/// Source: CloudTrail User Guide, "CloudTrail record contents", `errorMessage` (1 KB).
pub const ERROR_MESSAGE_BYTES_MAX: usize = 1_024;

/// The longest name that a stranger may claim to have: 128 bytes, as the longest access key id.
///
/// Source: IAM API reference, `AccessKey`, `AccessKeyId`.
pub const CLAIMED_ID_BYTES_MAX: usize = 128;

/// The longest of all other texts of a record: 2,048 bytes, as the longest ARN.
pub const TEXT_BYTES_MAX: usize = 2_048;

/// The most bytes that the members of `requestParameters`, `responseElements` or `additionalEventData` take, each, as
/// JSON: 65,536. A resource policy at its quota fits.
///
/// Source: CloudTrail User Guide, "CloudTrail record contents" (100 KB); ours is narrower.
pub const PARAMETERS_BYTES_MAX: usize = 65_536;

/// The most resources that one record names.
pub const RESOURCES_MAX: usize = 64;

/// The longest line of a trail, its newline aside: 1 MiB. The longest record stays below half of it.
pub const LINE_BYTES_MAX: usize = 1_048_576;

/// The greatest sequence of a record: 2^53 - 1, the greatest integer that every reader of JSON understands.
///
/// Source: RFC 8259, section 6.
pub const SEQUENCE_MAX: u64 = (1 << 53) - 1;

/// The shortest and longest name of a node: 1 and 64 characters.
pub const NODE_CHARS: std::ops::RangeInclusive<usize> = 1..=64;

/// How long a caller waits for its records unless configured: 2 seconds. Then its call is refused.
pub const DEADLINE_DEFAULT: Duration = Duration::from_secs(2);

/// For how long after a failed write the trail says that it is failing; then somebody may try again.
pub const FAILING_FOR: Duration = Duration::from_secs(1);

/// The most calls whose records wait to be written.
pub const QUEUE_CALLS_MAX: usize = 65_536;

/// The most bytes of records that wait to be written: 32 MiB. A single call's records are taken whatever their size.
pub const QUEUE_BYTES_MAX: usize = 33_554_432;

/// How large a segment file grows, unless configured, before another begins: 64 MiB.
pub const SEGMENT_BYTES_DEFAULT: u64 = 67_108_864;

/// For how long one segment file is written to, unless configured: a day.
pub const SEGMENT_AGE_DEFAULT: Duration = Duration::from_secs(86_400);

/// The most segment files that begin with the same sequence: each opening and each failure may leave one that holds
/// nothing, or a torn line.
pub const SEGMENT_ATTEMPTS_MAX: u16 = 9_999;

/// The most bytes of events that one outbox entry holds: 256 KiB, a quarter of what a transaction may write.
pub const OUTBOX_BYTES_MAX: usize = 262_144;

/// The most outbox entries that are removed in one transaction, less than what one may write.
pub const OUTBOX_REMOVALS_MAX: usize = 50;

/// The most outbox entries that are taken up at once.
pub const OUTBOX_PAGE_ENTRIES: usize = 200;

/// The most findings, and the most notes, that a report spells out; further ones are counted.
pub const FINDINGS_MAX: usize = 1_000;

/// How far behind its own line a checkpoint's sequence may lie to be verified: 1,048,576 records, 40 MiB of memory.
pub const CHECKPOINT_LAG_MAX: usize = 1_048_576;

/// How many failed authentications are recorded one by one in a second, unless configured: 20. Further ones are
/// counted.
pub const FLOOD_PER_SECOND_DEFAULT: u32 = 20;

/// How many failed authentications are recorded one by one in a day, unless configured: 20,000, some 20 MiB. Further ones
/// are counted.
pub const FLOOD_PER_DAY_DEFAULT: u32 = 20_000;

/// For how long failed authentications are counted before a summary is recorded: 10 seconds.
pub const FLOOD_WINDOW: Duration = Duration::from_secs(10);

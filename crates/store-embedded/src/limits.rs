//! Sizes, counts and durations that bind this crate.

use std::time::Duration;

/// The oldest SQLite that may be used: 3.51.3, the first without a fault that could corrupt a write-ahead log.
///
/// Source: SQLite release notes, 3.51.3.
pub(crate) const SQLITE_VERSION_MIN: i32 = 3_051_003;

/// The size of a database page: 8 KiB holds a common record without overflow pages.
pub(crate) const PAGE_BYTES: u32 = 8_192;

/// After how many pages the log is copied into the database: 2,000, which is 16 MiB.
pub(crate) const CHECKPOINT_PAGES: u32 = 2_000;

/// The most transactions that wait for the writer. Whoever comes after is told that the store is busy.
pub const QUEUE_MAX: usize = 1_024;

/// The most transactions that share one commit.
pub const BATCH_TRANSACTIONS_MAX: usize = 128;

/// How many bytes a batch may hold before it takes no further transaction: 16 MiB.
pub(crate) const BATCH_BYTES_MAX: usize = 16_777_216;

/// The most connections that read at the same time. Whoever comes after waits for one.
pub const READERS_MAX: usize = 64;

/// How long a connection waits for a lock that another program holds on the database.
pub(crate) const BUSY_WAIT: Duration = Duration::from_secs(5);

/// Below this much free space an I/O error is taken for a full disk: 1 MiB.
pub(crate) const FREE_BYTES_MIN: u64 = 1_048_576;

//! Sizes, counts and durations that bind this crate.

use std::time::Duration;

/// The most point reads and writes, together, that a writing transaction may hold: 100. It is what every engine we
/// mean to serve can check in one commit.
///
/// Source: etcd, `--max-txn-ops` (default 128), less what an engine adds of its own.
pub const OPERATIONS_MAX: usize = 100;

/// The most bytes of keys and encoded records that one transaction may write: 1 MiB.
///
/// Source: etcd, `--max-request-bytes` (default 1.5 MiB), less what an engine adds of its own.
pub const WRITE_BYTES_MAX: usize = 1_048_576;

/// The most entries that one page holds, whatever its reader asks for.
pub const PAGE_ENTRIES_MAX: usize = 1_000;

/// The most bytes of values that one page holds, its first entry aside: 4 MiB.
pub const PAGE_BYTES_MAX: usize = 4_194_304;

/// How often a transaction runs again after a conflict before it is given up: 200. With turns it takes far fewer, so
/// this only ends work that can never succeed.
pub const RETRIES_MAX: u32 = 200;

/// How often it runs again after a pause alone. After that it takes turns with the others that lost.
pub const RETRIES_BEFORE_TURN: u32 = 3;

/// In how many lines transactions wait for their turn.
pub const LINES: usize = 64;

/// How long a transaction runs again, counted from its first conflict, unless configured: 2 seconds, which is well
/// below the time after which a client gives up.
pub const PATIENCE_DEFAULT: Duration = Duration::from_secs(2);

/// The longest pause before the first repetition; each further one may be twice as long.
pub const BACKOFF_FIRST: Duration = Duration::from_micros(500);

/// What a cache entry is charged beside its key and its encoded length: 256 bytes for the map, the policy's
/// bookkeeping and the record's own structure.
pub const CACHE_ENTRY_OVERHEAD_BYTES: usize = 256;

/// How many counters remember when a key was last written. Two keys that share one cost each other a cache fill.
pub const CACHE_SLOTS: usize = 65_536;

/// How many keys' cache entries can be changed at once.
pub const CACHE_TURNS: usize = 256;

/// The cache's size unless configured: 64 MiB.
pub const CACHE_BYTES_DEFAULT: u64 = 67_108_864;

/// How many commits a watch may lie behind before it is told to re-sync.
pub const WATCH_BACKLOG_MAX: usize = 1_024;

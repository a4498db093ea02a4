//! How much is written, how often power fails, and what the disk loses then.

/// What a disk writes whole or not at all: 512 bytes.
///
/// Source: SQLite, "Powersafe overwrite"; the smallest sector of a disk in use.
pub(crate) const SECTOR_BYTES: usize = 512;

/// How many writers there are, so that commits are gathered into batches.
pub(crate) const WRITERS: u64 = 4;

/// The largest small value.
pub(crate) const SMALL_BYTES_MAX: u64 = 3_000;

/// The largest large value: two of them and their index come to ten pages, so that the engine's own checkpoint, after
/// 2,000 pages, comes within reach.
pub(crate) const LARGE_BYTES_MAX: u64 = 60_000;

/// After how many acknowledgments of a writer the log is copied into the database, where the test asks for it.
pub(crate) const CHECKPOINT_TRANSACTIONS: u64 = 9;

/// How many rows are read at a time.
pub(crate) const PAGE_ROWS: usize = 500;

/// In how many images one is also written to, closed and opened again.
pub(crate) const REUSED_ONE_IN: u32 = 8;

/// How many images are made of the small trace, about, where not all are.
pub(crate) const IMAGES_SHORT: usize = 1_200;

/// How many images are made of the large trace, about.
pub(crate) const IMAGES_LARGE: usize = 3_000;

/// How many images a control is given to fail on, about.
pub(crate) const IMAGES_CONTROL: usize = 60;

/// The most violations that are printed.
pub(crate) const VIOLATIONS_SHOWN_MAX: usize = 20;

//! Sizes, counts and times that bind this crate.

use std::time::Duration;

/// How many connections are served at once; further ones wait to be accepted.
pub const CONNECTIONS_MAX: usize = 10_000;

/// How many requests are served at once on one HTTP/2 connection.
pub const STREAMS_PER_CONNECTION_MAX: u32 = 128;

/// How long a TLS handshake may take.
pub const HANDSHAKE_TIME_MAX: Duration = Duration::from_secs(10);

/// How long the headers of a request may take to arrive.
pub const HEADER_TIME_MAX: Duration = Duration::from_secs(10);

/// How long the body of a request may take to arrive.
pub const BODY_TIME_MAX: Duration = Duration::from_secs(20);

/// How much of a body that is too large is read on, so that its sender sees the answer: 8 MiB.
pub const BODY_DRAINED_BYTES_MAX: usize = 8 * 1_024 * 1_024;

/// How long requests that were accepted may take to finish once the server is told to stop.
pub const SHUTDOWN_TIME_MAX: Duration = Duration::from_secs(20);

/// How many headers a request may have.
pub const HEADERS_MAX: usize = 100;

/// How large the headers of an HTTP/2 request may be, counted as HTTP/2 counts: 16 KiB.
pub const HEADER_LIST_BYTES_MAX: u32 = 16 * 1_024;

/// How much of a request is buffered before its headers are complete; a little more than they may measure.
pub const HEADER_BUFFER_BYTES: usize = 32 * 1_024;

/// The largest database that is checked before it is served: 256 MiB, about half a second. A larger one is checked while
/// it is served, and the server says that it is not ready if that finds damage.
pub const CHECKED_AT_START_BYTES_MAX: u64 = 256 * 1_024 * 1_024;

/// How long between two looks at what is due and at reads to be written down.
pub const DUTY_INTERVAL: Duration = Duration::from_secs(1);

/// How long between two looks at whether the certificate files have changed.
pub const CERTIFICATE_INTERVAL: Duration = Duration::from_secs(2);

/// How long a listing waits for the catalogue to catch up before it goes by the index.
pub const CATALOGUE_TIME_MAX: Duration = Duration::from_millis(100);

/// How many secrets are read at once while the catalogue is built.
pub const CATALOGUE_PAGE_ENTRIES: usize = 500;

/// How long after it lost its place a catalogue is built anew; doubled after each failure.
pub const CATALOGUE_PAUSE_FIRST: Duration = Duration::from_millis(100);

/// The longest time between two attempts to build the catalogue.
pub const CATALOGUE_PAUSE_MAX: Duration = Duration::from_secs(60);

/// How many signing keys are kept, each for one access key, day, region and service.
pub const SIGNING_KEYS_MAX: u64 = 10_000;

/// How many bytes of decoded records are kept in memory: 64 MiB.
pub const CACHE_BYTES_MAX: u64 = 64 * 1_024 * 1_024;

/// The longest command that the operator's socket takes: 4 KiB.
pub const OPERATOR_COMMAND_BYTES_MAX: u64 = 4 * 1_024;

/// How long an operator's command may take to arrive.
pub const OPERATOR_TIME_MAX: Duration = Duration::from_secs(5);

/// The furthest that the test clock can be moved in one call: 10 years.
pub const CLOCK_ADVANCE_SECONDS_MAX: u64 = 10 * 366 * 86_400;

/// How often all shards are swept after the test clock was moved, at most: a purge needs a sweep for each chunk.
pub const SWEEPS_PER_ADVANCE_MAX: usize = 10_000;

/// The largest certificate or key file that is read: 1 MiB.
pub const CERTIFICATE_BYTES_MAX: u64 = 1_024 * 1_024;

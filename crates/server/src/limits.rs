//! Sizes, counts and times that bind this crate.

use std::num::NonZeroU32;
use std::time::Duration;

/// How many connections are served at once; further ones wait to be accepted.
pub const CONNECTIONS_MAX: usize = 10_000;

/// How many requests are served at once on one HTTP/2 connection.
pub const STREAMS_PER_CONNECTION_MAX: u32 = 128;

/// How long a TLS handshake may take.
pub const HANDSHAKE_TIME_MAX: Duration = Duration::from_secs(10);

/// How many connections are served at once for one peer: an IPv4 address, or the 64 bits of an IPv6 network. A tenth of
/// all, so that it takes more than one machine to keep everybody else out. Loopback is not counted.
pub const CONNECTIONS_PER_PEER_MAX: usize = 1_000;

/// How many file descriptors connections leave to the store and to whatever else the server opens.
pub const DESCRIPTORS_RESERVED: u64 = 128;

/// How long a connection may take until the headers of its first request are there.
pub const FIRST_CALL_TIME_MAX: Duration = Duration::from_secs(10);

/// A connection on which no call began or ended for this long is closed, at the latest after twice this. Idle
/// connections in the pools of AWS SDKs live for a minute at most, so that mostly the client closes first.
pub const QUIET_TIME_MAX: Duration = Duration::from_secs(60);

/// How long a peer may take no octet of what is sent to it.
pub const WRITE_TIME_MAX: Duration = Duration::from_secs(30);

/// How long a connection without a call may take to end after it was asked to.
pub const FAREWELL_TIME_MAX: Duration = Duration::from_secs(1);

/// How long between two questions to an HTTP/2 peer whether it is still there.
pub const HTTP2_PING_INTERVAL: Duration = Duration::from_secs(20);

/// How long an HTTP/2 peer may take to answer that question.
pub const HTTP2_PING_TIME_MAX: Duration = Duration::from_secs(10);

/// How much of one request's body an HTTP/2 peer may send ahead of being read: 64 KiB.
pub const HTTP2_STREAM_WINDOW_BYTES: u32 = 64 * 1_024;

/// How much of all bodies on one connection an HTTP/2 peer may send ahead of being read: 256 KiB.
pub const HTTP2_CONNECTION_WINDOW_BYTES: u32 = 256 * 1_024;

/// How much memory the bodies of all requests may take together: 256 MiB. They are taken in before anybody has shown
/// who they are; beyond it, calls are told to come back later.
pub const BODIES_BYTES_MAX: usize = 256 * 1_024 * 1_024;

/// The smallest piece of that memory that a body takes: 1 KiB, which most bodies fit into.
pub const BODY_BYTES_MIN: usize = 1_024;

/// How many calls are in progress at once, unless the operator says otherwise: twice as many as may wait for the disk, so
/// that there are places for those that only read. Further ones are told to come back later.
pub const CALLS_IN_PROGRESS_DEFAULT: NonZeroU32 = match NonZeroU32::new(2_048) {
    Some(calls) => calls,
    None => NonZeroU32::MIN,
};

/// Of so many places for calls, one is open to a call on many secrets, such as a listing.
pub const PLACES_PER_CALL_ON_MANY: usize = 4;

/// How many calls per second an account may make on AWS, in a region, to read a secret or to describe it: 10,000.
///
/// Source: Secrets Manager user guide, "AWS Secrets Manager quotas"; the next two as well.
pub const AWS_READING_CALLS_PER_SECOND: u32 = 10_000;

/// The same for each of the operations that go through many secrets: 100.
pub const AWS_LISTING_CALLS_PER_SECOND: u32 = 100;

/// The same for each group of the other operations: 50.
pub const AWS_CONTROL_CALLS_PER_SECOND: u32 = 50;

/// How many buckets are kept to count calls against their rates, a hundred octets each. One that is full needs not be
/// kept, which every bucket is after a second of silence.
pub const BUCKETS_MAX: usize = 100_000;

/// How long between two lines of the log about the same trouble.
pub const LOG_INTERVAL: Duration = Duration::from_secs(1);

/// How long to wait after a connection could not be accepted: the cause, such as a lack of descriptors, outlives less.
pub const ACCEPT_PAUSE: Duration = Duration::from_millis(10);

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

/// How long what a stranger calls his access key may be, to be recorded.
///
/// Source: IAM API reference, `AccessKey`, `AccessKeyId`; AWS makes 20 characters.
pub const CLAIMED_KEY_CHARS: std::ops::RangeInclusive<usize> = 16..=32;

/// How much of each text of a stranger is recorded: 128 bytes.
pub const STRANGERS_TEXT_BYTES_MAX: usize = 128;

/// How many changes may have their records still to be appended before further ones wait for the next start.
pub const RECORDS_OWED_MAX: usize = 10_000;

/// How long the last signature of the audit trail may take once the server stops.
pub const LAST_HEAD_TIME_MAX: Duration = Duration::from_secs(5);

/// How long between two looks at what is due, at reads to be written down, and at whether the store takes writes.
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

/// What the signers that are kept may take, in bytes: 16 MiB, some 8,000 sessions without a policy of their own.
pub const SIGNERS_BYTES_MAX: u64 = 16_777_216;

/// What a signer is charged: 2 KiB, and once more for each 256 characters of a session's own policy, compiled.
pub const SIGNER_BYTES: usize = 2_048;

/// How many bytes of decoded records are kept in memory: 64 MiB.
pub const CACHE_BYTES_MAX: u64 = 64 * 1_024 * 1_024;

/// The longest command that the operator's socket takes: 4 KiB.
pub const OPERATOR_COMMAND_BYTES_MAX: u64 = 4 * 1_024;

/// How long an operator's command may take to arrive.
pub const OPERATOR_TIME_MAX: Duration = Duration::from_secs(5);

/// How many conversations on the operator's socket go on at once; further ones wait.
pub const OPERATOR_CONVERSATIONS_MAX: usize = 8;

/// The last second that the test clock can be moved to: the beginning of the year 9000, in seconds since 1970. Beyond
/// 9999 there are no timestamps, and windows have to end before that.
pub const CLOCK_SECONDS_MAX: i64 = 221_845_392_000;

/// The furthest that the test clock can be moved in one call: 10 years.
pub const CLOCK_ADVANCE_SECONDS_MAX: u64 = 10 * 366 * 86_400;

/// How often all shards are swept after the test clock was moved, at most: a purge needs a sweep for each chunk.
pub const SWEEPS_PER_ADVANCE_MAX: usize = 10_000;

/// The largest certificate or key file that is read: 1 MiB.
pub const CERTIFICATE_BYTES_MAX: u64 = 1_024 * 1_024;

/// How many identity providers' keys are kept at once.
pub const IDENTITY_PROVIDERS_MAX: usize = 1_000;

/// How many calls without a signature are answered at once; each may wait for an identity provider.
pub const WEB_IDENTITY_CALLS_MAX: usize = 64;

/// How long the keys of an identity provider are good, once they were fetched: one hour.
pub const KEY_SET_AGE_MAX: Duration = Duration::from_secs(3_600);

/// How long between two questions to one identity provider for its keys: 10 seconds.
pub const KEY_SET_PAUSE: Duration = Duration::from_secs(10);

/// How long an identity provider may take to tell its keys, where they stand included.
pub const KEY_SET_TIME_MAX: Duration = Duration::from_secs(5);

/// The largest answer of an identity provider that is read: 256 KiB.
pub const KEY_SET_BYTES_MAX: usize = 256 * 1_024;

/// How many redirects within its own host an identity provider may give.
pub const KEY_SET_REDIRECTS_MAX: usize = 3;
/// How long after the root key provider did not answer it is asked again; doubled after each time.
pub const UNSEAL_PAUSE_FIRST: Duration = Duration::from_secs(1);

/// The longest time between two questions to a root key provider that does not answer.
pub const UNSEAL_PAUSE_MAX: Duration = Duration::from_secs(30);

/// How many operators may wait for the server to be unsealed.
pub const UNSEAL_REQUESTS_MAX: usize = 4;

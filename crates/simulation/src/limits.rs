//! How long a simulation waits, and how much it does.

use std::time::Duration;

/// How long a server may take to say where it listens, on a machine that has much else to do.
pub(crate) const START_TIME_MAX: Duration = Duration::from_secs(20);

/// How long a server may take to stop when told to; then it is killed.
pub(crate) const STOP_TIME_MAX: Duration = Duration::from_secs(20);

/// How long a server may take to answer a request.
pub(crate) const ANSWER_TIME_MAX: Duration = Duration::from_secs(60);

/// The longest answer that is read: 16 MiB.
pub(crate) const ANSWER_BYTES_MAX: u64 = 16 << 20;

/// By how much a date may miss the time between call and answer, in seconds: it comes in whole milliseconds.
pub(crate) const DATE_SECONDS_TOLERANCE: f64 = 0.0015;

/// The most staging labels of one secret: 20.
///
/// Source: Secrets Manager User Guide, quotas.
pub(crate) const LABELS_MAX: usize = 20;

/// The most tags of one secret: 50.
///
/// Source: Secrets Manager User Guide, "Tagging secrets".
pub(crate) const TAGS_MAX: usize = 50;

/// Beyond this many versions, those without a label may be pruned: 100.
///
/// Source: Secrets Manager User Guide, quotas, "Versions per secret".
pub(crate) const VERSIONS_KEPT: usize = 100;

/// No version younger than this is pruned.
///
/// Source: Secrets Manager API reference, `PutSecretValue`.
pub(crate) const VERSION_HOURS_PRUNED_MIN: u64 = 24;

/// How many servers the model is held against at once.
pub(crate) const MODEL_WORKERS: u64 = 2;

/// The most steps of one case.
pub(crate) const MODEL_STEPS_MAX: usize = 60;

/// How many cases each worker tries in a short run.
pub(crate) const MODEL_CASES_SHORT: u32 = 320;

/// How many cases each worker tries in a long run.
pub(crate) const MODEL_CASES_LONG: u32 = 12_000;

/// How often a failing case is made smaller at most.
pub(crate) const MODEL_SHRINKS_MAX: u32 = 3_000;

/// How many callers make a history.
pub(crate) const HISTORY_CALLERS: u64 = 4;

/// How many calls each of them makes, on all secrets of the round together.
pub(crate) const HISTORY_CALLS_PER_CALLER: usize = 16;

/// How many secrets the callers of one round share; each has a history of its own.
pub(crate) const HISTORY_SECRETS: usize = 2;

/// The longest history that is judged: one bit for each call.
pub(crate) const HISTORY_CALLS_MAX: usize = 128;

/// How many places of the search for an order are visited before a history is given up as undecided.
pub(crate) const HISTORY_PLACES_MAX: usize = 5_000_000;

/// How many rounds a short run has.
pub(crate) const HISTORY_ROUNDS_SHORT: u32 = 250;

/// How many rounds a long run has.
pub(crate) const HISTORY_ROUNDS_LONG: u32 = 8_000;

/// How many callers write while the server is killed.
pub(crate) const KILL_WRITERS: u64 = 6;

/// How many secrets each of them writes to.
pub(crate) const KILL_SECRETS_PER_WRITER: usize = 3;

/// How many kills a short run has.
pub(crate) const KILLS_SHORT: u32 = 15;

/// How many kills a long run has.
pub(crate) const KILLS_LONG: u32 = 250;

/// The most acknowledged writes between a start and the kill.
pub(crate) const KILL_WRITES_MAX: u64 = 600;

/// How long a kill waits at most behind the last write that was counted, so that it may fall anywhere.
pub(crate) const KILL_DELAY_MICROSECONDS_MAX: u64 = 5_000;

/// How many pairs of policies and a request a short run has decided.
pub(crate) const POLICY_PAIRS_SHORT: u64 = 8_000;

/// How many pairs of policies and a request a long run has decided.
pub(crate) const POLICY_PAIRS_LONG: u64 = 100_000;

/// How many pairs a judge is asked about at once.
pub(crate) const POLICY_BATCH_PAIRS: u64 = 200;

/// How often a pair about which a judge differs is made smaller at most.
pub(crate) const POLICY_SHRINKS_MAX: usize = 1_000;

/// How many differences without an explanation are told in full.
pub(crate) const POLICY_UNEXPLAINED_MAX: usize = 10;

/// The least share of each decision among the pairs.
pub(crate) const POLICY_SHARE_PERCENT_MIN: u64 = 15;

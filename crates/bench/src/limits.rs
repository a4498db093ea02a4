//! Sizes, counts and times of a measurement.

use std::time::Duration;

/// How many requests are signed beforehand for one workload that only reads; they are sent in turn.
pub(crate) const PREPARED_READS: usize = 5_000;

/// How many writes are signed beforehand for one second of one round: more than can be served.
pub(crate) const PREPARED_WRITES_PER_SECOND: usize = 12_000;

/// How many secrets the hot workloads use.
pub(crate) const HOT_SECRETS: usize = 100;

/// How many secrets are tagged so that one filter finds them: a page of a listing.
pub(crate) const FILTERED_SECRETS: usize = 100;

/// How many secrets one batch reads.
pub(crate) const BATCH_SECRETS: usize = 20;

/// How many policies the measured role has, and how many statements each.
pub(crate) const ROLE_POLICIES: usize = 5;
pub(crate) const POLICY_STATEMENTS: usize = 20;

/// How many users one account holds beside the one that assumes the role: IAM's quota is 5,000.
pub(crate) const USERS_PER_ACCOUNT: usize = 4_999;

/// How many connections load the store with secrets.
pub(crate) const LOADING_CONNECTIONS: usize = 64;

/// How long each cell is driven before it is measured.
pub(crate) const WARM_UP: Duration = Duration::from_millis(400);

/// How many turns two callers take against each other, and how long each is measured in a turn.
pub(crate) const DUEL_TURNS: usize = 41;
pub(crate) const DUEL_TURN: Duration = Duration::from_millis(400);

/// How long a server may take until it answers.
pub(crate) const START_TIME_MAX: Duration = Duration::from_secs(60);

/// The largest answer that is read: 4 MiB.
pub(crate) const ANSWER_BYTES_MAX: usize = 4 * 1_024 * 1_024;

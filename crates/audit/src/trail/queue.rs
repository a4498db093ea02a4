//! What waits for the writer, and how the writer fares. What is in a record, and where it goes, is not known here.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, oneshot};

use crate::chain::Position;
use crate::limits::{FAILING_FOR, QUEUE_BYTES_MAX, QUEUE_CALLS_MAX};
use crate::notice::Doubt;
use crate::{Encoded, Refused};

/// The sequence of a call's last record, or why it was refused.
pub(crate) type Answer = Result<u64, Refused>;

/// Where the trail stands, and what makes it durable up to there.
pub(crate) type Head = (Position, crate::sink::Syncing);

/// The records of one call, whose caller waits.
pub(crate) struct Waiting {
    pub(crate) events: Vec<Encoded>,
    since: Instant,
    reply: oneshot::Sender<Answer>,
}

impl Waiting {
    /// Whether nobody waits any more.
    pub(crate) fn is_given_up(&self) -> bool {
        self.reply.is_closed()
    }

    /// A caller that has given up is no loss: it was told so.
    pub(crate) fn answer(self, answer: Answer) {
        let _ = self.reply.send(answer);
    }
}

/// What the writer does next.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) calls: Vec<Waiting>,
    pub(crate) heads: Vec<oneshot::Sender<Head>>,
    pub(crate) abandons: bool,
}

pub(crate) struct Queue {
    state: Mutex<State>,
    filled: Notify,
    started: Instant,
    /// Since when the oldest call of the batch in hand waits, in microseconds from `started`; 0 if there is none.
    busy_since: AtomicU64,
    /// When the last write failed, likewise; 0 if it did not.
    failed_at: AtomicU64,
    sequence: AtomicU64,
}

/// What a look into the queue finds.
enum Taken {
    Batch(Batch),
    Closed,
    Nothing,
}

#[derive(Default)]
struct State {
    next: Batch,
    bytes: usize,
    writer_waits: bool,
    closed: bool,
    doubt: Option<Doubt>,
}

impl Queue {
    pub(crate) fn new(sequence: u64) -> Self {
        Self {
            state: Mutex::default(),
            filled: Notify::new(),
            started: Instant::now(),
            busy_since: AtomicU64::new(0),
            failed_at: AtomicU64::new(0),
            sequence: AtomicU64::new(sequence),
        }
    }

    /// Has the writer take the records of a call.
    pub(crate) fn push(
        &self,
        events: Vec<Encoded>,
        deadline: Duration,
    ) -> Result<oneshot::Receiver<Answer>, Refused> {
        let since = Instant::now();
        if self.is_stalled(since, deadline) {
            return Err(Refused::Stalled);
        }
        let (reply, answer) = oneshot::channel();
        let bytes: usize = events.iter().map(|event| event.json().len()).sum();
        let mut state = self.state();
        let is_full = state.bytes.saturating_add(bytes) > QUEUE_BYTES_MAX && state.bytes > 0;
        match () {
            () if state.closed => return Err(Refused::Closed),
            () if is_full || state.next.calls.len() >= QUEUE_CALLS_MAX => return Err(Refused::Busy),
            () => {}
        }
        state.bytes = state.bytes.saturating_add(bytes);
        state.next.calls.push(Waiting { events, since, reply });
        self.wake(state);
        Ok(answer)
    }

    /// Asks where the trail stands once all that was pushed before is written.
    pub(crate) fn ask_head(&self) -> Result<oneshot::Receiver<Head>, Refused> {
        let (reply, head) = oneshot::channel();
        let mut state = self.state();
        if state.closed {
            return Err(Refused::Closed);
        }
        state.next.heads.push(reply);
        self.wake(state);
        Ok(head)
    }

    /// Remembers that a sync failed after these records, and has the writer go on in another place.
    pub(crate) fn doubt(&self, doubt: Doubt) {
        let mut state = self.state();
        let before = state.doubt.unwrap_or(doubt);
        state.doubt = Some(Doubt { from: before.from.min(doubt.from), to: before.to.max(doubt.to) });
        state.next.abandons = true;
    }

    pub(crate) fn doubted(&self) -> Option<Doubt> {
        self.state().doubt
    }

    /// Forgets a doubt that was written down.
    pub(crate) fn told(&self, doubt: Doubt) {
        self.state().doubt.take_if(|present| *present == doubt);
    }

    pub(crate) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        self.wake(state);
    }

    /// All that waits, as soon as anything does; nothing once the queue is closed and empty.
    pub(crate) async fn take(&self) -> Option<Batch> {
        self.busy_since.store(0, Ordering::Relaxed);
        loop {
            match self.take_what_waits() {
                Taken::Batch(batch) => return Some(batch),
                Taken::Closed => return None,
                Taken::Nothing => {
                    // A wake-up between the look and this wait is kept for it.
                    self.filled.notified().await;
                    // Whoever is about to append as well comes first, and shares the write.
                    tokio::task::yield_now().await;
                }
            }
        }
    }

    fn take_what_waits(&self) -> Taken {
        let mut state = self.state();
        if state.next.calls.is_empty() && state.next.heads.is_empty() {
            state.writer_waits = true;
            return if state.closed { Taken::Closed } else { Taken::Nothing };
        }
        state.writer_waits = false;
        state.bytes = 0;
        let batch = std::mem::take(&mut state.next);
        let since = batch.calls.first().map_or_else(Instant::now, |oldest| oldest.since);
        self.busy_since.store(self.micros(since), Ordering::Relaxed);
        Taken::Batch(batch)
    }

    pub(crate) fn failed(&self) {
        self.failed_at.store(self.micros(Instant::now()), Ordering::Relaxed);
    }

    pub(crate) fn succeeded(&self, sequence: u64) {
        self.failed_at.store(0, Ordering::Relaxed);
        self.sequence.store(sequence, Ordering::Release);
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.failed_at.load(Ordering::Relaxed) != 0
    }

    pub(crate) fn sequence(&self) -> u64 {
        self.sequence.load(Ordering::Acquire)
    }

    /// Whether a write failed shortly before `now`, or the one in hand takes longer than the deadline.
    pub(crate) fn is_failing(&self, now: Instant, deadline: Duration) -> bool {
        self.age_of(&self.failed_at, now).is_some_and(|age| age < FAILING_FOR)
            || self.is_stalled(now, deadline)
    }

    fn is_stalled(&self, now: Instant, deadline: Duration) -> bool {
        self.age_of(&self.busy_since, now).is_some_and(|age| age > deadline)
    }

    /// How long ago the instant was, unless there is none.
    fn age_of(&self, instant: &AtomicU64, now: Instant) -> Option<Duration> {
        match instant.load(Ordering::Relaxed) {
            0 => None,
            instant => Some(Duration::from_micros(self.micros(now).saturating_sub(instant))),
        }
    }

    /// Never 0, which stands for no instant.
    fn micros(&self, instant: Instant) -> u64 {
        let micros = instant.saturating_duration_since(self.started).as_micros();
        u64::try_from(micros).unwrap_or(u64::MAX).max(1)
    }

    /// Waking costs something, so it is done only if the writer sleeps.
    fn wake(&self, mut state: MutexGuard<'_, State>) {
        let sleeps = std::mem::take(&mut state.writer_waits);
        drop(state);
        if sleeps {
            self.filled.notify_one();
        }
    }

    /// The state is whole between any two statements that change it, so a panic elsewhere leaves nothing broken.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;

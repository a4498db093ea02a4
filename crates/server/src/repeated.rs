//! Trouble that repeats itself faster than anybody reads.

use tokio::time::Instant;

use crate::limits::LOG_INTERVAL;

/// Counts occurrences, so that a line of the log can stand for many.
#[derive(Debug, Default)]
pub(crate) struct Repeated {
    count: u64,
    told_at: Option<Instant>,
}

impl Repeated {
    /// Counts one more. Answers how many there were since the last answer, unless that is less than a second ago.
    pub(crate) fn once_more(&mut self) -> Option<u64> {
        self.count += 1;
        if self.told_at.is_some_and(|told_at| told_at.elapsed() < LOG_INTERVAL) {
            return None;
        }
        self.told_at = Some(Instant::now());
        Some(std::mem::take(&mut self.count))
    }
}

#[cfg(test)]
mod tests;

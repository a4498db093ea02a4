//! The two clocks. The only place that reads the time.
//!
//! The *wire clock* judges what others claim about time: signatures, certificates, the `Date` header. It is always real. The
//! *service clock* is what the domain lives by: windows, ages, days. It is real too, unless a test clock is asked for, which
//! can be moved forward and never back.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use prost::Message;
use store::{Clock, Record, StoreError, SystemKey, Transaction, Undecodable};

use crate::limits::CLOCK_SECONDS_MAX;

/// The real time.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub fn wire_now() -> Timestamp {
    Timestamp::now()
}

/// The time that the domain lives by: the real one and an offset.
#[derive(Debug, Default)]
pub(crate) struct ServiceClock {
    offset_ms: AtomicI64,
}

impl ServiceClock {
    /// Takes over an offset from the store. A smaller one than before changes nothing: time never goes back.
    pub(crate) fn take_over(&self, offset: ClockOffset) {
        self.offset_ms.fetch_max(offset.milliseconds, Ordering::SeqCst);
    }

    /// The offset now.
    pub(crate) fn offset(&self) -> ClockOffset {
        ClockOffset { milliseconds: self.offset_ms.load(Ordering::SeqCst) }
    }
}

impl Clock for ServiceClock {
    fn now(&self) -> Timestamp {
        let offset = SignedDuration::from_millis(self.offset().milliseconds);
        wire_now().saturating_add(offset).unwrap_or(Timestamp::MAX)
    }
}

/// How far the service clock is ahead of the real one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ClockOffset {
    milliseconds: i64,
}

impl ClockOffset {
    /// The offset, so much further ahead; nothing if the service clock would be beyond [`CLOCK_SECONDS_MAX`] while the
    /// wire clock says `now`.
    pub(crate) fn advanced(self, seconds: u64, now: Timestamp) -> Option<Self> {
        let milliseconds = i64::try_from(seconds).ok()?.checked_mul(1_000)?.checked_add(self.milliseconds)?;
        let then = now.as_millisecond().checked_add(milliseconds)?;
        (then <= CLOCK_SECONDS_MAX.checked_mul(1_000)?).then_some(Self { milliseconds })
    }

    /// The offset that the store keeps.
    pub(crate) async fn load(tx: &mut Transaction) -> Result<Self, StoreError> {
        Ok(tx.get(&SystemKey::<Self>::of()).await?.as_deref().copied().unwrap_or_default())
    }

    /// Keeps the offset.
    pub(crate) fn save(self, tx: &mut Transaction) -> Result<(), StoreError> {
        tx.put(&SystemKey::<Self>::of(), self)
    }
}

#[derive(Clone, PartialEq, Message)]
struct ClockOffsetMessage {
    #[prost(int64, tag = "1")]
    milliseconds: i64,
}

impl Record for ClockOffset {
    const KIND: &'static str = "clock-offset";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend(ClockOffsetMessage { milliseconds: self.milliseconds }.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = ClockOffsetMessage::decode(bytes).map_err(|_| Undecodable)?;
        Ok(Self { milliseconds: message.milliseconds })
    }
}

#[cfg(test)]
mod tests;

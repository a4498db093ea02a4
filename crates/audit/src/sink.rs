//! What a trail is written to.

mod file;

use std::fmt;
use std::io::{self, Write};

pub use file::{FileSink, Rotation};

/// Makes durable what a sink had taken when this was handed out.
pub type Syncing = Box<dyn FnOnce() -> io::Result<()> + Send>;

/// Takes whole lines at its end.
///
/// One writer calls it. A call may stall; callers of the trail are refused meanwhile.
pub trait Sink: Send + fmt::Debug + 'static {
    /// Appends lines, of which the first has the sequence `first`.
    ///
    /// After an error none of them counts: no reader will find a whole one among what was appended before or will be
    /// appended later.
    ///
    /// # Errors
    ///
    /// What the system says. The next call may succeed.
    fn append(&mut self, lines: &[u8], first: u64) -> io::Result<()>;

    /// Hands out what makes durable all that was appended so far; it may be called on another thread, while more is
    /// appended.
    fn sync(&mut self) -> Syncing;

    /// Whether a write may take long without anything being wrong, as into a pipe whose reader is slow.
    fn may_stall_often(&self) -> bool {
        false
    }

    /// Goes on in another place: what the present one has on disk is open, since a sync failed.
    fn abandon(&mut self);
}

/// A sink whose lines are copied to a stream, such as the standard output, once they are taken.
///
/// The copy proves nothing and refuses nobody: if it fails, that is logged, and a line is missing from it. If it stalls,
/// the trail does.
pub struct Copied<W> {
    sink: Box<dyn Sink>,
    copy: W,
    /// Whether the copy may end in the middle of a line.
    is_torn: bool,
}

impl<W: Write> Copied<W> {
    /// Copies to `copy` what `sink` takes.
    #[must_use]
    pub fn new(sink: Box<dyn Sink>, copy: W) -> Self {
        Self { sink, copy, is_torn: false }
    }

    fn copy(&mut self, lines: &[u8]) -> io::Result<()> {
        if self.is_torn {
            self.copy.write_all(b"\n")?;
        }
        self.copy.write_all(lines)?;
        self.copy.flush()
    }
}

impl<W: Write + Send + 'static> Sink for Copied<W> {
    fn append(&mut self, lines: &[u8], first: u64) -> io::Result<()> {
        self.sink.append(lines, first)?;
        let copied = self.copy(lines);
        if let Err(error) = &copied
            && !self.is_torn
        {
            tracing::warn!(%error, "the audit trail's copy fails");
        }
        self.is_torn = copied.is_err();
        Ok(())
    }

    fn sync(&mut self) -> Syncing {
        self.sink.sync()
    }

    fn may_stall_often(&self) -> bool {
        true
    }

    fn abandon(&mut self) {
        self.sink.abandon();
    }
}

impl<W> fmt::Debug for Copied<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Copied").field("sink", &self.sink).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;

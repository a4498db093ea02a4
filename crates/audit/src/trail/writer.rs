//! The one that writes. It alone knows where the chain stands, and never waits for anybody but the sink.

use std::io;
use std::sync::Arc;

use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::oneshot;

use super::Durability;
use super::queue::{Batch, Queue, Waiting};
use crate::chain::Position;
use crate::notice::Doubt;
use crate::{Encoded, Node, Refused, Sink};

/// Whether this is a runtime whose other tasks go on while one of its threads stalls.
fn can_spare_a_thread() -> bool {
    Handle::try_current().is_ok_and(|runtime| {
        runtime.runtime_flavor() == RuntimeFlavor::MultiThread && runtime.metrics().num_workers() > 1
    })
}

pub(super) struct Writer {
    sink: Box<dyn Sink>,
    node: Node,
    position: Position,
    durability: Durability,
    /// The batch in hand as lines; kept, so that its memory is.
    lines: Vec<u8>,
}

/// How much memory the lines of a batch may keep for the next.
const LINES_BYTES_KEPT: usize = 4 << 20;

impl Writer {
    pub(super) fn new(sink: Box<dyn Sink>, node: Node, position: Position, durability: Durability) -> Self {
        Self { sink, node, position, durability, lines: Vec::new() }
    }

    /// Writes the first records, before anybody can wait.
    pub(super) fn begin(&mut self, events: &[Encoded], queue: &Queue) -> io::Result<()> {
        let after = self.link(self.position, events);
        let written = self.put(after, queue);
        self.lines.clear();
        written
    }

    /// Starts writing: among the tasks of the runtime if it can spare a thread that stalls, and otherwise on a thread. What
    /// is answered ends when the writer does.
    pub(super) fn start(self, queue: Arc<Queue>) -> io::Result<oneshot::Receiver<()>> {
        let (running, ended) = oneshot::channel();
        let stalls_rarely = self.durability == Durability::OperatingSystem && !self.sink.may_stall_often();
        let run = async move {
            self.run(&queue).await;
            drop(running);
        };
        if stalls_rarely && can_spare_a_thread() {
            tokio::spawn(run);
        } else {
            let runtime = tokio::runtime::Builder::new_current_thread().build()?;
            std::thread::Builder::new().name("audit".to_owned()).spawn(move || runtime.block_on(run))?;
        }
        Ok(ended)
    }

    async fn run(mut self, queue: &Queue) {
        while let Some(Batch { calls, heads, abandons }) = queue.take().await {
            if abandons {
                self.sink.abandon();
            }
            self.serve(calls, queue);
            // Who was answered may wait for this very thread, which the next write may hold.
            tokio::task::yield_now().await;
            for head in heads {
                // Nobody waits any more: what was handed out must be synced all the same.
                if let Err((position, sync)) = head.send((self.position, self.sink.sync()))
                    && sync().is_err()
                {
                    queue.doubt(Doubt { from: 1, to: position.sequence });
                }
            }
        }
    }

    /// Writes the records of all callers that still wait, and answers them.
    fn serve(&mut self, mut calls: Vec<Waiting>, queue: &Queue) {
        calls.retain(|call| !call.is_given_up());
        if calls.is_empty() {
            return;
        }
        let mut position = self.position;
        let sequences: Vec<u64> = calls
            .iter()
            .map(|call| {
                position = self.link(position, &call.events);
                position.sequence
            })
            .collect();
        let had_failed = queue.has_failed();
        let written = self.put(position, queue);
        // What clients misplace may stand in a refusal's text: it stays in the trail, and need not stay here as well.
        self.lines.fill(0);
        self.lines.clear();
        self.lines.shrink_to(LINES_BYTES_KEPT);
        tell(&written, had_failed);
        for (call, sequence) in calls.into_iter().zip(sequences) {
            call.answer(written.as_ref().map(|()| sequence).map_err(|_| Refused::Failing));
        }
    }

    /// Adds events to the lines, and answers where the trail stands once they are written.
    fn link(&mut self, position: Position, events: &[Encoded]) -> Position {
        events
            .iter()
            .fold(position, |position, event| position.link(&self.node, event.json(), &mut self.lines))
    }

    /// Hands the lines to the sink, after which the trail stands at `after`.
    fn put(&mut self, after: Position, queue: &Queue) -> io::Result<()> {
        let written = self.append(after, queue);
        match &written {
            Ok(()) => queue.succeeded(after.sequence),
            Err(_) => queue.failed(),
        }
        written
    }

    fn append(&mut self, after: Position, queue: &Queue) -> io::Result<()> {
        let first = self.position.sequence.saturating_add(1);
        self.sink.append(&self.lines, first)?;
        // From here on the lines stand in the trail: the next one follows them whatever becomes of the sync.
        self.position = after;
        if self.durability == Durability::Disk {
            self.sink.sync()().inspect_err(|_| queue.doubt(Doubt { from: first, to: after.sequence }))?;
        }
        Ok(())
    }
}

/// Tells the operator when the trail fails and when it is well again, and not of each batch meanwhile.
fn tell(written: &io::Result<()>, had_failed: bool) {
    match written {
        Ok(()) if had_failed => tracing::info!("the audit trail can be written again"),
        Err(error) if !had_failed => tracing::error!(%error, "the audit trail cannot be written"),
        Ok(()) | Err(_) => {}
    }
}

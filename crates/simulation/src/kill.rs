//! A server that is killed again and again while many callers write: all that was acknowledged has to be there.
//!
//! Knows rounds of writing, killing, starting and looking. Who writes what is in `writer.rs`, how a secret is looked at
//! afterwards in `inspection.rs`. A kill ends the process and not the machine: what the operating system was given is
//! not lost, so this says nothing of a power cut.

mod inspection;
#[cfg(test)]
mod tests;
mod writer;

use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use anyhow::anyhow;

use crate::Plan;
use crate::client::Client;
use crate::clock;
use crate::kill::inspection::{Finding, inspect};
use crate::kill::writer::Writer;
use crate::limits::{KILL_DELAY_MICROSECONDS_MAX, KILL_WRITERS, KILL_WRITES_MAX, KILLS_LONG, KILLS_SHORT};
use crate::random::Random;
use crate::server::{Server, Site};

/// What all rounds came to.
#[derive(Debug, Default)]
struct Tally {
    kills: u32,
    acknowledged: u64,
    open: u64,
    open_done: u64,
    lost: u64,
    half_done: u64,
    inspections: u64,
    wrong_answers: u64,
    longest_start: Duration,
}

/// The first access key.
type Key = Arc<(String, seal::Plaintext)>;

/// Kills a server again and again; returns whether nothing was lost and nothing is half done.
///
/// # Errors
///
/// A server could not be started or killed, or did not answer though nobody had killed it.
pub(crate) fn run(plan: &Plan) -> anyhow::Result<bool> {
    let site = Site::on_disk(&plan.binary)?;
    let mut random = Random::of(plan.seed);
    let mut writers: Vec<_> = (0..KILL_WRITERS).map(|number| Writer::new(number, random.split())).collect();
    let mut tally = Tally::default();
    let mut server = site.start()?;
    let key = Arc::new(site.access_key()?);
    while tally.kills < if plan.long { KILLS_LONG } else { KILLS_SHORT } {
        write_and_kill(server, &key, &mut writers, &mut random)?;
        tally.kills += 1;
        server = site.start()?;
        tally.longest_start = tally.longest_start.max(server.took);
        look(&mut Client::new(server.address, &key), &mut writers, &mut tally)?;
    }
    server.stop()?;
    println!("{tally}");
    Ok(tally.lost + tally.half_done + tally.wrong_answers == 0)
}

/// Lets all writers write, and kills the server at a moment that nobody chose.
fn write_and_kill(
    server: Server,
    key: &Key,
    writers: &mut [Writer],
    random: &mut Random,
) -> anyhow::Result<()> {
    let (sender, acknowledged) = mpsc::channel();
    let address = server.address;
    thread::scope(|scope| {
        let threads: Vec<_> = writers
            .iter_mut()
            .map(|writer| {
                let (mut client, sender) = (Client::new(address, key), sender.clone());
                scope.spawn(move || writer.write_until_cut_off(&mut client, &sender))
            })
            .collect();
        drop(sender);
        await_moment(&acknowledged, random);
        server.kill()?;
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| anyhow!("a writer panicked")))
    })
}

/// Waits for some writes, and then for a moment within the next few.
fn await_moment(acknowledged: &Receiver<()>, random: &mut Random) {
    let writes = usize::try_from(random.below(KILL_WRITES_MAX)).unwrap_or(0);
    let _ = acknowledged.iter().take(writes).count();
    let (began, delay) = (clock::instant(), Duration::from_micros(random.below(KILL_DELAY_MICROSECONDS_MAX)));
    while acknowledged.recv_timeout(delay.saturating_sub(began.elapsed())).is_ok() {}
}

/// Looks at every secret of every writer.
fn look(client: &mut Client, writers: &mut [Writer], tally: &mut Tally) -> anyhow::Result<()> {
    for writer in writers {
        tally.acknowledged += std::mem::take(&mut writer.acknowledged);
        for wrong in writer.wrong_answers.drain(..) {
            println!("wrong answer: {wrong}");
            tally.wrong_answers += 1;
        }
        for ledger in &mut writer.ledgers {
            tally.inspections += 1;
            let was_open = ledger.states.len() > 1;
            tally.open += u64::from(was_open);
            match inspect(client, ledger)? {
                Finding::AsAcknowledged { last } => tally.open_done += u64::from(was_open && last),
                Finding::HalfDone(told) => {
                    println!("half done: {told}");
                    tally.half_done += 1;
                }
                Finding::Lost(told) => {
                    println!("lost: {told}");
                    tally.lost += 1;
                }
            }
        }
    }
    Ok(())
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "writers: {KILL_WRITERS}, kills: {}, acknowledged writes: {}",
            self.kills, self.acknowledged
        )?;
        writeln!(f, "calls without an answer: {}, of which were carried out: {}", self.open, self.open_done)?;
        writeln!(f, "secrets looked at: {}, wrong answers: {}", self.inspections, self.wrong_answers)?;
        writeln!(f, "longest start: {} ms", self.longest_start.as_millis())?;
        write!(f, "lost: {}, half done: {}", self.lost, self.half_done)
    }
}

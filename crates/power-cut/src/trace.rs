//! What the recorder wrote down: the calls that changed files, in the order in which they happened.
//!
//! Knows the layout of `recorder.c`; knows nothing of what a disk makes of a call.

use std::collections::BTreeSet;

use anyhow::{Context, bail};

/// One call, as it returned. Names are paths below the recorded folder; the folder itself is the empty name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A file was made.
    Created { name: String },
    /// A folder was made.
    FolderMade { name: String },
    /// A file was unlinked.
    Removed { name: String },
    /// A file got another name.
    Renamed { from: String, to: String },
    /// A file was cut or extended.
    Resized { name: String, bytes: u64 },
    /// A sync of a file or a folder was asked for.
    SyncBegun { name: String, number: u64 },
    /// The sync of that number returned with success.
    SyncEnded { name: String, number: u64 },
    /// Bytes were written.
    Written { name: String, at: u64, data: Vec<u8> },
}

/// A trace: the calls of one process.
#[derive(Clone, Debug)]
pub(crate) struct Trace(pub(crate) Vec<Event>);

impl Trace {
    /// Reads a trace.
    ///
    /// # Errors
    ///
    /// It is cut short, or has a call that is not understood.
    pub(crate) fn parse(mut bytes: &[u8]) -> anyhow::Result<Self> {
        let mut events = Vec::new();
        while !bytes.is_empty() {
            let (event, rest) = event(bytes).with_context(|| format!("record {}", events.len()))?;
            events.push(event);
            bytes = rest;
        }
        Ok(Self(events))
    }

    /// The same calls on a disk that ignores syncs of the files whose names end so.
    pub(crate) fn with_syncs_ignored(&self, ending: &str) -> Self {
        let ignored =
            |event: &Event| matches!(event, Event::SyncEnded { name, .. } if name.ends_with(ending));
        Self(self.0.iter().filter(|event| !ignored(event)).cloned().collect())
    }

    /// The names of all files that were written to.
    pub(crate) fn written(&self) -> BTreeSet<&str> {
        self.0.iter().filter_map(Event::written).collect()
    }
}

impl Event {
    /// The file that the call wrote to, if it wrote.
    fn written(&self) -> Option<&str> {
        if let Self::Written { name, .. } = self { Some(name) } else { None }
    }
}

fn event(bytes: &[u8]) -> anyhow::Result<(Event, &[u8])> {
    let (&[kind], rest) = bytes.split_first_chunk().context("no kind")?;
    let (name_bytes, rest) = rest.split_first_chunk().context("no length of a name")?;
    let (number, rest) = rest.split_first_chunk().context("no number")?;
    let (data_bytes, rest) = rest.split_first_chunk().context("no length of data")?;
    let (name, rest) = take(rest, u16::from_le_bytes(*name_bytes).into())?;
    let (data, rest) = take(rest, u64::from_le_bytes(*data_bytes))?;
    let (name, number) = (str::from_utf8(name)?.to_owned(), u64::from_le_bytes(*number));
    let event = match kind {
        b'c' => Event::Created { name },
        b'd' => Event::FolderMade { name },
        b'e' => Event::SyncEnded { name, number },
        b'r' => Event::Renamed { from: name, to: str::from_utf8(data)?.to_owned() },
        b's' => Event::SyncBegun { name, number },
        b't' => Event::Resized { name, bytes: number },
        b'u' => Event::Removed { name },
        b'w' => Event::Written { name, at: number, data: data.to_vec() },
        b'?' => bail!("`{}` on `{name}` is not understood by the recorder", String::from_utf8_lossy(data)),
        _ => bail!("no such kind: {kind}"),
    };
    Ok((event, rest))
}

fn take(bytes: &[u8], count: u64) -> anyhow::Result<(&[u8], &[u8])> {
    bytes.split_at_checked(usize::try_from(count)?).context("cut short")
}

#[cfg(test)]
mod tests;

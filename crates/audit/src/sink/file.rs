//! The sink that is a folder of segment files.
//!
//! Nothing that stands there when it is opened is touched: it begins with a new segment, and begins another when one is
//! large or old enough, or cannot be repaired. What the lines say is not known here.

use std::fmt;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Sink, Syncing};
use crate::SegmentName;
use crate::limits::{SEGMENT_AGE_DEFAULT, SEGMENT_BYTES_DEFAULT};

/// When a segment ends and another begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rotation {
    /// Before a segment grows beyond this. A batch that is larger has one of its own.
    pub bytes_max: u64,
    /// Once a segment is as old as this.
    pub age_max: Duration,
}

impl Default for Rotation {
    fn default() -> Self {
        Self { bytes_max: SEGMENT_BYTES_DEFAULT, age_max: SEGMENT_AGE_DEFAULT }
    }
}

/// What the sink asks of the system, so that tests can have it fail.
pub(super) trait Disk: Send + fmt::Debug + 'static {
    /// A new file for its owner alone.
    fn create(&mut self, path: &Path) -> io::Result<File> {
        OpenOptions::new().append(true).create_new(true).mode(0o600).open(path)
    }

    fn write(&mut self, mut file: &File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn truncate(&mut self, file: &File, bytes: u64) -> io::Result<()> {
        file.set_len(bytes)
    }
}

#[derive(Debug)]
struct System;

impl Disk for System {}

/// A folder of segment files. See [`SegmentName`].
#[derive(Debug)]
pub struct FileSink {
    folder: PathBuf,
    rotation: Rotation,
    disk: Box<dyn Disk>,
    segment: Option<Segment>,
    /// Files, and folders of new files, that were not handed to a sync yet.
    unsynced: Vec<Arc<File>>,
}

#[derive(Debug)]
struct Segment {
    file: Arc<File>,
    /// How much of it is whole lines that count.
    bytes: u64,
    begun: Instant,
}

impl FileSink {
    /// A sink in `folder`, which is made, for its owner alone, unless it exists.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn open(folder: &Path, rotation: Rotation) -> io::Result<Self> {
        Self::on(Box::new(System), folder, rotation)
    }

    pub(super) fn on(disk: Box<dyn Disk>, folder: &Path, rotation: Rotation) -> io::Result<Self> {
        if !folder.is_dir() {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
            let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
            File::open(parent.unwrap_or(Path::new(".")))?.sync_all()?;
        }
        Ok(Self { folder: folder.to_owned(), rotation, disk, segment: None, unsynced: Vec::new() })
    }

    /// The segment that `bytes` more go into.
    fn segment(&mut self, bytes: u64, first: u64) -> io::Result<&mut Segment> {
        let Rotation { bytes_max, age_max } = self.rotation;
        let has_room = |segment: &Segment| {
            segment.bytes == 0
                || segment.bytes.saturating_add(bytes) <= bytes_max && segment.begun.elapsed() < age_max
        };
        let segment = match self.segment.take() {
            Some(segment) if has_room(&segment) => segment,
            ended => {
                // What was appended to it since the last sync is the next one's.
                self.unsynced.extend(ended.map(|segment| segment.file));
                self.begin(first)?
            }
        };
        Ok(self.segment.insert(segment))
    }

    fn begin(&mut self, first: u64) -> io::Result<Segment> {
        let mut name = Some(SegmentName { first, attempt: 0 });
        while let Some(attempted) = name {
            match self.disk.create(&self.folder.join(attempted.to_string())) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => name = attempted.next(),
                file => {
                    let file = Arc::new(file?);
                    self.unsynced.extend([file.clone(), Arc::new(File::open(&self.folder)?)]);
                    return Ok(Segment { file, bytes: 0, begun: Instant::now() });
                }
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

impl Sink for FileSink {
    fn append(&mut self, lines: &[u8], first: u64) -> io::Result<()> {
        let bytes = u64::try_from(lines.len()).unwrap_or(u64::MAX);
        let segment = self.segment(bytes, first)?;
        let (file, good) = (segment.file.clone(), segment.bytes);
        match self.disk.write(&file, lines) {
            Ok(()) => {
                self.segment.iter_mut().for_each(|segment| segment.bytes = good.saturating_add(bytes));
                Ok(())
            }
            Err(error) => {
                // A part of the lines may stand there. If they cannot be taken back, nothing may come behind them.
                let repaired = self.disk.truncate(&file, good);
                let given_up = self.segment.take_if(|_| repaired.is_err());
                self.unsynced.extend(given_up.map(|segment| segment.file));
                Err(error)
            }
        }
    }

    fn sync(&mut self) -> Syncing {
        let mut files = std::mem::take(&mut self.unsynced);
        files.extend(self.segment.as_ref().map(|segment| segment.file.clone()));
        Box::new(move || files.iter().try_for_each(|file| file.sync_data()))
    }

    fn abandon(&mut self) {
        self.segment = None;
    }
}

#[cfg(test)]
mod tests;

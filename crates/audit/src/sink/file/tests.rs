use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::{Disk, FileSink, Rotation, Sink};
use crate::segment::segments;

/// A disk that takes so many bytes and then no more, until there is room again.
#[derive(Debug, Clone)]
struct Full(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    room: usize,
    truncates: bool,
}

impl Full {
    fn with(room: usize) -> Self {
        Self(Arc::new(Mutex::new(State { room, truncates: true })))
    }
}

impl Disk for Full {
    fn write(&mut self, mut file: &File, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        let fits = bytes.len().min(state.room);
        file.write_all(&bytes[..fits])?;
        state.room -= fits;
        if fits < bytes.len() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    fn truncate(&mut self, file: &File, bytes: u64) -> io::Result<()> {
        match self.0.lock().unwrap().truncates {
            true => file.set_len(bytes),
            false => Err(io::ErrorKind::Other.into()),
        }
    }
}

fn contents(folder: &Path) -> Vec<(String, String)> {
    let names = segments(folder).unwrap().into_iter().map(|name| name.to_string());
    names.map(|name| (name.clone(), std::fs::read_to_string(folder.join(name)).unwrap())).collect()
}

fn segment(first: u64, attempt: u16, text: &str) -> (String, String) {
    (super::SegmentName { first, attempt }.to_string(), text.to_owned())
}

#[test]
fn a_segment_ends_before_it_is_too_large() {
    let folder = tempfile::tempdir().unwrap();
    let rotation = Rotation { bytes_max: 8, ..Rotation::default() };
    let mut sink = FileSink::open(folder.path(), rotation).unwrap();
    for (lines, first) in [("one\n", 1), ("two\n", 2), ("3\n", 3), ("longer than all\n", 4), ("5\n", 5)] {
        sink.append(lines.as_bytes(), first).unwrap();
    }
    let expected = [
        segment(1, 0, "one\ntwo\n"),
        segment(3, 0, "3\n"),
        segment(4, 0, "longer than all\n"),
        segment(5, 0, "5\n"),
    ];
    assert_eq!(contents(folder.path()), expected);
}

#[test]
fn a_segment_ends_once_it_is_too_old() {
    let folder = tempfile::tempdir().unwrap();
    let rotation = Rotation { age_max: Duration::ZERO, ..Rotation::default() };
    let mut sink = FileSink::open(folder.path(), rotation).unwrap();
    sink.append(b"one\n", 1).unwrap();
    sink.append(b"two\n", 2).unwrap();
    assert_eq!(contents(folder.path()), [segment(1, 0, "one\n"), segment(2, 0, "two\n")]);
}

#[test]
fn what_was_there_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (name, torn) = segment(1, 0, "torn");
    std::fs::write(folder.path().join(&name), &torn).unwrap();
    let mut sink = FileSink::open(folder.path(), Rotation::default()).unwrap();
    sink.append(b"one\n", 1).unwrap();
    assert_eq!(contents(folder.path()), [(name, torn), segment(1, 1, "one\n")]);
}

#[test]
fn folder_and_files_are_for_their_owner_alone() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("data/audit");
    FileSink::open(&folder, Rotation::default()).unwrap().append(b"one\n", 1).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join(segment(1, 0, "").0)), 0o600);
}

#[test]
fn a_write_that_fails_half_way_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Full::with(6);
    let mut sink = FileSink::on(Box::new(disk.clone()), folder.path(), Rotation::default()).unwrap();
    sink.append(b"one\n", 1).unwrap();
    assert!(sink.append(b"two\n", 2).is_err());
    assert_eq!(contents(folder.path()), [segment(1, 0, "one\n")]);
    disk.0.lock().unwrap().room = 100;
    sink.append(b"two\n", 2).unwrap();
    assert_eq!(contents(folder.path()), [segment(1, 0, "one\ntwo\n")]);
}

#[test]
fn nothing_comes_behind_what_cannot_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Full::with(6);
    disk.0.lock().unwrap().truncates = false;
    let mut sink = FileSink::on(Box::new(disk.clone()), folder.path(), Rotation::default()).unwrap();
    sink.append(b"one\n", 1).unwrap();
    assert!(sink.append(b"two\n", 2).is_err());
    disk.0.lock().unwrap().room = 100;
    sink.append(b"two\n", 2).unwrap();
    assert_eq!(contents(folder.path()), [segment(1, 0, "one\ntw"), segment(2, 0, "two\n")]);
}

#[test]
fn a_sync_covers_the_segments_that_ended_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let rotation = Rotation { bytes_max: 1, ..Rotation::default() };
    let mut sink = FileSink::open(folder.path(), rotation).unwrap();
    sink.append(b"one\n", 1).unwrap();
    sink.append(b"two\n", 2).unwrap();
    // Two segments, the folder twice, and the first segment once more, because it ended.
    assert_eq!(sink.unsynced.len(), 5);
    sink.sync()().unwrap();
    assert!(sink.unsynced.is_empty());
    sink.abandon();
    sink.append(b"three\n", 3).unwrap();
    assert_eq!(contents(folder.path()).len(), 3);
}

#[test]
fn a_sync_covers_what_came_into_a_segment_since_the_last_before_it_ended() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Full::with(12);
    disk.0.lock().unwrap().truncates = false;
    let rotation = Rotation { bytes_max: 8, ..Rotation::default() };
    let mut sink = FileSink::on(Box::new(disk), folder.path(), rotation).unwrap();
    sink.append(b"one\n", 1).unwrap();
    sink.sync()().unwrap();
    sink.append(b"two\n", 2).unwrap();
    let first = sink.segment.as_ref().unwrap().file.clone();
    sink.append(b"3\n", 3).unwrap();
    assert!(sink.unsynced.iter().any(|file| Arc::ptr_eq(file, &first)), "it was large enough");
    sink.sync()().unwrap();
    let second = sink.segment.as_ref().unwrap().file.clone();
    assert!(sink.append(b"four\n", 4).is_err());
    assert!(sink.unsynced.iter().any(|file| Arc::ptr_eq(file, &second)), "it could not be repaired");
}

use seal::Entropy;

use super::{Disk, Image, Survival};
use crate::trace::Event;

fn created(name: &str) -> Event {
    Event::Created { name: name.to_owned() }
}

fn written(name: &str, at: u64, data: &[u8]) -> Event {
    Event::Written { name: name.to_owned(), at, data: data.to_vec() }
}

fn synced(name: &str, number: u64) -> [Event; 2] {
    let name = name.to_owned();
    [Event::SyncBegun { name: name.clone(), number }, Event::SyncEnded { name, number }]
}

fn disk(events: &[&[Event]]) -> Disk {
    let mut disk = Disk::default();
    events.iter().copied().flatten().for_each(|event| disk.apply(event).unwrap());
    disk
}

/// The bytes of `a`, if it is there.
fn survivor(disk: &Disk, survival: Survival, seed: u64) -> Option<Vec<u8>> {
    let mut image = Image::of(disk, survival, &mut Entropy::dangerous_seeded(seed));
    image.0.remove("a").flatten()
}

#[test]
fn what_was_synced_survives_and_what_was_not_need_not() {
    let disk = disk(&[
        &[created("a")],
        &synced("", 1),
        &[written("a", 0, b"kept")],
        &synced("a", 2),
        &[written("a", 4, b"lost")],
    ]);
    assert_eq!(survivor(&disk, Survival::Nothing, 1), Some(b"kept".to_vec()));
    assert_eq!(survivor(&disk, Survival::Everything, 1), Some(b"keptlost".to_vec()));
}

#[test]
fn a_sync_covers_neither_the_name_nor_what_was_written_after_it_began() {
    let [begun, ended] = synced("a", 1);
    let file = disk(&[&[created("a"), written("a", 0, b"1"), begun, written("a", 1, b"2"), ended]]);
    assert_eq!(survivor(&file, Survival::Nothing, 1), None);
    let mut named = file;
    synced("", 2).iter().for_each(|event| named.apply(event).unwrap());
    assert_eq!(survivor(&named, Survival::Nothing, 1), Some(b"1".to_vec()));
}

#[test]
fn a_sync_that_has_not_returned_covers_nothing() {
    let [begun, _] = synced("a", 2);
    let disk = disk(&[&[created("a")], &synced("", 1), &[written("a", 0, b"1"), begun]]);
    assert_eq!(survivor(&disk, Survival::Nothing, 1), Some(Vec::new()));
}

/// Two writes, of which either may be the one that is lost.
#[test]
fn a_later_write_may_survive_an_earlier_one() {
    let disk = disk(&[&[created("a")], &synced("", 1), &[written("a", 0, b"1"), written("a", 1, b"2")]]);
    let seen: Vec<_> = (0..100).filter_map(|seed| survivor(&disk, Survival::Writes, seed)).collect();
    for expected in [b"".as_slice(), b"1", b"12", b"\x002"] {
        assert!(seen.iter().any(|bytes| bytes == expected), "never {expected:?}");
    }
}

#[test]
fn a_write_is_torn_between_sectors_and_never_inside_one() {
    let disk = disk(&[&[created("a")], &synced("", 1), &[written("a", 100, &[1; 1_500])]]);
    let mut torn = 0;
    for seed in 0..100 {
        let bytes = survivor(&disk, Survival::Sectors, seed).unwrap();
        let sectors: Vec<_> =
            bytes.chunks(512).map(|sector| &sector[if sector.len() > 100 { 100 } else { 0 }..]).collect();
        assert!(sectors.iter().all(|sector| sector.iter().all(|byte| *byte == sector[0])), "inside a sector");
        torn += usize::from(sectors.windows(2).any(|pair| pair[0][0] != pair[1][0]));
    }
    assert!(torn > 10, "only {torn} of 100 were torn");
}

/// The name that was removed may come back, but never beside its successor.
#[test]
fn names_change_in_order() {
    let removed = Event::Removed { name: "a".to_owned() };
    let disk = disk(&[
        &[created("a"), written("a", 0, b"old")],
        &synced("a", 1),
        &synced("", 2),
        &[removed, created("a"), written("a", 0, b"new")],
        &synced("a", 3),
    ]);
    let seen: Vec<_> = (0..100).map(|seed| survivor(&disk, Survival::Writes, seed)).collect();
    for expected in [None, Some(b"old".to_vec()), Some(b"new".to_vec())] {
        assert!(seen.contains(&expected), "never {expected:?}");
    }
    assert!(seen.iter().flatten().all(|bytes| bytes == b"old" || bytes == b"new"));
}

#[test]
fn what_is_in_a_lost_folder_is_lost() {
    let folder = Event::FolderMade { name: "store".to_owned() };
    let disk = disk(&[&[folder, created("store/a")], &synced("store", 1)]);
    let image = Image::of(&disk, Survival::Nothing, &mut Entropy::dangerous_seeded(1));
    assert!(image.0.is_empty(), "{image:?}");
}

#[test]
fn a_write_to_a_file_that_was_never_made_is_refused() {
    assert!(Disk::default().apply(&written("a", 0, b"1")).is_err());
}

use std::sync::Arc;

use super::{Cache, Seen, Written};
use crate::KeyBytes;
use crate::engine::{Decoded, Revision};

fn key() -> KeyBytes {
    KeyBytes::from_vec(b"key".to_vec())
}

fn number(seen: &Seen) -> Option<u64> {
    seen.record.clone().map(|record| *record.downcast::<u64>().unwrap())
}

fn seen(since: u64, value: Option<u64>) -> Seen {
    Seen { since: Revision(since), record: value.map(|value| Arc::new(value) as Decoded) }
}

fn hit(cache: &Cache, revision: u64) -> Option<Option<u64>> {
    cache.hit(&key(), Revision(revision)).map(|seen| number(&seen))
}

fn put(cache: &Cache, revision: u64) {
    let record: Decoded = Arc::new(revision);
    cache.apply(&key(), Revision(revision), Written::Decoded(&record, 8));
}

#[test]
fn an_entry_serves_its_revision_and_later_ones() {
    let cache = Cache::new(10_000);
    put(&cache, 5);
    assert_eq!((hit(&cache, 4), hit(&cache, 5), hit(&cache, 9)), (None, Some(Some(5)), Some(Some(5))));
}

#[test]
fn a_deletion_leaves_an_absence() {
    let cache = Cache::new(10_000);
    put(&cache, 5);
    cache.apply(&key(), Revision(6), Written::Deleted);
    assert_eq!((hit(&cache, 5), hit(&cache, 6)), (None, Some(None)));
}

#[test]
fn a_fill_from_a_current_snapshot_enters() {
    let cache = Cache::new(10_000);
    cache.fill(&key(), seen(3, Some(3)), Revision(7), 8);
    assert_eq!((hit(&cache, 2), hit(&cache, 3)), (None, Some(Some(3))));
    let cache = Cache::new(10_000);
    cache.fill(&key(), seen(7, None), Revision(7), 0);
    assert_eq!((hit(&cache, 6), hit(&cache, 7)), (None, Some(None)));
}

/// The reader took its snapshot at 7; the commit at 8 was applied, and evicted again, before the reader fills.
#[test]
fn a_fill_from_an_overtaken_snapshot_is_refused() {
    let cache = Cache::new(10_000);
    put(&cache, 8);
    cache.entries.invalidate(&key());
    cache.fill(&key(), seen(3, Some(3)), Revision(7), 8);
    assert_eq!(hit(&cache, 100), None);
    cache.fill(&key(), seen(8, Some(8)), Revision(8), 8);
    assert_eq!(hit(&cache, 100), Some(Some(8)));
}

#[test]
fn a_fill_never_replaces_a_newer_entry() {
    let cache = Cache::new(10_000);
    put(&cache, 8);
    cache.fill(&key(), seen(3, Some(3)), Revision(9), 8);
    assert_eq!(hit(&cache, 9), Some(Some(8)));
}

#[test]
fn what_was_not_decoded_is_dropped_and_its_slot_kept() {
    let cache = Cache::new(10_000);
    put(&cache, 5);
    cache.apply(&key(), Revision(6), Written::Encoded);
    assert_eq!(hit(&cache, 9), None);
    assert!(cache.written_after(&key(), Revision(5)) && !cache.written_after(&key(), Revision(6)));
}

#[test]
fn after_a_gap_nothing_older_is_served_or_let_in() {
    let cache = Cache::new(10_000);
    put(&cache, 5);
    cache.reset(Revision(9));
    assert_eq!(hit(&cache, 9), None);
    cache.fill(&key(), seen(5, Some(5)), Revision(8), 8);
    assert_eq!(hit(&cache, 9), None);
}

#[test]
fn entries_are_bounded_by_bytes() {
    let cache = Cache::new(10_000);
    for index in 0..1_000_u64 {
        let key = KeyBytes::from_vec(index.to_be_bytes().to_vec());
        let record: Decoded = Arc::new(index);
        cache.apply(&key, Revision(index), Written::Decoded(&record, 100));
    }
    cache.entries.run_pending_tasks();
    assert!(cache.entries.weighted_size() <= 10_000, "{} bytes", cache.entries.weighted_size());
    assert!(cache.entries.entry_count() > 10, "{} entries", cache.entries.entry_count());
}

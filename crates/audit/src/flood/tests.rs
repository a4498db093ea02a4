use jiff::{SignedDuration, Timestamp};

use super::{Admission, Flood, Summary};
use crate::{EventId, Occasion};

fn at(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(1_767_225_600_000 + milliseconds).unwrap()
}

fn recorded(flood: &mut Flood, now: Timestamp, failures: usize) -> usize {
    (0..failures).filter(|_| flood.admit(now) == Admission::Record).count()
}

#[test]
fn records_up_to_the_rate_and_counts_the_rest() {
    let mut flood = Flood::of(20, 1_000_000);
    assert_eq!(recorded(&mut flood, at(0), 20), 20);
    assert_eq!(flood.finish(), None, "exactly the rate is not counted");
    assert_eq!(recorded(&mut flood, at(0), 1), 0);
    assert_eq!(recorded(&mut flood, at(500), 100), 10, "half a second earns half the rate");
    assert_eq!(recorded(&mut flood, at(60_000), 100), 20, "a long pause earns no more than a second's");
}

#[test]
fn a_dense_flood_earns_as_much_as_a_sparse_one() {
    let mut flood = Flood::of(20, 1_000_000);
    // Ten failures in each millisecond of two seconds.
    let instants = (0..20_000).map(|tenth| at(0) + SignedDuration::from_micros(tenth * 100));
    let recorded = instants.filter(|now| flood.admit(*now) == Admission::Record).count();
    assert_eq!(recorded, 20 + 39);
}

#[test]
fn a_day_has_its_own_bound() {
    let mut flood = Flood::of(20, 30);
    let recorded: usize = (0..3_600).map(|second| recorded(&mut flood, at(second * 1_000), 5)).sum();
    assert_eq!(recorded, 30 + 1, "an hour earns one more");
    assert_eq!(flood.finish().map(|summary| summary.count), Some(3_600 * 5 - 31));
}

#[test]
fn tells_the_count_when_the_window_closes() {
    let mut flood = Flood::of(1, 1_000_000);
    assert_eq!(recorded(&mut flood, at(0), 6), 1);
    assert_eq!(recorded(&mut flood, at(900), 2), 0);
    assert_eq!(flood.close(at(9_999)), None);
    let summary = Summary { count: 7, from: at(0), until: at(900) };
    assert_eq!(flood.close(at(10_000)), Some(summary));
    assert_eq!(flood.close(at(30_000)), None, "it is told once");
}

#[test]
fn a_clock_that_goes_back_admits_nothing() {
    let mut flood = Flood::of(2, 1_000_000);
    assert_eq!(recorded(&mut flood, at(10_000), 2), 2);
    assert_eq!(recorded(&mut flood, at(0), 5), 0);
    assert_eq!(recorded(&mut flood, at(500), 5), 1);
}

#[test]
fn a_summary_is_a_record() {
    let summary = Summary { count: 7, from: at(0), until: at(0) + SignedDuration::from_secs(3) };
    let occasion = Occasion { id: EventId::from_bytes([1; 16]), time: at(0), region: None, account: None };
    let record: serde_json::Value = serde_json::from_slice(summary.event(occasion).encode().json()).unwrap();
    assert_eq!(record["userIdentity"]["type"], "Unknown");
    assert_eq!(record["additionalEventData"]["count"], 7);
    assert_eq!(record["additionalEventData"]["until"], "2026-01-01T00:00:03Z");
}

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::Buckets;

/// When calls were admitted, each with the nanosecond. A call is within a rate if no stretch of time that ends with it
/// has more calls than the rate allows for its length, and those of one second besides.
#[derive(Default)]
struct Model {
    admitted: Vec<u128>,
}

impl Model {
    fn admits(&mut self, calls_per_second: u32, now: u128) -> bool {
        let rate = u128::from(calls_per_second);
        let stretches = self.admitted.iter().chain([&now]).zip((1..=self.admitted.len() + 1).rev());
        let within = stretches
            .map(|(since, calls)| (calls as u128 * 1_000_000_000, rate * (1_000_000_000 + now - since)))
            .all(|(taken, allowed)| taken <= allowed);
        if within {
            self.admitted.push(now);
        }
        within
    }
}

proptest! {
    #[test]
    fn a_call_is_let_in_exactly_if_no_stretch_of_time_has_too_many(
        calls_per_second in 1_u32..=20,
        pauses in prop::collection::vec(0_u64..300_000_000, 1..150),
    ) {
        let (mut buckets, mut model) = (Buckets::of(1), Model::default());
        let began = Instant::now();
        let mut nanoseconds = 0;
        for pause in pauses {
            nanoseconds += pause;
            let taken = buckets.take(&[("key", calls_per_second)], began + Duration::from_nanos(nanoseconds));
            prop_assert_eq!(taken, model.admits(calls_per_second, nanoseconds.into()));
        }
    }
}

#[test]
fn a_rate_is_kept_to_the_nanosecond() {
    let (mut buckets, now) = (Buckets::of(1), Instant::now());
    let mut take = |nanoseconds| buckets.take(&[("key", 10_000)], now + Duration::from_nanos(nanoseconds));
    assert_eq!((0..20_000).filter(|_| take(0)).count(), 10_000);
    assert!(!take(99_999));
    assert!(take(100_000));
    assert!(!take(100_000));
    // Calls that come faster than the rate do not keep the bucket from filling.
    assert_eq!((0..=1_000_000).step_by(10).filter(|more| take(100_000 + more)).count(), 10);
}

#[test]
fn the_largest_rate_and_the_longest_pause_do_not_overflow() {
    let (mut buckets, now) = (Buckets::of(1), Instant::now());
    assert!(buckets.take(&[("key", u32::MAX)], now));
    assert!(buckets.take(&[("key", u32::MAX)], now + Duration::from_secs(u32::MAX.into())));
}

#[test]
fn an_instant_before_the_last_one_earns_nothing() {
    let (mut buckets, earlier) = (Buckets::of(1), Instant::now());
    let later = earlier + Duration::from_millis(900);
    let mut take = |now| buckets.take(&[("key", 1)], now);
    assert!(take(later));
    assert!(!take(earlier));
    assert!(!take(later + Duration::from_millis(999)));
    assert!(take(later + Duration::from_secs(1)));
}

#[test]
fn a_call_takes_from_all_of_its_buckets_or_from_none() {
    let (mut buckets, now) = (Buckets::of(9), Instant::now());
    assert!(buckets.take(&[("small", 1), ("large", 2)], now));
    assert!(!buckets.take(&[("small", 1), ("large", 2)], now));
    assert!(!buckets.take(&[("large", 2), ("small", 1)], now));
    assert!(buckets.take(&[("large", 2)], now), "the refused ones took nothing");
    assert!(!buckets.take(&[("large", 2)], now));
}

#[test]
fn the_number_of_buckets_is_bounded_and_only_full_ones_are_forgotten() {
    let (mut buckets, began) = (Buckets::of(2), Instant::now());
    let half = began + Duration::from_millis(500);
    assert!(buckets.take(&[(1, 1)], began));
    assert!(buckets.take(&[(2, 1)], half));
    assert!(!buckets.take(&[(3, 1)], half), "there is room for two");
    assert_eq!(buckets.kept.len(), 2);
    let second = began + Duration::from_secs(1);
    assert!(!buckets.take(&[(3, 1)], second), "swept half a second ago");
    let swept = half + Duration::from_secs(1);
    assert!(buckets.take(&[(2, 1)], swept));
    assert!(buckets.take(&[(3, 1)], swept), "the first one was full and is forgotten");
    assert!(!buckets.take(&[(2, 1)], swept), "the second one was not");
    assert_eq!(buckets.kept.len(), 2);
}

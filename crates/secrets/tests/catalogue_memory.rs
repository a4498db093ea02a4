//! What a secret costs in the catalogue, by a count of what the allocator is asked for.
//!
//! A binary of its own, because the allocator counts for the whole process.

use std::alloc::System;

use jiff::Timestamp;
use secrets::{ArnSuffix, Catalogue, Day, Labels, Secret, SecretName, SecretSerial, Tag, Tags};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const SECRETS: u64 = 20_000;
const BYTES_PER_SECRET_MAX: usize = 300;

/// A permutation, so that no two secrets share a number and none comes in order.
fn shuffled(number: u64) -> u64 {
    number * 7_919 % SECRETS
}

/// A name of 40 bytes, a description of 60, three tags of 12 and 12, no two of them equal, and three dates.
fn typical(number: u64, change: i64) -> Option<Secret> {
    let tag = |kind: u64| Tag { key: format!("k{kind}-{number:09}"), value: format!("v{kind}-{number:09}") };
    let mut tags = Tags::default();
    tags.set(&[tag(1), tag(2), tag(3)]).ok()?;
    let seconds = 1_700_000_000 + i64::try_from(shuffled(number * 3 % SECRETS)).ok()?;
    Some(Secret {
        serial: SecretSerial::from_bytes([0; 16]),
        name: SecretName::parse(&format!("{:040}", shuffled(number))).ok()?,
        suffix: ArnSuffix::parse("a1b2c3")?,
        description: Some(format!("{number:060}")),
        kms_key_id: None,
        kind: None,
        tags: Some(tags),
        labels: Labels::default(),
        versions: 1,
        has_resource_policy: false,
        created_at: Timestamp::from_second(seconds).ok()?,
        changed_at: Timestamp::from_second(seconds + change).ok()?,
        last_accessed: Some(Day::from_number(i32::try_from(number % 1_000).ok()?)),
        deletion: None,
        prune_due: None,
    })
}

fn bytes_per_secret(region: &Region<'_, System>, catalogue: &Catalogue) -> usize {
    let change = region.change();
    (change.bytes_allocated - change.bytes_deallocated) / catalogue.len()
}

#[test]
fn a_typical_secret_takes_at_most_300_bytes() {
    let region = Region::new(ALLOCATOR);
    let mut catalogue = Catalogue::new();
    (0..SECRETS).for_each(|number| catalogue.apply(&typical(number, 0).unwrap()));
    let filled = bytes_per_secret(&region, &catalogue);

    // Every secret is changed once, in an order of its own, so that one of the orders is rebuilt item by item.
    (0..SECRETS).rev().for_each(|number| catalogue.apply(&typical(number, 10_000_000).unwrap()));
    let changed = bytes_per_secret(&region, &catalogue);

    println!("bytes per secret: {filled} when filled, {changed} when each has changed once");
    assert_eq!(catalogue.len() as u64, SECRETS);
    assert!(filled <= BYTES_PER_SECRET_MAX && changed <= BYTES_PER_SECRET_MAX, "{filled}, {changed}");
}

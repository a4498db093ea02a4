use std::num::NonZeroU32;

use super::{Breadth, Places};

fn places(calls_max: u32) -> Places {
    Places::new(NonZeroU32::new(calls_max).unwrap())
}

#[test]
fn a_place_is_free_again_when_its_call_ends() {
    let places = places(2);
    let first = places.take(Breadth::One).unwrap();
    let _second = places.take(Breadth::One).unwrap();
    assert!(places.take(Breadth::One).is_none());
    drop(first);
    assert!(places.take(Breadth::One).is_some());
}

#[test]
fn calls_on_many_secrets_leave_places_to_the_others() {
    let places = places(8);
    let first = places.take(Breadth::Many).unwrap();
    let _second = places.take(Breadth::Many).unwrap();
    assert!(places.take(Breadth::Many).is_none());
    let others: Vec<_> = (0..6).map(|_| places.take(Breadth::One).unwrap()).collect();
    assert!(places.take(Breadth::One).is_none());
    drop(first);
    let _last = places.take(Breadth::One).unwrap();
    assert!(places.take(Breadth::Many).is_none(), "all places are taken, though not by their like");
    drop(others);
    assert!(places.take(Breadth::Many).is_some(), "the refused one kept no place");
}

#[test]
fn a_single_place_is_open_to_every_call() {
    let places = places(1);
    assert!(places.take(Breadth::Many).is_some());
    assert!(places.take(Breadth::One).is_some());
}

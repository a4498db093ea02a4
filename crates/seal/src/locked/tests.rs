use std::collections::BTreeSet;
use std::fs;

use super::{FREE, LockedKey};
use crate::limits::KEYS_PER_PAGE;
use crate::{Entropy, Key};

fn locked(seed: u64) -> LockedKey {
    Key::generate(&mut Entropy::dangerous_seeded(seed)).into()
}

fn address(key: &LockedKey) -> usize {
    key.expose_secret().as_ptr().addr()
}

/// The flags of the mapping that an address lies in.
fn flags(address: usize) -> String {
    let maps = fs::read_to_string("/proc/self/smaps").unwrap();
    let mut inside = false;
    for line in maps.lines() {
        let bounds = line.split(' ').next().unwrap().split_once('-');
        let bounds =
            bounds.map(|(start, end)| (usize::from_str_radix(start, 16), usize::from_str_radix(end, 16)));
        if let Some((Ok(start), Ok(end))) = bounds {
            inside = (start..end).contains(&address);
        }
        if inside && let Some(flags) = line.strip_prefix("VmFlags:") {
            return format!("{flags} ");
        }
    }
    panic!("no mapping holds {address:#x}");
}

#[test]
fn a_kept_key_lies_in_a_locked_page() {
    let key = locked(1);
    assert!(flags(address(&key)).contains(" lo "), "{}", flags(address(&key)));
    assert_eq!(address(&key) / 4_096, (address(&key) + 31) / 4_096, "it lies across pages");
    let elsewhere = Box::new([7_u8; 32]);
    assert!(!flags(elsewhere.as_ptr().addr()).contains(" lo "), "everything is locked");
}

#[test]
fn a_kept_key_is_the_key_it_was_made_of() {
    let keys: Vec<_> = (0..3 * KEYS_PER_PAGE as u64).map(locked).collect();
    for (seed, key) in (0..).zip(&keys) {
        assert_eq!(
            *key.expose_secret(),
            *Key::generate(&mut Entropy::dangerous_seeded(seed)).expose_secret()
        );
    }
}

#[test]
fn places_are_wiped_and_taken_again() {
    let places: BTreeSet<_> = (0..10_000).map(|seed| address(&locked(seed))).collect();
    // The other tests take and give back a few hundred meanwhile.
    assert!(places.len() < 1_000, "each key took a place of its own");
    let free = FREE.lock().unwrap();
    assert!(!free.is_empty());
    assert!(free.iter().all(|place| *place.expose_secret() == [0; 32]), "a place was not wiped");
}

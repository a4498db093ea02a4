use jiff::Timestamp;
use seal::{Entropy, KeyPair};

use super::{Checkpoint, Spelled};
use crate::chain::Position;

fn pair(seed: u64) -> KeyPair {
    KeyPair::generate(&mut Entropy::dangerous_seeded(seed))
}

fn checkpoint(index: u64, key: u64, next: u64) -> Checkpoint {
    let position = Position { sequence: 12, hash: [3; 32] };
    let keys = (&pair(key), pair(next).public());
    Checkpoint::sign((&"n1".parse().unwrap(), index), position, Timestamp::UNIX_EPOCH, keys)
}

#[test]
fn the_signature_covers_every_member() {
    let good = checkpoint(0, 1, 2);
    assert!(good.is_signed());
    let changes: [fn(&mut Checkpoint); 7] = [
        |c| c.node = "n2".parse().unwrap(),
        |c| c.sequence += 1,
        |c| c.hash[31] ^= 1,
        |c| c.time = Timestamp::from_millisecond(1).unwrap(),
        |c| c.index += 1,
        |c| c.public_key = pair(2).public(),
        |c| c.next_public_key = pair(3).public(),
    ];
    for (number, change) in changes.iter().enumerate() {
        let mut changed = good.clone();
        change(&mut changed);
        assert!(!changed.is_signed(), "change {number}");
    }
}

#[test]
fn only_the_key_that_was_named_signs_the_next() {
    let first = checkpoint(0, 1, 2);
    assert!(checkpoint(1, 2, 3).follows(&first));
    assert!(!checkpoint(2, 2, 3).follows(&first));
    assert!(!checkpoint(1, 1, 2).follows(&first));
}

#[test]
fn survives_being_spelled_out() {
    let good = checkpoint(0, 1, 2);
    let json = serde_json::to_string(&Spelled::from(&good)).unwrap();
    let again: Spelled = serde_json::from_str(&json).unwrap();
    assert_eq!(again.checkpoint(), Some(good));
}

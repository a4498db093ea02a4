use jiff::Timestamp;
use seal::{Entropy, Keyring};
use store::Record;

use super::StoredHead;
use crate::Node;
use crate::chain::Position;

fn node() -> Node {
    "n1".parse().unwrap()
}

fn keyring() -> Keyring {
    Keyring::generate(&mut Entropy::dangerous_seeded(1))
}

fn signed(head: &StoredHead, sequence: u64, entropy: &mut Entropy) -> StoredHead {
    let position = Position { sequence, hash: [1; 32] };
    head.signed(position, Timestamp::UNIX_EPOCH, (&keyring(), entropy)).unwrap()
}

#[test]
fn each_checkpoint_is_signed_by_the_key_that_the_one_before_named() {
    let mut entropy = Entropy::dangerous_seeded(2);
    let begun = StoredHead::first(&node(), &keyring(), &mut entropy);
    let first = signed(&begun, 10, &mut entropy);
    let second = signed(&first, 20, &mut entropy);
    let [one, two] = [&first, &second].map(|head| head.checkpoint().unwrap());
    assert_eq!(one.public_key, begun.root());
    assert!(one.is_signed() && two.is_signed() && two.follows(one));
    assert_eq!((one.index, two.index, second.vouched()), (0, 1, 20));
    assert_eq!(second.root(), begun.root());
}

#[test]
fn the_key_that_signed_is_kept_nowhere() {
    let mut entropy = Entropy::dangerous_seeded(2);
    let begun = StoredHead::first(&node(), &keyring(), &mut entropy);
    let first = signed(&begun, 10, &mut entropy);
    // Whoever has the record and the keyring has the next key, and no other.
    let again = signed(&first, 10, &mut entropy);
    let checkpoint = again.checkpoint().unwrap();
    assert_eq!(checkpoint.public_key, first.checkpoint().unwrap().next_public_key);
    assert_ne!(checkpoint.public_key, begun.root());
    let mut bytes = Vec::new();
    first.encode(&mut bytes);
    let contains = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    assert!(contains(&first.sealed_key) && !contains(&begun.sealed_key));
}

#[test]
fn a_sealed_key_signs_no_other_checkpoint_of_no_other_node() {
    let mut entropy = Entropy::dangerous_seeded(2);
    let begun = StoredHead::first(&node(), &keyring(), &mut entropy);
    let first = signed(&begun, 10, &mut entropy);
    let late = StoredHead { sealed_key: begun.sealed_key.clone(), ..first };
    let foreign = StoredHead { node: "n2".parse().unwrap(), ..begun };
    for moved in [late, foreign] {
        let position = Position { sequence: 11, hash: [1; 32] };
        assert!(moved.signed(position, Timestamp::UNIX_EPOCH, (&keyring(), &mut entropy)).is_err());
    }
}

#[test]
fn survives_being_written_and_read() {
    let mut entropy = Entropy::dangerous_seeded(2);
    let begun = StoredHead::first(&node(), &keyring(), &mut entropy);
    let first = signed(&begun, 10, &mut entropy);
    for head in [begun, first] {
        let mut bytes = Vec::new();
        head.encode(&mut bytes);
        assert_eq!(StoredHead::decode(1, &bytes), Ok(head));
    }
}

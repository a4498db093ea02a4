use super::{SharesError, combine, split};
use crate::{Entropy, Key, Plaintext};

fn shares(threshold: u8, count: u8) -> (Key, Vec<Plaintext>) {
    let mut entropy = Entropy::system();
    let key = Key::generate(&mut entropy);
    let shares = split(&key, threshold, count, &mut entropy).ok().unwrap();
    (key, shares)
}

fn some(shares: &[Plaintext], which: &[usize]) -> Vec<Plaintext> {
    which.iter().map(|index| Plaintext::new(shares[*index].expose_secret().to_vec())).collect()
}

#[test]
fn as_many_as_are_needed_make_the_key_and_fewer_do_not() {
    let (key, shares) = shares(3, 5);
    assert!(shares.iter().all(|share| share.len() == 33));
    for first in 0..5 {
        for second in 0..5 {
            for third in 0..5 {
                let which = [first, second, third];
                let combined = combine(&some(&shares, &which));
                if first == second || second == third || first == third {
                    assert_eq!(combined.err(), Some(SharesError::Mismatch));
                } else {
                    assert_eq!(combined.ok().unwrap().expose_secret(), key.expose_secret());
                }
            }
        }
    }
    assert_ne!(combine(&some(&shares, &[0, 1])).ok().unwrap().expose_secret(), key.expose_secret());
    assert!(combine(&some(&shares, &[0])).is_err() && combine(&[]).is_err());
    assert_eq!(combine(&some(&shares, &[4, 0, 3, 1, 2])).ok().unwrap().expose_secret(), key.expose_secret());
}

#[test]
fn numbers_that_make_no_sense_are_refused() {
    let key = Key::generate(&mut Entropy::system());
    for (threshold, count) in [(0, 0), (0, 3), (1, 1), (1, 5), (4, 3), (255, 254)] {
        let refused = split(&key, threshold, count, &mut Entropy::system());
        assert_eq!(refused.err(), Some(SharesError::Numbers), "{threshold} of {count}");
    }
    assert_eq!(shares(255, 255).1.len(), 255);
}

/// Class 8: shares computed through tables tell the cache what they were. There is no table to look up in.
#[test]
fn cve_class_08_shares_are_those_of_the_field_without_tables() {
    // The product of the field, bit by bit, as FIPS 197 has it.
    let product = |mut left: u8, mut right: u8| {
        let mut sum = 0;
        for _ in 0..8 {
            sum ^= left * (right & 1);
            right >>= 1;
            left = (left << 1) ^ (0x1b * (left >> 7));
        }
        sum
    };
    let (key, shares) = shares(2, 3);
    for byte in 0..32 {
        let at = |share: usize| (shares[share].expose_secret()[0], shares[share].expose_secret()[byte + 1]);
        let secret = key.expose_secret()[byte];
        // A line through the secret: the slope that one share shows is the one of each other share.
        let slope = (0..=255).find(|slope| product(*slope, at(0).0) ^ secret == at(0).1).unwrap();
        assert!((1..3).all(|share| product(slope, at(share).0) ^ secret == at(share).1), "byte {byte}");
    }
}

use seal::{Entropy, Plaintext};
use zeroize::Zeroizing;

use super::{RecoveryError, Shares, create_shares, recover};

fn keyring() -> Plaintext {
    Plaintext::new(b"the keyring".to_vec())
}

fn made(threshold: u8, count: u8) -> (Vec<u8>, Shares) {
    create_shares(&keyring(), threshold, count, &mut Entropy::system()).ok().unwrap()
}

fn failure(wrapped: &[u8], shares: &[Zeroizing<String>]) -> RecoveryError {
    recover(wrapped, shares).err().unwrap()
}

#[test]
fn enough_shares_open_the_keyring_in_any_order() {
    let (wrapped, mut shares) = made(3, 5);
    assert!(recover(&wrapped, &shares).ok().unwrap().equals(&keyring()));
    shares.reverse();
    assert!(recover(&wrapped, &shares[..3]).ok().unwrap().equals(&keyring()));
    let twice = [shares[0].clone(), shares[0].clone(), shares[2].clone(), shares[4].clone()];
    assert!(recover(&wrapped, &twice).ok().unwrap().equals(&keyring()));
}

#[test]
fn each_mistake_is_told_apart() {
    let (wrapped, shares) = made(3, 5);
    let twice = [shares[0].clone(), shares[1].clone(), shares[1].clone()];
    assert!(matches!(failure(&wrapped, &twice), RecoveryError::TooFew { given: 2, needed: 3 }));
    assert!(matches!(failure(&wrapped, &[]), RecoveryError::TooFew { given: 0, needed: 3 }));
    let (other, others) = made(3, 5);
    let mixed = [shares[0].clone(), others[1].clone(), shares[2].clone()];
    assert!(matches!(failure(&wrapped, &mixed), RecoveryError::OtherSet { line: 2 }));
    assert!(matches!(failure(&other, &shares), RecoveryError::OtherSet { line: 1 }));
    for index in 0..shares[1].len() {
        let mut digits = shares[1].to_string().into_bytes();
        digits[index] = if digits[index] == b'0' { b'1' } else { b'0' };
        let mistyped = Zeroizing::new(String::from_utf8(digits).unwrap());
        let given = [shares[0].clone(), mistyped, shares[2].clone()];
        assert!(matches!(failure(&wrapped, &given), RecoveryError::Malformed { line: 2 }), "digit {index}");
    }
    for nonsense in ["", "strongroom-share-", "correct horse battery"] {
        let given = [Zeroizing::new(nonsense.to_owned())];
        assert!(matches!(failure(&wrapped, &given), RecoveryError::Malformed { line: 1 }));
    }
}

#[test]
fn an_altered_wrapping_does_not_open() {
    let (wrapped, shares) = made(2, 3);
    for index in 0..wrapped.len() {
        let mut altered = wrapped.clone();
        altered[index] ^= 1;
        assert!(recover(&altered, &shares).is_err(), "byte {index}");
        assert!(recover(&wrapped[..index], &shares).is_err(), "length {index}");
    }
}

#[test]
fn numbers_that_make_no_sense_are_refused() {
    for (threshold, count) in [(1, 3), (4, 3), (0, 0)] {
        let refused = create_shares(&keyring(), threshold, count, &mut Entropy::system()).err();
        assert!(matches!(refused, Some(RecoveryError::Shares(_))));
    }
}

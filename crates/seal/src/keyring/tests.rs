use super::{Keyring, KeyringVersion, Purpose};
use crate::{Entropy, Plaintext};

fn ring() -> Keyring {
    Keyring::generate(&mut Entropy::dangerous_seeded(3))
}

#[test]
fn survives_being_written_and_read() {
    let mut entropy = Entropy::dangerous_seeded(4);
    let sealed = ring().seal(Purpose::Paging, b"aad", b"token", &mut entropy);
    let again = Keyring::from_secret(&ring().expose_secret()).unwrap();
    assert_eq!(again.open(Purpose::Paging, b"aad", &sealed).unwrap().expose_secret(), b"token");
}

#[test]
fn purposes_are_apart() {
    let sealed = ring().seal(Purpose::Paging, b"", b"token", &mut Entropy::dangerous_seeded(4));
    for purpose in Purpose::ALL {
        assert_eq!(ring().open(purpose, b"", &sealed).is_ok(), purpose == Purpose::Paging, "{purpose:?}");
    }
}

#[test]
fn a_mac_vouches_for_its_parts_alone() {
    let (version, mac) = ring().mac(&[b"key", b"body"]);
    assert!(ring().vouches(version, &mac, &[b"key", b"body"]));
    assert!(!ring().vouches(version, &mac, &[b"key", b"bodx"]));
    assert!(!ring().vouches(KeyringVersion(2), &mac, &[b"key", b"body"]));
}

#[test]
fn refuses_bytes_that_are_no_ring() {
    let good = ring().expose_secret().expose_secret().to_vec();
    for bad in [Vec::new(), good[..35].to_vec(), [good.clone(), good.clone()].concat()] {
        assert!(Keyring::from_secret(&Plaintext::new(bad)).is_err());
    }
}

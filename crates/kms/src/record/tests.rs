use proptest::prelude::*;
use store::Record;

use crate::key::{Key, KeyId, KeyManager};
use crate::operations::SERVICE_ALIAS;
use crate::{Due, Duty, Grant, KeyState, KeyVersion};

fn again<R: Record>(record: &R) -> R {
    let mut body = Vec::new();
    record.encode(&mut body);
    R::decode(R::FORMAT, &body).unwrap()
}

/// A record as it was written before keys had owners: id, date, manager and newest version.
#[test]
fn a_service_key_of_before_still_reads() {
    let mut body = vec![0x0a, 16];
    body.extend([7; 16]);
    body.extend([0x10, 0x01, 0x18, 0x01, 0x20, 0x01]);
    let key = Key::decode(1, &body).unwrap();
    assert_eq!(key.id, KeyId::from_bytes([7; 16]));
    assert_eq!((key.manager, key.state, key.newest.0), (KeyManager::Service, KeyState::Enabled, 1));
    assert!(key.aliases.contains(SERVICE_ALIAS));
    assert_eq!(again(&key), key);
}

#[test]
fn what_a_newer_program_knows_is_not_guessed_at() {
    assert!(Key::decode(1, &[0x18, 0x09]).is_err());
    assert!(KeyVersion::decode(1, &[0x20, 0x09]).is_err());
    assert!(Grant::decode(1, &[0x48, 0x09]).is_err());
}

proptest! {
    #[test]
    fn duties_read_back_as_written(id in any::<[u8; 16]>(), duty in 0..3_usize) {
        let duty = [Duty::Delete, Duty::Erase, Duty::Rotate][duty];
        let tenant = store::Tenant::new("aws", "000000000000", "eu-central-1");
        let due = Due::to(KeyId::from_bytes(id), &tenant, duty);
        prop_assert_eq!(again(&due), due);
    }

    #[test]
    fn no_bytes_break_a_decoder(body in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = (Key::decode(1, &body), KeyVersion::decode(1, &body), Grant::decode(1, &body));
    }
}

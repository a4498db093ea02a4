use store::Tenant;

use super::{Read, RecentReads};
use crate::{Day, SecretName, SecretSerial, VersionId};

fn read(serial: u8, version: u8, day: i32) -> Read {
    Read {
        tenant: Tenant::new("aws", "000000000000", "eu-central-1"),
        name: SecretName::parse("x").unwrap(),
        serial: SecretSerial::from_bytes([serial; 16]),
        version: VersionId::parse(&format!("{version:032}")).unwrap(),
        day: Day::from_number(day),
    }
}

#[test]
fn the_latest_day_wins() {
    let reads = RecentReads::default();
    [read(1, 1, 5), read(1, 1, 7), read(1, 1, 6), read(1, 2, 9)]
        .into_iter()
        .for_each(|note| reads.note(note));
    assert_eq!(reads.secret_day(read(1, 1, 0).serial), Some(Day::from_number(9)));
    assert_eq!(reads.version_day(read(1, 1, 0).serial, &read(1, 1, 0).version), Some(Day::from_number(7)));
    assert_eq!(reads.secret_day(read(2, 1, 0).serial), None);
}

#[test]
fn a_note_made_while_writing_survives() {
    let reads = RecentReads::default();
    reads.note(read(1, 1, 5));
    let written = reads.peek(10);
    reads.note(read(1, 1, 6));
    reads.forget(&written);
    assert_eq!(reads.peek(10), [read(1, 1, 6)]);
    reads.forget(&[read(1, 1, 6)]);
    assert_eq!(reads.peek(10), []);
}

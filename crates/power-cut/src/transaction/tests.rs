use store::Revision;

use super::{Key, Transaction};

#[test]
fn keys_read_back_as_written() {
    for key in [Key::Left(1), Key::Mark(u64::MAX), Key::Right(0), Key::Slot(6)] {
        assert_eq!(Key::parse(&key.bytes()), Some(key));
    }
}

#[test]
fn a_commit_writes_exactly_the_values_of_its_transaction() {
    let (before, transaction) = (Transaction::new(3, 0, false), Transaction::new(3, 1, true));
    let commit = transaction.commit(Some((before, Revision(5))));
    assert_eq!(commit.reads, [(Key::Mark(before.0).bytes(), Some(Revision(5)))]);
    let (put, deleted): (Vec<_>, Vec<_>) = commit.writes.iter().partition(|write| write.value.is_some());
    assert_eq!(deleted.iter().map(|write| &write.key).collect::<Vec<_>>(), [&Key::Mark(before.0).bytes()]);
    assert_eq!(put.len(), 4);
    for write in put {
        let key = Key::parse(&write.key).unwrap();
        assert_eq!(write.value, transaction.value(key));
        assert_eq!(Transaction::of_value(write.value.as_ref().unwrap()), Some(transaction));
    }
    assert_eq!((transaction.writer(), before.value(Key::Left(transaction.0))), (3, None));
}

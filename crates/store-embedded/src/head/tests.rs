use store::{Revision, TransactionId};

use super::Head;

fn id(number: u8) -> TransactionId {
    TransactionId([number; 16])
}

fn head() -> Head {
    Head { newest: Revision(12), batch: vec![id(1), id(2), id(3)] }
}

#[test]
fn the_row_returns_what_was_written() {
    for head in [Head::default(), head()] {
        assert_eq!(Head::decode(&head.encode()), Some(head));
    }
}

#[test]
fn the_last_transaction_of_the_batch_has_the_newest_revision() {
    let revisions = [1, 2, 3, 4].map(|number| head().revision_of(id(number)));
    assert_eq!(revisions, [Some(Revision(10)), Some(Revision(11)), Some(Revision(12)), None]);
}

/// A revision that went back would be given out twice.
#[test]
fn an_altered_revision_is_noticed() {
    let row = head().encode();
    for bit in 0..128 {
        let mut altered = row.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(Head::decode(&altered), None, "bit {bit}");
    }
    (0..row.len())
        .filter(|length| length % 16 != 0)
        .for_each(|length| assert_eq!(Head::decode(&row[..length]), None));
}

use store::{KeyBytes, Revision, Row};

use super::{Violation, judge};
use crate::ledger::Ledger;
use crate::transaction::{Key, Transaction};

/// What two transactions of one writer leave behind, and the notes on them.
fn whole() -> (Vec<Row>, Ledger, [Transaction; 2]) {
    let (first, second) = (Transaction::new(1, 0, false), Transaction::new(1, 1, false));
    let row = |key: Key, of: Transaction, revision: u64| Row {
        key: key.bytes(),
        revision: Revision(revision),
        value: of.value(key).unwrap(),
    };
    let rows = vec![
        row(Key::Left(first.0), first, 1),
        row(Key::Right(first.0), first, 1),
        row(first.slot(), first, 1),
        row(Key::Left(second.0), second, 2),
        row(Key::Right(second.0), second, 2),
        row(second.slot(), second, 2),
        row(Key::Mark(second.0), second, 2),
    ];
    let ledger =
        Ledger { submitted: [first.0, second.0].into(), acknowledged: [(first.0, 1), (second.0, 2)].into() };
    (rows, ledger, [first, second])
}

fn without(rows: &[Row], key: Key) -> Vec<Row> {
    rows.iter().filter(|row| row.key != key.bytes()).cloned().collect()
}

#[test]
fn a_store_that_holds_everything_is_in_order() {
    let (rows, ledger, _) = whole();
    assert_eq!(judge(&rows, 2, &ledger), []);
}

#[test]
fn what_was_not_acknowledged_may_be_there_or_not() {
    let (rows, mut ledger, [first, second]) = whole();
    ledger.acknowledged.clear();
    assert_eq!(judge(&rows, 2, &ledger), []);
    assert_eq!(judge(&[], 0, &ledger), []);
    let mut before: Vec<Row> = rows.into_iter().filter(|row| row.revision == Revision(1)).collect();
    let mark = Key::Mark(first.0);
    before.push(Row { key: mark.bytes(), revision: Revision(1), value: first.value(mark).unwrap() });
    assert_eq!(judge(&before, 1, &ledger), []);
    assert!(!ledger.acknowledged.contains_key(&second.0));
}

#[test]
fn a_lost_transaction_is_found() {
    let (_, ledger, [first, second]) = whole();
    let lost = |of: Transaction, revision| Violation::Lost { transaction: of.0, revision };
    assert_eq!(judge(&[], 0, &ledger), [lost(first, 1), lost(second, 2)]);
}

#[test]
fn each_missing_part_of_a_transaction_is_found() {
    let (rows, ledger, [_, second]) = whole();
    for key in [Key::Left(second.0), Key::Right(second.0), Key::Mark(second.0), second.slot()] {
        let half = Violation::Half { transaction: second.0, key };
        assert_eq!(judge(&without(&rows, key), 2, &ledger), [half]);
    }
}

#[test]
fn a_transaction_that_nobody_asked_for_is_found() {
    let (rows, mut ledger, [_, second]) = whole();
    ledger.submitted.remove(&second.0);
    assert_eq!(judge(&rows, 2, &ledger), [Violation::NeverWritten { transaction: second.0 }]);
}

#[test]
fn a_deletion_that_did_not_happen_is_found() {
    let (mut rows, ledger, [first, _]) = whole();
    let key = Key::Mark(first.0);
    rows.push(Row { key: key.bytes(), revision: Revision(1), value: first.value(key).unwrap() });
    assert_eq!(judge(&rows, 2, &ledger), [Violation::Stale { key }]);
}

#[test]
fn an_altered_value_and_a_foreign_row_are_found() {
    let (mut rows, ledger, _) = whole();
    rows[0].value.push(0);
    rows.push(Row { key: KeyBytes::from_vec(b"x".to_vec()), revision: Revision(2), value: Vec::new() });
    let altered =
        judge(&rows, 2, &ledger).into_iter().filter(|found| matches!(found, Violation::Altered { .. }));
    assert_eq!(altered.count(), 2);
}

#[test]
fn a_missing_revision_is_found() {
    let (rows, ledger, _) = whole();
    assert_eq!(judge(&rows, 3, &ledger), [Violation::Gap { found: 2, newest: 3 }]);
}

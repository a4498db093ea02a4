//! What a store that was opened after a power cut must hold: all that was acknowledged, nothing half, and nothing that was
//! never written.
//!
//! A pure function of rows and a [`Ledger`]; how the rows were read is unknown here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use store::Row;

use crate::ledger::Ledger;
use crate::transaction::{Key, Transaction};

/// A promise that was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Violation {
    /// A row is not what its transaction writes.
    Altered { row: String },
    /// The store's file is not in order.
    Damaged { found: String },
    /// The revisions that were found are not all up to the newest.
    Gap { found: usize, newest: u64 },
    /// Some of what a transaction writes is there, and some is not, or it shows another revision.
    Half { transaction: u64, key: Key },
    /// An acknowledged transaction is gone.
    Lost { transaction: u64, revision: u64 },
    /// A transaction was found that nobody had asked for.
    NeverWritten { transaction: u64 },
    /// A row is there that its transaction, or a later one, has deleted or replaced.
    Stale { key: Key },
    /// The store cannot be opened, read or written.
    Unusable { why: String },
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// Each key that was found, with the revision of its row and the transaction that its value names.
type Found = BTreeMap<Key, (u64, Transaction)>;

/// Judges the rows of a store whose newest revision is `newest`.
pub(crate) fn judge(rows: &[Row], newest: u64, ledger: &Ledger) -> Vec<Violation> {
    let (found, mut violations) = read(rows);
    let survivors = survivors(&found);
    violations.extend(lost(&survivors, ledger));
    violations.extend(never_written(&survivors, ledger));
    violations.extend(disagreeing(&found, &survivors));
    let revisions: BTreeSet<u64> = survivors.values().copied().collect();
    // Each transaction puts keys of its own that nobody deletes, so no revision can be without a trace.
    if !revisions.iter().copied().eq(1..=newest) {
        violations.push(Violation::Gap { found: revisions.len(), newest });
    }
    violations
}

fn read(rows: &[Row]) -> (Found, Vec<Violation>) {
    let (mut found, mut altered) = (Found::new(), Vec::new());
    for row in rows {
        let (key, transaction) = (Key::parse(&row.key), Transaction::of_value(&row.value));
        let whole = key
            .zip(transaction)
            .filter(|(key, transaction)| transaction.value(*key).as_ref() == Some(&row.value));
        match whole {
            Some((key, transaction)) => {
                found.insert(key, (row.revision.0, transaction));
            }
            None => altered.push(Violation::Altered { row: row.key.to_string() }),
        }
    }
    (found, altered)
}

/// The transactions of which a half was found, and their revisions.
fn survivors(found: &Found) -> BTreeMap<u64, u64> {
    let halves = found.iter().filter(|(key, _)| matches!(key, Key::Left(_) | Key::Right(_)));
    halves.map(|(_, (revision, transaction))| (transaction.0, *revision)).collect()
}

fn lost(survivors: &BTreeMap<u64, u64>, ledger: &Ledger) -> Vec<Violation> {
    let acknowledged = ledger.acknowledged.iter();
    let lost = acknowledged.filter(|(transaction, revision)| survivors.get(transaction) != Some(revision));
    lost.map(|(&transaction, &revision)| Violation::Lost { transaction, revision }).collect()
}

fn never_written(survivors: &BTreeMap<u64, u64>, ledger: &Ledger) -> Vec<Violation> {
    let unknown = survivors.keys().filter(|transaction| !ledger.submitted.contains(transaction));
    unknown.map(|&transaction| Violation::NeverWritten { transaction }).collect()
}

/// Compares what was found with what the survivors leave behind if each is whole and they came in the order of their
/// revisions.
fn disagreeing(found: &Found, survivors: &BTreeMap<u64, u64>) -> Vec<Violation> {
    let mut in_order: Vec<_> =
        survivors.iter().map(|(transaction, revision)| (*revision, Transaction(*transaction))).collect();
    in_order.sort_by_key(|(revision, _)| *revision);
    let (mut expected, mut marks) = (Found::new(), BTreeMap::new());
    for (revision, transaction) in in_order {
        let number = transaction.0;
        for key in [Key::Left(number), Key::Right(number), transaction.slot()] {
            expected.insert(key, (revision, transaction));
        }
        marks.insert(transaction.writer(), (Key::Mark(number), (revision, transaction)));
    }
    expected.extend(marks.into_values());
    let missing = expected.iter().filter(|(key, row)| found.get(key) != Some(row));
    let missing = missing.map(|(key, (_, of))| Violation::Half { transaction: of.0, key: *key });
    let stale =
        found.keys().filter(|key| !expected.contains_key(key)).map(|key| Violation::Stale { key: *key });
    missing.chain(stale).collect()
}

#[cfg(test)]
mod tests;

//! What a trail makes of what it finds when it is opened.

use std::collections::BTreeMap;
use std::path::Path;

use tempfile::tempdir;

use crate::fixture::{Gate, Mode, event, head, lines, now, open, store};
use crate::{Durability, Fault, Remark, Report, checkpoint, verify};

fn remarks(report: &Report) -> Vec<Remark> {
    report.notes.iter().map(|note| note.remark.clone()).collect()
}

fn faults(report: &Report) -> Vec<Fault> {
    report.findings.iter().map(|finding| finding.fault.clone()).collect()
}

/// Keeps the first `kept` lines of the only segment.
fn cut(folder: &Path, kept: usize) {
    let mut files = lines(folder);
    let (name, lines) = files.pop_last().unwrap();
    assert!(files.is_empty());
    std::fs::write(folder.join(name), lines[..kept].concat()).unwrap();
}

/// Every byte of these files is still there.
fn assert_untouched(before: &BTreeMap<String, Vec<String>>, folder: &Path) {
    let after = lines(folder);
    assert!(before.iter().all(|(name, lines)| after.get(name) == Some(lines)));
    assert_eq!(after.len(), before.len() + 1, "a segment of its own");
}

#[tokio::test]
async fn a_trail_that_was_closed_goes_on_without_a_word() {
    let (folder, store) = (tempdir().unwrap(), store());
    for number in 0..3 {
        let trail = open(folder.path(), &store).await;
        trail.append(vec![event(number)]).await.unwrap();
        checkpoint(&trail, &store, now()).await.unwrap();
        trail.close().await;
    }
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert!(report.is_intact() && report.notes.is_empty(), "{report}");
    assert_eq!((report.records, lines(folder.path()).len()), (9, 3));
}

#[tokio::test]
async fn a_trail_that_was_not_closed_names_the_window() {
    let (folder, store) = (tempdir().unwrap(), store());
    let trail = open(folder.path(), &store).await;
    trail.append(vec![event(1)]).await.unwrap();
    checkpoint(&trail, &store, now()).await.unwrap();
    trail.append(vec![event(2)]).await.unwrap();
    trail.close().await;
    let trail = open(folder.path(), &store).await;
    trail.append(vec![event(3)]).await.unwrap();
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert!(report.is_intact(), "{report}");
    assert_eq!(remarks(&report), [Remark::Window { after: 2, until: 5 }]);
}

#[tokio::test]
async fn a_torn_line_is_left_and_does_not_count() {
    let (folder, store) = (tempdir().unwrap(), store());
    let trail = open(folder.path(), &store).await;
    trail.append(vec![event(1), event(2)]).await.unwrap();
    trail.close().await;
    let (name, whole) = lines(folder.path()).pop_last().unwrap();
    std::fs::write(folder.path().join(&name), whole.concat().trim_end()).unwrap();
    let before = lines(folder.path());
    let trail = open(folder.path(), &store).await;
    trail.append(vec![event(3)]).await.unwrap();
    assert_eq!(trail.sequence(), 4, "the torn line's number is given again");
    assert_untouched(&before, folder.path());
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert!(report.is_intact(), "{report}");
    assert_eq!(remarks(&report), [Remark::Torn, Remark::Window { after: 0, until: 3 }]);
}

#[tokio::test]
async fn a_segment_of_nothing_but_a_torn_line_is_passed_over() {
    let (folder, store) = (tempdir().unwrap(), store());
    let trail = open(folder.path(), &store).await;
    trail.append(vec![event(1)]).await.unwrap();
    checkpoint(&trail, &store, now()).await.unwrap();
    trail.close().await;
    for attempt in ["0000", "0001"] {
        std::fs::write(folder.path().join(format!("trail-00000000000000000004-{attempt}.jsonl")), "{")
            .unwrap();
    }
    let before = lines(folder.path());
    let trail = open(folder.path(), &store).await;
    assert_eq!(trail.sequence(), 4);
    assert_untouched(&before, folder.path());
    assert!(lines(folder.path()).contains_key("trail-00000000000000000004-0002.jsonl"));
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert!(report.is_intact(), "{report}");
}

#[tokio::test]
async fn a_lost_end_is_told_and_its_numbers_are_not_given_again() {
    let (folder, store) = (tempdir().unwrap(), store());
    let trail = open(folder.path(), &store).await;
    trail.append((1..=5).map(event).collect()).await.unwrap();
    checkpoint(&trail, &store, now()).await.unwrap();
    trail.close().await;
    cut(folder.path(), 3);
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert_eq!(faults(&report), [Fault::Cut { from: 4, to: 6 }]);
    let before = lines(folder.path());
    let trail = open(folder.path(), &store).await;
    trail.append(vec![event(7)]).await.unwrap();
    checkpoint(&trail, &store, now()).await.unwrap();
    assert_untouched(&before, folder.path());
    assert!(lines(folder.path()).contains_key("trail-00000000000000000007-0000.jsonl"));
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert_eq!(faults(&report), [Fault::Lost { from: 4, to: 6 }]);
    assert_eq!(report.vouched.unwrap().index, 1, "the keys form one chain all the same");
}

#[tokio::test]
async fn a_trail_that_is_gone_is_told() {
    let (folder, store) = (tempdir().unwrap(), store());
    let trail = open(folder.path(), &store).await;
    trail.append(vec![event(1)]).await.unwrap();
    checkpoint(&trail, &store, now()).await.unwrap();
    trail.close().await;
    std::fs::remove_dir_all(folder.path()).unwrap();
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert!(!report.is_intact());
    let _trail = open(folder.path(), &store).await;
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert_eq!(faults(&report), [Fault::Lost { from: 1, to: 2 }]);
}

#[tokio::test]
async fn a_line_that_cannot_be_read_keeps_nobody_from_going_on() {
    let (folder, store) = (tempdir().unwrap(), store());
    let trail = open(folder.path(), &store).await;
    trail.append(vec![event(1), event(2)]).await.unwrap();
    trail.close().await;
    let (name, mut broken) = lines(folder.path()).pop_last().unwrap();
    broken[2] = "{\"chain\":7}\n".to_owned();
    std::fs::write(folder.path().join(name), broken.concat()).unwrap();
    let trail = open(folder.path(), &store).await;
    assert_eq!(trail.sequence(), 4);
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert_eq!(faults(&report), [Fault::Unreadable { sequence: 3 }]);
}

#[tokio::test]
async fn a_head_that_was_signed_and_not_written_is_written_at_the_opening() {
    let (folder, store, gate) = (tempdir().unwrap(), store(), Gate::new());
    let trail = gate.open(folder.path(), &store, Durability::OperatingSystem).await;
    gate.set(Mode::Failing);
    checkpoint(&trail, &store, now()).await.unwrap_err();
    trail.close().await;
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert_eq!(remarks(&report), [Remark::HeadNotInTrail { sequence: 1 }]);
    assert_eq!(report.vouched.unwrap().sequence, 1);
    for _ in 0..2 {
        let trail = open(folder.path(), &store).await;
        trail.close().await;
    }
    let text = lines(folder.path()).into_values().flatten().collect::<String>();
    assert_eq!(text.matches("StrongroomCheckpoint").count(), 1);
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert!(report.is_intact(), "{report}");
}

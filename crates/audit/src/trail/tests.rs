mod bench;
mod reopening;

use std::time::Duration;

use tempfile::tempdir;

use super::{CheckpointError, Durability, Refused, checkpoint};
use crate::fixture::{Gate, LONG, Mode, event, head, lines, now, open, store};
use crate::{Remark, verify};

const SHORT: Duration = Duration::from_millis(20);

#[tokio::test]
async fn what_is_acknowledged_stands_in_the_trail_in_order() {
    let (folder, store) = (tempdir().unwrap(), store());
    let trail = open(folder.path(), &store).await;
    trail.append(vec![event(1), event(2)]).await.unwrap();
    trail.append(vec![event(3)]).await.unwrap();
    assert_eq!(trail.sequence(), 4);
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert!(report.is_intact(), "{report}");
    assert_eq!(report.sequences, Some((1, 4)));
    let lines: Vec<_> = lines(folder.path()).into_values().flatten().collect();
    for (line, text) in lines.iter().zip(["TrailOpened", "secret 1", "secret 2", "secret 3"]) {
        assert!(line.contains(text), "{line}");
    }
}

#[tokio::test]
async fn cve_class_09_many_at_once_are_each_written_once() {
    let (folder, store) = (tempdir().unwrap(), store());
    let trail = open(folder.path(), &store).await;
    let append = |number| {
        let trail = trail.clone();
        tokio::spawn(async move { trail.append(vec![event(number)]).await })
    };
    let tasks: Vec<_> = (1..=500).map(append).collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    trail.close().await;
    let text = lines(folder.path()).into_values().flatten().collect::<String>();
    for number in 1..=500 {
        assert_eq!(text.matches(&format!("\"secret {number}\"")).count(), 1, "{number}");
    }
    assert!(verify(folder.path(), Some(&head(&store).await), None).unwrap().is_intact());
    assert_eq!(trail.append(vec![event(1)]).await, Err(Refused::Closed));
}

#[tokio::test]
async fn a_stalled_sink_refuses_within_the_deadline_then_at_once_and_recovers() {
    let (folder, store, gate) = (tempdir().unwrap(), store(), Gate::new());
    let trail = gate.open(folder.path(), &store, Durability::OperatingSystem).await;
    gate.set(Mode::Stalled);
    let first = trail.append_within(vec![event(1)], SHORT);
    let (first, second) = tokio::join!(first, async {
        gate.wait_for_writer();
        trail.append_within(vec![event(2)], SHORT).await
    });
    // The second may have been pushed before or after the first had waited too long.
    assert_eq!(first, Err(Refused::Late));
    assert!(matches!(second, Err(Refused::Late | Refused::Stalled)), "{second:?}");
    assert_eq!(trail.append_within(vec![event(3)], SHORT).await, Err(Refused::Stalled));
    gate.set(Mode::Open);
    trail.append_within(vec![event(4)], LONG).await.unwrap();
    assert!(!trail.is_failing());
    let text = lines(folder.path()).into_values().flatten().collect::<String>();
    let stands = |number| text.contains(&format!("\"secret {number}\""));
    assert!(stands(1) && stands(4), "what was in hand, and what came after");
    assert!(!stands(2) && !stands(3), "nobody waits for the others any more");
    assert!(verify(folder.path(), None, None).unwrap().is_intact());
}

#[tokio::test]
async fn a_failing_sink_refuses_and_recovers_without_a_gap() {
    let (folder, store, gate) = (tempdir().unwrap(), store(), Gate::new());
    let trail = gate.open(folder.path(), &store, Durability::OperatingSystem).await;
    trail.append(vec![event(1)]).await.unwrap();
    gate.set(Mode::Failing);
    assert_eq!(trail.append(vec![event(2)]).await, Err(Refused::Failing));
    assert!(trail.0.queue.has_failed());
    gate.set(Mode::Open);
    trail.append(vec![event(3)]).await.unwrap();
    assert!(!trail.is_failing());
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert!(report.is_intact(), "{report}");
    assert_eq!(report.records, 3);
}

#[tokio::test]
async fn on_disk_means_synced_and_records_in_doubt_are_named() {
    let (folder, store, gate) = (tempdir().unwrap(), store(), Gate::new());
    let trail = gate.open(folder.path(), &store, Durability::Disk).await;
    gate.set(Mode::SyncFailing);
    assert_eq!(trail.append(vec![event(1)]).await, Err(Refused::Failing));
    gate.set(Mode::Open);
    checkpoint(&trail, &store, now()).await.unwrap().unwrap();
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert!(report.is_intact(), "{report}");
    assert_eq!(
        report.notes.iter().map(|note| &note.remark).collect::<Vec<_>>(),
        [&Remark::Doubt { from: 2, to: 2 }]
    );
    assert_eq!(lines(folder.path()).len(), 2, "a new segment");
}

#[tokio::test]
async fn a_sync_that_fails_signs_nothing_and_is_named() {
    let (folder, store, gate) = (tempdir().unwrap(), store(), Gate::new());
    let trail = gate.open(folder.path(), &store, Durability::OperatingSystem).await;
    trail.append(vec![event(1)]).await.unwrap();
    gate.set(Mode::SyncFailing);
    assert!(matches!(checkpoint(&trail, &store, now()).await, Err(CheckpointError::Sync(_))));
    assert!(head(&store).await.checkpoint().is_none());
    gate.set(Mode::Open);
    let signed = checkpoint(&trail, &store, now()).await.unwrap().unwrap();
    assert_eq!(signed.sequence, 3, "the doubt is told before the head is signed");
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert!(report.notes.iter().any(|note| note.remark == Remark::Doubt { from: 1, to: 2 }), "{report}");
    assert!(report.is_intact());
    assert_eq!(lines(folder.path()).len(), 2, "a new segment");
}

#[tokio::test]
async fn a_head_is_signed_if_something_was_appended_since() {
    let (folder, store) = (tempdir().unwrap(), store());
    let trail = open(folder.path(), &store).await;
    let first = checkpoint(&trail, &store, now()).await.unwrap().unwrap();
    assert_eq!((first.index, first.sequence), (0, 1));
    assert_eq!(
        checkpoint(&trail, &store, now()).await.unwrap(),
        None,
        "the head's own record is nothing new"
    );
    trail.append(vec![event(1)]).await.unwrap();
    let second = checkpoint(&trail, &store, now()).await.unwrap().unwrap();
    assert_eq!((second.index, second.sequence), (1, 3));
    assert!(second.follows(&first));
    let head = head(&store).await;
    assert_eq!(head.checkpoint(), Some(&second));
    let report = verify(folder.path(), Some(&head), Some(head.root())).unwrap();
    assert!(report.is_intact() && report.notes.is_empty(), "{report}");
    assert_eq!(report.vouched.unwrap().sequence, 3);
    assert_eq!(report.unvouched(), Some((4, 4)), "the head's own record");
}

#[tokio::test]
async fn a_head_that_did_not_get_into_the_trail_is_put_there_once() {
    let (folder, store, gate) = (tempdir().unwrap(), store(), Gate::new());
    let trail = gate.open(folder.path(), &store, Durability::OperatingSystem).await;
    gate.set(Mode::Failing);
    assert!(matches!(
        checkpoint(&trail, &store, now()).await,
        Err(CheckpointError::Refused(Refused::Failing))
    ));
    assert_eq!(head(&store).await.vouched(), 1);
    gate.set(Mode::Open);
    assert_eq!(checkpoint(&trail, &store, now()).await.unwrap(), None);
    assert_eq!(checkpoint(&trail, &store, now()).await.unwrap(), None);
    let report = verify(folder.path(), Some(&head(&store).await), None).unwrap();
    assert!(report.is_intact() && report.notes.is_empty(), "{report}");
    assert_eq!(report.records, 2);
}

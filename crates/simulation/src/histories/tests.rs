use std::collections::BTreeSet;

use super::operation::{Event, Operation, Outcome, Shown};
use super::order::{Judgement, judge, up_to_violation};
use super::stale_read;
use crate::model::secret::CURRENT;

const NAME: &str = "a/secret";

fn done(shown: Shown) -> Outcome {
    Outcome::Done { arn: "arn".to_owned(), shown }
}

fn event(times: (u64, u64), operation: Operation, outcome: Outcome) -> Event {
    let answered = Some(times.1).filter(|_| outcome != Outcome::Unknown);
    Event { caller: 0, operation, outcome, called: times.0, answered }
}

fn create(times: (u64, u64)) -> Event {
    let operation = Operation::Create { token: "v0".to_owned(), value: "0".to_owned() };
    event(times, operation, done(Shown { version: Some("v0".to_owned()), ..Shown::default() }))
}

fn put(times: (u64, u64), number: u32) -> Event {
    let version = format!("v{number}");
    let operation = Operation::Put { token: version.clone(), value: number.to_string(), labels: None };
    let labels = BTreeSet::from([CURRENT.to_owned()]);
    event(times, operation, done(Shown { version: Some(version), labels, ..Shown::default() }))
}

fn get(times: (u64, u64), number: u32) -> Event {
    let labels = BTreeSet::from([CURRENT.to_owned()]);
    let (version, value) = (Some(format!("v{number}")), Some(number.to_string()));
    let operation = Operation::Get { version: None, label: None };
    event(times, operation, done(Shown { version, value, labels, ..Shown::default() }))
}

fn simple(times: (u64, u64), operation: Operation) -> Event {
    event(times, operation, done(Shown::default()))
}

#[test]
fn reads_may_differ_while_a_write_is_under_way() {
    let history = [create((0, 1)), put((2, 9), 1), get((3, 4), 0), get((5, 6), 1)];
    assert_eq!(judge(NAME, &history), Judgement::Orderly);
}

#[test]
fn a_read_behind_a_write_does_not_see_what_was_before() {
    let history = [create((0, 1)), put((2, 3), 1), get((4, 5), 0)];
    assert_eq!(judge(NAME, &history), Judgement::Violation);
}

#[test]
fn what_one_read_has_seen_a_later_one_cannot_undo() {
    let history = [create((0, 1)), put((2, 9), 1), get((3, 4), 1), get((5, 6), 0)];
    assert_eq!(judge(NAME, &history), Judgement::Violation);
}

#[test]
fn a_write_that_nobody_can_see_was_lost() {
    let history = [create((0, 1)), put((2, 5), 1), put((3, 6), 2), get((7, 8), 0)];
    assert_eq!(judge(NAME, &history), Judgement::Violation);
}

#[test]
fn a_call_without_an_answer_may_have_been_carried_out_or_not() {
    let open = put((2, 3), 1).open();
    let seen = [create((0, 1)), open.clone(), get((4, 5), 1)];
    let unseen = [create((0, 1)), open.clone(), get((4, 5), 0)];
    let undone = [create((0, 1)), open, get((4, 5), 1), get((6, 7), 0)];
    assert_eq!(judge(NAME, &seen), Judgement::Orderly);
    assert_eq!(judge(NAME, &unseen), Judgement::Orderly);
    assert_eq!(judge(NAME, &undone), Judgement::Violation);
}

#[test]
fn a_success_that_changes_nothing_here_may_be_needed_later() {
    let deleted = simple((2, 5), Operation::Delete { at_once: false });
    let history = [create((0, 1)), deleted, simple((3, 8), Operation::Restore), get((9, 10), 0)];
    assert_eq!(judge(NAME, &history), Judgement::Orderly);
}

#[test]
fn another_secret_of_the_name_has_another_arn() {
    let mut again = create((4, 5));
    again.outcome = Outcome::Done {
        arn: "another".to_owned(),
        shown: Shown { version: Some("v0".to_owned()), ..Shown::default() },
    };
    let history =
        [create((0, 1)), simple((2, 3), Operation::Delete { at_once: true }), again, get((6, 7), 0)];
    assert_eq!(judge(NAME, &history), Judgement::Violation);
}

#[test]
fn a_violation_is_shown_up_to_the_answer_that_has_no_explanation() {
    let history = [create((0, 1)), put((2, 3), 1), get((4, 5), 0), put((6, 7), 2), get((8, 9), 2)];
    let shown = up_to_violation(NAME, &history).unwrap();
    assert_eq!(shown.len(), 3);
}

#[test]
fn a_stale_read_is_put_behind_a_history_and_found() {
    let mut history = vec![create((0, 1)), get((2, 3), 0), put((4, 5), 1), get((6, 7), 1)];
    assert_eq!(judge(NAME, &history), Judgement::Orderly);
    history.push(stale_read(&history).unwrap());
    assert_eq!(judge(NAME, &history), Judgement::Violation);
}

use super::inspection::{Finding, Sight};
use super::writer::Ledger;
use crate::histories::operation::{Operation, Outcome, Shown, State};
use crate::model::secret::{CURRENT, PREVIOUS};

fn create() -> Operation {
    Operation::Create { token: "v1".to_owned(), value: "1".to_owned() }
}

fn put() -> Operation {
    Operation::Put { token: "v2".to_owned(), value: "2".to_owned(), labels: None }
}

fn shown(version: &str, labels: &[&str]) -> Outcome {
    let labels = labels.iter().map(ToString::to_string).collect();
    let shown = Shown { version: Some(version.to_owned()), labels, ..Shown::default() };
    Outcome::Done { arn: "arn".to_owned(), shown }
}

/// A secret with one version, and a second whose putting ended like this.
fn ledger(outcome: &Outcome) -> Ledger {
    let mut ledger = Ledger::new("a/secret".to_owned(), State::default());
    assert!(ledger.note(&create(), &shown("v1", &[])));
    assert!(ledger.note(&put(), outcome));
    ledger
}

fn acknowledged() -> Ledger {
    ledger(&shown("v2", &[CURRENT]))
}

fn one_version() -> State {
    let created = State::default().after("a/secret", &create(), &shown("v1", &[]));
    created.unwrap()
}

fn two_versions() -> State {
    one_version().after("a/secret", &put(), &shown("v2", &[CURRENT])).unwrap()
}

fn judge(state: State, ledger: &Ledger) -> Finding {
    Sight { state, torn: Vec::new() }.judge(ledger)
}

#[test]
fn what_was_acknowledged_is_found() {
    assert!(matches!(judge(two_versions(), &acknowledged()), Finding::AsAcknowledged { last: false }));
}

#[test]
fn an_acknowledged_write_that_is_not_there_is_lost() {
    assert!(matches!(judge(one_version(), &acknowledged()), Finding::Lost(_)));
    assert!(matches!(judge(State::default(), &acknowledged()), Finding::Lost(_)));
}

#[test]
fn a_deleted_secret_that_is_back_means_that_the_deletion_is_lost() {
    let mut ledger = acknowledged();
    let deleted = Outcome::Done { arn: "arn".to_owned(), shown: Shown::default() };
    assert!(ledger.note(&Operation::Delete { at_once: true }, &deleted));
    assert!(matches!(judge(two_versions(), &ledger), Finding::Lost(_)));
}

#[test]
fn a_write_without_an_answer_is_there_or_not() {
    let open = ledger(&Outcome::Unknown);
    assert!(matches!(judge(one_version(), &open), Finding::AsAcknowledged { last: false }));
    assert!(matches!(judge(two_versions(), &open), Finding::AsAcknowledged { last: true }));
}

#[test]
fn a_version_without_its_labels_is_half_done() {
    let mut half = two_versions();
    if let Some(secret) = &mut half.secret {
        secret.labels.remove(PREVIOUS);
    }
    assert!(matches!(judge(half, &ledger(&Outcome::Unknown)), Finding::HalfDone(_)));
}

#[test]
fn a_contradiction_is_half_done_even_in_the_right_state() {
    let torn = vec!["no version is current".to_owned()];
    let sight = Sight { state: two_versions(), torn };
    assert!(matches!(sight.judge(&acknowledged()), Finding::HalfDone(_)));
}

use std::collections::BTreeSet;

use super::{CURRENT, PENDING, PREVIOUS, Put, Secret, Value};
use crate::limits::LABELS_MAX;
use crate::model::refusal::Refusal;

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn set<const N: usize>(labels: [&str; N]) -> BTreeSet<String> {
    labels.into_iter().map(str::to_owned).collect()
}

/// A secret with versions `v1`, `v2` … of which the last is current.
fn with_versions(count: u32) -> Secret {
    let mut secret = Secret::default();
    for number in 1..=count {
        secret.put(&format!("v{number}"), &text("x"), None).unwrap();
    }
    secret
}

#[test]
fn the_old_current_version_becomes_previous() {
    let secret = with_versions(3);
    assert_eq!(secret.labels_of("v3"), set([CURRENT]));
    assert_eq!(secret.labels_of("v2"), set([PREVIOUS]));
    assert_eq!(secret.labels_of("v1"), set([]));
}

#[test]
fn a_version_gets_exactly_the_labels_asked_for() {
    let mut secret = with_versions(1);
    secret.put("v2", &text("y"), Some(&set([CURRENT, "PUT0"]))).unwrap();
    secret.put("v3", &text("y"), Some(&set(["PUT0"]))).unwrap();
    assert_eq!(secret.labels_of("v1"), set([PREVIOUS]));
    assert_eq!(secret.labels_of("v2"), set([CURRENT]));
    assert_eq!(secret.labels_of("v3"), set(["PUT0"]));
}

#[test]
fn the_first_version_is_current_whatever_it_is_given() {
    let mut secret = Secret::default();
    secret.put("v1", &text("x"), Some(&set(["blue"]))).unwrap();
    assert_eq!(secret.labels_of("v1"), set([CURRENT, "blue"]));
}

#[test]
fn a_new_current_version_ends_a_rotation_and_moving_the_label_does_not() {
    let mut secret = with_versions(1);
    secret.put("v2", &text("y"), Some(&set([PENDING]))).unwrap();
    let mut moved = secret.clone();
    moved.move_label(CURRENT, Some("v2"), Some("v1")).unwrap();
    assert_eq!(moved.labels_of("v2"), set([CURRENT, PENDING]));
    moved.put("v3", &text("z"), None).unwrap();
    assert_eq!(moved.labels_of("v2"), set([PREVIOUS]));
    secret.put("v3", &text("z"), Some(&set([PENDING]))).unwrap();
    assert_eq!(secret.labels_of("v3"), set([PENDING]));
}

#[test]
fn a_token_repeats_only_with_the_same_value_of_the_same_kind() {
    let mut secret = with_versions(1);
    assert_eq!(secret.put("v1", &text("x"), Some(&set(["blue"]))), Ok(Put::Repeated));
    assert_eq!(secret.labels_of("v1"), set([CURRENT]));
    let used = Err(Refusal::TokenUsed { token: "v1".to_owned() });
    assert_eq!(secret.put("v1", &Value::Binary(b"x".to_vec()), None), used);
}

#[test]
fn a_label_moves_only_from_the_version_that_is_named() {
    let mut secret = with_versions(2);
    let unnamed = Refusal::HolderUnnamed { label: CURRENT.to_owned(), holder: "v2".to_owned() };
    assert_eq!(secret.move_label(CURRENT, Some("v1"), None), Err(vec![unnamed]));
    let wrong = Refusal::WrongHolder { label: CURRENT.to_owned() };
    assert_eq!(secret.move_label(CURRENT, Some("v1"), Some("v1")), Err(vec![wrong]));
    assert_eq!(secret.move_label(CURRENT, None, Some("v2")), Err(vec![Refusal::CurrentRemoved]));
    assert_eq!(secret.move_label(CURRENT, Some("v1"), Some("v2")), Ok(()));
    assert_eq!(secret.labels_of("v2"), set([PREVIOUS]));
    assert_eq!(secret.labels_of("v1"), set([CURRENT]));
}

#[test]
fn one_label_too_many_is_refused_and_changes_nothing() {
    let mut secret = with_versions(1);
    let others: BTreeSet<_> = (1..LABELS_MAX).map(|number| format!("label {number}")).collect();
    secret.put("v2", &text("y"), Some(&others)).unwrap();
    let before = secret.clone();
    assert_eq!(secret.put("v3", &text("z"), Some(&set(["blue"]))), Err(Refusal::TooManyLabels));
    assert_eq!(secret.move_label(CURRENT, Some("v2"), Some("v1")), Err(vec![Refusal::TooManyLabels]));
    assert_eq!(secret, before);
}

#[test]
fn a_read_by_both_needs_the_label_on_that_version() {
    let secret = with_versions(2);
    assert_eq!(secret.read(None, None), Ok(("v2", &text("x"))));
    assert_eq!(secret.read(Some("v1"), Some(CURRENT)), Err(Refusal::StageNotOnVersion));
    let unknown = Refusal::VersionNotFound { version: "v9".to_owned() };
    assert_eq!(secret.read(Some("v9"), Some(CURRENT)), Err(unknown));
    assert_eq!(secret.read(None, Some("blue")), Err(Refusal::StageNotFound { label: "blue".to_owned() }));
}

#[test]
fn a_secret_scheduled_for_deletion_is_neither_read_nor_written() {
    let mut secret = Secret { scheduled: true, ..with_versions(1) };
    assert_eq!(secret.read(None, None), Err(Refusal::MarkedForDeletion));
    assert_eq!(secret.put("v2", &text("y"), None), Err(Refusal::MarkedForDeletion));
    assert_eq!(secret.move_label("blue", Some("v1"), None), Err(vec![Refusal::MarkedForDeletion]));
}

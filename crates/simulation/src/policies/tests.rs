//! What must hold of the suite itself: that it repeats itself, makes pairs small, and cannot pass on nothing.

use std::collections::BTreeSet;

use super::known::{self, Known};
use super::pair::{Document, Pair, Selection, Statement, Test};
use super::tally::Tally;
use super::verdict::{Judge, Opinion, Verdict};
use super::world::{Kind, Target, Who};
use super::{generator, iam_rs, ours, shrink};
use crate::random::Random;

fn selection(values: &[&str]) -> Selection {
    Selection { negated: false, values: values.iter().map(ToString::to_string).collect() }
}

fn statement(allows: bool, tests: Vec<Test>) -> Statement {
    Statement {
        allows,
        principals: None,
        actions: selection(&["*"]),
        resources: Some(selection(&["*"])),
        tests,
    }
}

fn document(statements: Vec<Statement>) -> Document {
    Document { version: Some("2012-10-17"), statements }
}

fn pair(identity: Vec<Document>) -> Pair {
    let (actions, resources) = Kind::Secret.targets();
    let target = Target { kind: Kind::Secret, action: actions[0], resource: resources[0] };
    let keys = [].into();
    Pair { who: Who::Alice, target, keys, identity, resource: None, boundary: None, session: None }
}

fn pairs(seed: u64, count: usize) -> Vec<Pair> {
    let mut random = Random::of(seed);
    (0..count).map(|_| generator::pair(random.split())).collect()
}

#[test]
fn a_seed_repeats_its_pairs() {
    assert_eq!(pairs(7, 50), pairs(7, 50));
    assert_ne!(pairs(7, 50), pairs(8, 50));
}

#[test]
fn every_policy_that_is_chosen_can_be_written() {
    for pair in pairs(1, 2_000) {
        ours::decide(&pair).unwrap();
        assert!(pair.alone().all(|alone| ours::decide(&alone).is_ok()));
    }
}

#[test]
fn a_pair_is_made_as_small_as_the_difference_allows() {
    let test = |key: &str| Test {
        operator: "StringEquals".to_owned(),
        key: key.to_owned(),
        values: vec!["a".to_owned(), "b".to_owned()],
    };
    let document = document(vec![
        statement(false, vec![]),
        statement(true, vec![test("aws:username"), test("aws:SourceVpce")]),
    ]);
    let large = Pair { boundary: Some(document.clone()), ..pair(vec![document.clone(), document]) };
    let needed = |pair: &Pair| {
        pair.tests().any(|test| test.key == "aws:SourceVpce" && test.values.contains(&"b".to_owned()))
    };
    let small = shrink::shrink(large, |smaller| Ok(needed(smaller))).unwrap();
    assert_eq!(small.documents().count(), 1);
    assert_eq!(small.statements().count(), 1);
    let tests: Vec<_> = small.tests().collect();
    assert!(matches!(tests[..], [only] if only.values == ["b"]), "{tests:?}");
}

#[test]
fn the_judge_of_statements_judges() {
    let judge = |statements| iam_rs::judge(&pair(vec![document(statements)]));
    assert!(judge(vec![statement(true, vec![])]).is(Verdict::Allow));
    assert!(judge(vec![statement(true, vec![]), statement(false, vec![])]).is(Verdict::Explicit));
    let absent = Test { operator: "Null".into(), key: "aws:username".into(), values: vec!["false".into()] };
    assert!(judge(vec![statement(true, vec![absent])]).is(Verdict::Implicit));
    let unread = Test {
        operator: "ForAnyValue:BoolIfExists".into(),
        key: "aws:a".into(),
        values: vec!["true".into()],
    };
    assert!(matches!(judge(vec![statement(true, vec![unread])]), Opinion::Abstains(_)));
}

#[test]
fn nothing_is_known_about_a_plain_difference() {
    let plain = pair(vec![document(vec![statement(true, vec![])])]);
    for judge in [Judge::IamRs, Judge::IamSimulate] {
        for (ours, theirs) in [(Verdict::Allow, Verdict::Implicit), (Verdict::Implicit, Verdict::Allow)] {
            assert!(Known::find(judge, &plain, ours, &Opinion::Says(theirs)).is_none());
        }
        let silent = Opinion::Abstains("no reason".to_owned());
        assert!(Known::find(judge, &plain, Verdict::Allow, &silent).is_none());
    }
}

#[test]
fn a_reason_is_given_once() {
    let reasons: Vec<_> = known::table().map(|known| (known.judge, known.reason)).collect();
    assert_eq!(reasons.iter().collect::<BTreeSet<_>>().len(), reasons.len());
}

#[test]
fn a_run_about_nothing_is_not_in_order() {
    assert!(!Tally::default().is_in_order());
}

#[test]
fn one_unexplained_difference_fails_a_run_that_has_everything() {
    let mut tally = Tally::default();
    for pair in pairs(3, 4_000) {
        tally.count(&pair, ours::decide(&pair).unwrap()).unwrap();
    }
    tally.agreed(Judge::IamRs);
    tally.agreed(Judge::IamSimulate);
    assert!(tally.is_in_order(), "{tally}");
    tally.unexplained(Judge::IamRs, "a difference".to_owned());
    assert!(!tally.is_in_order());
}

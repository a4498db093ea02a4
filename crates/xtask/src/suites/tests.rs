use std::time::Duration;

use super::report::{Outcome, Report};
use super::tally::Tally;
use super::{SUITES, names};

fn lines(text: &str) -> Vec<String> {
    text.lines().map(ToOwned::to_owned).collect()
}

fn outcome(took_seconds: u64, failed: &[&str]) -> Outcome {
    let failed = failed.iter().map(ToString::to_string).collect();
    Outcome {
        name: "unit",
        budget: Duration::from_secs(10),
        preparing: Duration::ZERO,
        took: Duration::from_secs(took_seconds),
        tally: Tally { passed: 3, failed },
    }
}

#[test]
fn cargo_counts_are_summed_over_binaries() {
    let printed = "running 2 tests\ntest a::one ... ok\ntest a::two ... FAILED\n\
        test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured\n\
        test result: ok. 40 passed; 0 failed; 3 ignored; 0 measured\n";
    let tally = Tally::of_cargo(&lines(printed));
    assert_eq!(tally, Tally { passed: 41, failed: vec!["a::two".to_owned()] });
}

#[test]
fn pytest_counts_come_from_the_last_line() {
    let printed = "F..                   [100%]\nFAILED conformance/test_a.py::test_b - assert 1 == 2\n\
        ERROR conformance/test_c.py - ImportError\n1 failed, 2 passed, 1 error in 0.31s";
    let tally = Tally::of_pytest(&lines(printed));
    assert_eq!(tally.passed, 2);
    assert_eq!(tally.failed.len(), 2);
}

#[test]
fn a_command_that_fails_without_naming_a_test_is_a_failure() {
    let tally =
        Tally::of_cargo(&lines("error: could not compile")).or_failed("`cargo test`".to_owned(), false);
    assert_eq!(tally.failed, ["`cargo test`"]);
}

#[test]
fn a_failure_fails_the_run_and_is_named() {
    let report = Report::new(vec![outcome(1, &[]), outcome(1, &["a::two"])]);
    assert!(!report.passed());
    assert!(report.to_string().contains("failed in unit:\n  a::two\n"));
}

#[test]
fn over_budget_is_a_warning_and_not_a_failure() {
    let report = Report::new(vec![outcome(11, &[])]);
    assert!(report.passed());
    assert!(report.to_string().contains("warning: over budget"));
    assert!(!Report::new(vec![outcome(9, &[])]).to_string().contains("warning"));
}

#[test]
fn long_budgets_are_never_shorter() {
    assert!(SUITES.iter().all(|suite| suite.budget_long_seconds >= suite.budget_seconds));
    assert_eq!(names().first(), Some(&"format"));
}

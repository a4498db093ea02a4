use jiff::Timestamp;

use super::RecoveryWindow;

#[test]
fn accepts_seven_to_thirty_days() {
    let valid: Vec<_> = (-40..400).filter(|&days| RecoveryWindow::from_days(days).is_ok()).collect();
    assert_eq!(valid, (7..=30).collect::<Vec<_>>());
    assert!(RecoveryWindow::from_days(i64::MAX).is_err());
}

#[test]
fn ends_that_many_days_later() {
    let now: Timestamp = "2026-02-25T12:00:00.5Z".parse().unwrap();
    let ends = RecoveryWindow::from_days(7).unwrap().ends(now);
    assert_eq!(ends, "2026-03-04T12:00:00.5Z".parse().unwrap());
    assert_eq!(RecoveryWindow::default().ends(now), "2026-03-27T12:00:00.5Z".parse().unwrap());
    assert_eq!(RecoveryWindow::default().ends(Timestamp::MAX), Timestamp::MAX);
}

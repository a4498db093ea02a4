use arn::Region;
use jiff::{SignedDuration, Timestamp};

use super::{AccessKeyUse, RecentUses};
use crate::AccessKeyId;
use crate::limits::RECENT_USES_MAX;

fn at(minute: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
}

fn used(minute: i64) -> AccessKeyUse {
    AccessKeyUse { at: at(minute), service: "secretsmanager".into(), region: Region::us_east_1() }
}

fn key(number: usize) -> AccessKeyId {
    AccessKeyId::parse(&format!("AKIA{number:016}")).unwrap()
}

#[test]
fn a_key_in_use_is_written_down_once_in_a_quarter_of_an_hour() {
    let (uses, key) = (RecentUses::default(), key(1));
    let mut written = Vec::new();
    for minute in 0..=60 {
        uses.note(&key, used(minute));
        assert_eq!(uses.last(&key), Some(used(minute)));
        let due = uses.due(10, at(minute));
        uses.written(&due, at(minute));
        written.extend(due.into_iter().map(|(_, used)| used.at));
    }
    assert_eq!(written, [0, 15, 30, 45, 60].map(at));
}

#[test]
fn the_latest_use_counts_and_is_kept_until_it_is_written() {
    let (uses, key) = (RecentUses::default(), key(1));
    uses.note(&key, used(5));
    uses.note(&key, used(3));
    assert_eq!(uses.last(&key), Some(used(5)));
    let due = uses.due(1, at(5));
    uses.note(&key, used(7));
    uses.written(&due, at(7));
    assert!(uses.due(1, at(7)).is_empty(), "that was written just now");
    assert_eq!(uses.unwritten(1), [(key.clone(), used(7))]);
    uses.written(&uses.unwritten(1), at(8));
    assert!(uses.unwritten(1).is_empty());
    uses.written(&[], at(60));
    assert_eq!(uses.last(&key), None, "what is idle is forgotten");
}

#[test]
fn there_are_at_most_so_many_notes() {
    let uses = RecentUses::default();
    (0..=RECENT_USES_MAX).for_each(|number| uses.note(&key(number), used(1)));
    assert_eq!(uses.last(&key(RECENT_USES_MAX)), None);
    uses.note(&key(0), used(2));
    assert_eq!(uses.last(&key(0)), Some(used(2)), "a key that is known has room");
}

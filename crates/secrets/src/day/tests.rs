use super::Day;

#[test]
fn a_day_begins_at_midnight_utc() {
    let day = Day::of("2018-04-17T23:59:59.999Z".parse().unwrap());
    assert_eq!(day.midnight().as_second(), 1_523_923_200);
    assert_eq!(Day::of(day.midnight()), day);
    assert_eq!(Day::of("1969-12-31T23:00:00Z".parse().unwrap()).number(), -1);
}

use super::*;

fn seconds(date: Option<RequestDate>) -> Option<i64> {
    date.map(|date| date.timestamp().as_second())
}

#[test]
fn each_place_takes_its_notations() {
    let moment = Some(1_440_938_160);
    let (basic, extended, http) =
        ("20150830T123600Z", "2015-08-30T12:36:00Z", "Sun, 30 Aug 2015 12:36:00 GMT");
    assert_eq!(seconds(RequestDate::from_basic(basic)), moment);
    assert_eq!(seconds(RequestDate::from_basic(extended)), None);
    assert_eq!(seconds(RequestDate::from_basic(http)), None);
    assert_eq!(seconds(RequestDate::from_iso(basic)), moment);
    assert_eq!(seconds(RequestDate::from_iso(extended)), moment);
    assert_eq!(seconds(RequestDate::from_iso(http)), None);
    assert_eq!(seconds(RequestDate::from_http(basic)), moment);
    assert_eq!(seconds(RequestDate::from_http(extended)), moment);
    assert_eq!(seconds(RequestDate::from_http(http)), moment);
}

#[test]
fn nothing_else_is_a_date() {
    for text in [
        "",
        "20150830",
        "20150830T123600",
        "20150830T123600z",
        "20150830t123600Z",
        "20150830T1236000Z",
        "20150830T123660Z",
        "20150830T243600Z",
        "20150230T123600Z",
        "20151330T123600Z",
        "00000000T000000Z",
        "2015083\u{ff10}T123600Z",
        "+0150830T123600Z",
        " 20150830T123600Z",
        "2015-08-30T12:36:00.5Z",
        "2015-08-30T12:36:00+00:00",
        "Sun, 30 Aug 2015 12:36:00 CET",
        "Mon, 30 Aug 2015 12:36:00 GMT",
        "1440938160",
    ] {
        assert_eq!(RequestDate::from_http(text), None, "{text:?}");
    }
}

#[test]
fn a_date_is_written_in_basic_notation_and_whole_seconds() {
    let date = RequestDate::at("2015-08-03T02:06:09.999Z".parse().unwrap());
    assert_eq!(date.to_string(), "20150803T020609Z");
    assert_eq!(date.day(), "20150803");
    assert_eq!(RequestDate::from_basic("20150803T020609Z"), Some(date));
}

#[test]
fn sums_stop_at_the_ends_of_time() {
    let hour = SignedDuration::from_hours(1);
    assert_eq!(RequestDate(Timestamp::MAX).plus(hour).timestamp(), Timestamp::MAX);
    assert_eq!(RequestDate(Timestamp::MIN).minus(hour).timestamp(), Timestamp::MIN);
    let date = RequestDate::from_basic("20150830T233600Z").unwrap();
    assert_eq!(date.plus(hour).to_string(), "20150831T003600Z");
    assert_eq!(date.minus(hour).to_string(), "20150830T223600Z");
}

use super::Seconds;

#[test]
fn reads_what_people_write() {
    for (text, seconds) in [("30d", 2_592_000), ("1d12h", 129_600), ("90s", 90), ("1h1m1s", 3_661), ("0s", 0)]
    {
        assert_eq!(text.parse(), Ok(Seconds(seconds)), "{text}");
    }
}

#[test]
fn refuses_the_rest() {
    for text in
        ["", "30", "d", "-1d", "1.5d", "30 d", "1y", "1d 2h", "99999999999999999999s", "999999999999999999d"]
    {
        assert!(text.parse::<Seconds>().is_err(), "{text}");
    }
}

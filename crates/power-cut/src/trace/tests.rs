use super::{Event, Trace};

fn record(kind: u8, name: &str, number: u64, data: &[u8]) -> Vec<u8> {
    let name_bytes = u16::try_from(name.len()).unwrap().to_le_bytes();
    let data_bytes = u64::try_from(data.len()).unwrap().to_le_bytes();
    [&[kind], name_bytes.as_slice(), &number.to_le_bytes(), &data_bytes, name.as_bytes(), data].concat()
}

#[test]
fn a_trace_reads_back_as_recorded() {
    let bytes = [record(b'c', "a", 0, b""), record(b'w', "a", 7, b"data"), record(b's', "", 1, b"")].concat();
    let expected = [
        Event::Created { name: "a".to_owned() },
        Event::Written { name: "a".to_owned(), at: 7, data: b"data".to_vec() },
        Event::SyncBegun { name: String::new(), number: 1 },
    ];
    assert_eq!(Trace::parse(&bytes).unwrap().0, expected);
}

#[test]
fn a_cut_trace_and_a_call_that_is_not_understood_are_refused() {
    let bytes = record(b'w', "a", 7, b"data");
    for length in 1..bytes.len() {
        assert!(Trace::parse(&bytes[..length]).is_err(), "cut to {length}");
    }
    let error = Trace::parse(&record(b'?', "a", 0, b"writev")).unwrap_err();
    assert!(format!("{error:#}").contains("`writev` on `a`"), "{error:#}");
}

#[test]
fn only_the_named_syncs_are_ignored() {
    let ended = |name: &str| Event::SyncEnded { name: name.to_owned(), number: 1 };
    let trace = Trace(vec![ended("store/store.db"), ended("store/store.db-wal")]);
    assert_eq!(trace.with_syncs_ignored("store.db").0, [ended("store/store.db-wal")]);
}

use super::{Line, Lines, SegmentName, segments};
use crate::limits::LINE_BYTES_MAX;

fn name(first: u64, attempt: u16) -> SegmentName {
    SegmentName { first, attempt }
}

#[test]
fn names_sort_as_segments_do() {
    let names = [name(1, 0), name(9, 0), name(9, 2), name(9, 10), name(10, 0), name(u64::MAX, 9_999)];
    let texts = names.map(|name| name.to_string());
    assert!(texts.is_sorted(), "{texts:?}");
    assert_eq!(texts[0], "trail-00000000000000000001-0000.jsonl");
    assert_eq!(texts.map(|text| text.parse::<SegmentName>().unwrap()), names);
    assert_eq!(name(1, 9_999).next(), None);
}

#[test]
fn a_folder_is_read_in_order_and_other_files_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["trail-00000000000000000010-0000.jsonl", "trail-00000000000000000002-0000.jsonl"];
    let others = ["trail-10-0000.jsonl", "trail-+0000000000000000003-0000.jsonl", "notes.txt"];
    for file in files.iter().chain(&others) {
        std::fs::write(folder.path().join(file), "").unwrap();
    }
    assert_eq!(segments(folder.path()).unwrap(), [name(2, 0), name(10, 0)]);
    assert_eq!(segments(&folder.path().join("absent")).unwrap(), []);
}

#[test]
fn lines_are_whole_torn_or_too_long() {
    let folder = tempfile::tempdir().unwrap();
    let fits = "x".repeat(LINE_BYTES_MAX);
    let text = format!("a\n\n{fits}\n{fits}y\nb\nc");
    std::fs::write(folder.path().join(name(1, 0).to_string()), text).unwrap();
    let mut lines = Lines::of(folder.path(), name(1, 0)).unwrap();
    let expected =
        [Line::Whole(b"a"), Line::Whole(b""), Line::Whole(fits.as_bytes()), Line::TooLong, Line::Whole(b"b")];
    for line in expected {
        assert_eq!(lines.next().unwrap(), Some(line));
    }
    assert_eq!(lines.next().unwrap(), Some(Line::Torn));
    assert_eq!(lines.next().unwrap(), None);
}

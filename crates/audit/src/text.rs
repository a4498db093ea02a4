//! Texts as they go into a record: cut at a bound, and measured as JSON. What they mean is not known here.

/// What stands at the end of a text that was cut.
pub(crate) const CUT: &str = "…[cut]";

/// The text, or its beginning and [`CUT`] if it is longer than `bytes_max` as JSON.
pub(crate) fn bounded(text: &str, bytes_max: usize) -> String {
    if text.len() <= bytes_max && json_bytes(text) <= bytes_max {
        return text.to_owned();
    }
    let room = bytes_max.saturating_sub(CUT.len());
    let mut taken = 0;
    let fits = |character: &char| {
        taken += json_bytes_of(*character);
        taken <= room
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push_str(CUT);
    cut
}

/// How many bytes the text takes as JSON, its quotes aside.
pub(crate) fn json_bytes(text: &str) -> usize {
    // By bytes, which a processor does many at a time: all that takes more than it is long is ASCII.
    let beyond = |byte: u8| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 0x08 | 0x0c => 1,
        0..=0x1f => 5,
        _ => 0,
    };
    text.len() + text.bytes().map(beyond).sum::<usize>()
}

const fn json_bytes_of(character: char) -> usize {
    match character {
        '"' | '\\' | '\n' | '\r' | '\t' | '\u{8}' | '\u{c}' => 2,
        '\0'..='\u{1f}' => 6,
        _ => character.len_utf8(),
    }
}

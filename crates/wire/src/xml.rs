//! XML as the Query protocol uses it: text escaped so that it stays text, and a writer for answers. Knows no operation.

mod write;

use std::fmt::{self, Write};

pub(crate) use write::{Encode, Writer, answer};

/// The media type of Query answers.
pub const CONTENT_TYPE: &str = "text/xml";

/// Text that displays itself escaped for an element's content or an attribute.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&apos;")?,
                '\r' => out.write_str("&#13;")?,
                '\t' | '\n' => out.write_char(character)?,
                // XML 1.0 has no way to write these at all.
                '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => out.write_char(char::REPLACEMENT_CHARACTER)?,
                _ => out.write_char(character)?,
            }
        }
        Ok(())
    }
}

//! Requests nobody would write by hand.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::fixture::Request;

/// How a client may write a name or a value of a query.
#[derive(Debug, Clone, Copy)]
enum Escapes {
    Lower,
    Upper,
    Everything,
    PlusForSpace,
    RawUnicode,
}

impl Escapes {
    fn write(self, text: &str) -> String {
        let one = |byte: u8| match (self, byte) {
            (Self::Everything, byte) => format!("%{byte:02X}"),
            (_, b'-' | b'.' | b'_' | b'~') => char::from(byte).to_string(),
            (_, byte) if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            (Self::PlusForSpace, b' ') => "+".to_owned(),
            (Self::Lower, byte) => format!("%{byte:02x}"),
            (Self::Upper | Self::PlusForSpace | Self::RawUnicode, byte) => format!("%{byte:02X}"),
        };
        let raw = |character: &char| matches!(self, Self::RawUnicode) && !character.is_ascii();
        let character = |character: char| match raw(&character) {
            true => character.to_string(),
            false => character.encode_utf8(&mut [0; 4]).bytes().map(one).collect(),
        };
        text.chars().map(character).collect()
    }
}

fn escapes() -> impl Strategy<Value = Escapes> {
    select(vec![
        Escapes::Lower,
        Escapes::Upper,
        Escapes::Everything,
        Escapes::PlusForSpace,
        Escapes::RawUnicode,
    ])
}

/// What a request may hold that a judge cannot read or reads otherwise.
#[derive(Debug, Clone, Copy)]
pub(super) struct Oddities {
    /// Escapes and `+` in the path.
    pub(super) path_escapes: bool,
    /// Dot segments at the end of the path.
    pub(super) path_ends: bool,
    /// Query names of which one begins another.
    pub(super) query_prefixes: bool,
    /// Bytes above 127 in header values.
    pub(super) header_unicode: bool,
    /// Tabs in header values.
    pub(super) header_tabs: bool,
}

impl Oddities {
    pub(super) const ALL: Self = Self {
        path_escapes: true,
        path_ends: true,
        query_prefixes: true,
        header_unicode: true,
        header_tabs: true,
    };
}

/// A path whose `..` never climb above the root.
fn path(oddities: Oddities) -> impl Strategy<Value = String> {
    let name = if oddities.path_escapes {
        "[A-Za-z0-9._~!$&'()*+,;=:@%-]{1,6}"
    } else {
        "[A-Za-z0-9._~!$&'()*,;=:@-]{1,6}"
    };
    let name = name
        .prop_map(|name: String| name.replace('%', "%3A"))
        .prop_filter("a name", |name| !name.bytes().all(|byte| byte == b'.'));
    let segment = prop_oneof![6 => name, 1 => Just(String::new()), 1 => Just(".".to_owned()), 1 => Just("x/..".to_owned())];
    let end = if oddities.path_ends { "" } else { "/end" };
    vec(segment, 0..5).prop_map(move |segments| format!("/{}{end}", segments.join("/")))
}

fn query(oddities: Oddities) -> impl Strategy<Value = String> {
    let name = if oddities.query_prefixes {
        "[a-zA-Z0-9 é%&=+/*~ሴ\u{1F511}-]{1,4}"
    } else {
        "[a-zA-Zé&=+/*~ሴ\u{1F511}]{3}"
    };
    let value = option::of("[a-zA-Z0-9 é%&=+/*~ሴ\u{1F511}-]{0,8}");
    vec((name, value, escapes()), 0..6).prop_map(|parameters| {
        let parameters = parameters.into_iter().map(|(name, value, escapes)| match value {
            Some(value) => format!("{}={}", escapes.write(&name), escapes.write(&value)),
            None => escapes.write(&name),
        });
        let pieces: Vec<String> = parameters.collect();
        pieces.join("&")
    })
}

fn header(oddities: Oddities) -> impl Strategy<Value = (String, Vec<u8>)> {
    let name = select(vec![
        "My-Header",
        "x-custom",
        "X-AMZ-TARGET-LIKE",
        "x-amz-meta-a",
        "Accept",
        "amz-sdk-request",
    ]);
    let value = match (oddities.header_unicode, oddities.header_tabs) {
        (false, false) => "[a-zA-Z0-9 \",;=:/+~-]{0,12}",
        (true, false) => "[a-zA-Z0-9 \",;=é]{0,12}",
        (false, true) => "[a-zA-Z0-9 \t\",;=]{0,12}",
        (true, true) => "[a-zA-Z0-9 \t\",;=éሴ]{0,12}",
    };
    (name, value).prop_map(|(name, value)| (name.to_owned(), value.into_bytes()))
}

/// A request that is not signed yet, and the session token to sign it with.
pub(super) fn request(oddities: Oddities) -> impl Strategy<Value = (Request, Option<String>)> {
    let method = select(vec!["GET", "POST", "PUT", "DELETE", "HEAD"]);
    let token = option::of("[A-Za-z0-9+/=]{1,64}");
    let parts =
        (method, path(oddities), query(oddities), vec(header(oddities), 0..6), vec(any::<u8>(), 0..64));
    (parts, token).prop_map(|((method, path, query, mut headers, body), token)| {
        headers.insert(headers.len() / 2, ("Host".into(), b"127.0.0.1:9361".to_vec()));
        headers.push(("Content-Type".into(), b"application/x-amz-json-1.1".to_vec()));
        (Request { method: method.to_owned(), path, query, host: None, headers, body }, token)
    })
}

impl std::fmt::Debug for Request {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(formatter, "{} {}?{}", self.method, self.path, self.query)?;
        for (name, value) in &self.headers {
            writeln!(formatter, "{name}: {}", value.escape_ascii())?;
        }
        writeln!(formatter, "{:?}, {}", self.host, self.body.escape_ascii())
    }
}

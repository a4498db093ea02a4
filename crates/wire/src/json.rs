//! JSON as the AWS JSON 1.1 protocol uses it: a request body parsed into a [`Document`], and a writer for answers.
//!
//! Strings may be secret values, so a string is either borrowed from the body, which its reader wipes, or held in a
//! buffer that wipes itself; nothing here has `Debug`. Knows nothing of any operation's members.

mod parse;
#[cfg(test)]
mod tests;
mod write;

use std::ops::Deref;

use zeroize::Zeroizing;

use crate::Failure;
pub use write::Bytes;
pub(crate) use write::{Encode, Writer, encode};

/// The media type of requests and answers.
///
/// Source: AWS JSON 1.1 protocol, `Content-Type`.
pub const CONTENT_TYPE: &str = "application/x-amz-json-1.1";

/// A request body that is one JSON object.
pub struct Document<'body> {
    root: Object<'body>,
}

impl<'body> Document<'body> {
    /// Parses a body that is one JSON object in UTF-8, nested at most
    /// [`JSON_DEPTH_MAX`](crate::limits::JSON_DEPTH_MAX) deep.
    ///
    /// Strings without escapes are borrowed from `body`. Where a member stands twice the last one wins, as in the JSON
    /// parser behind AWS's services. The depth is checked on the way down, before a level is entered.
    ///
    /// # Errors
    ///
    /// `SerializationException` (caller): without a message if the body is no JSON, truncated, too deep, too populous
    /// ([`JSON_VALUES_MAX`](crate::limits::JSON_VALUES_MAX)) or a scalar; `Start of list found where not expected` if it
    /// is a list.
    pub fn parse(body: &'body [u8]) -> Result<Self, Failure> {
        parse::root(body).map(|root| Self { root })
    }

    /// The document whose own object this is.
    pub(crate) const fn of(root: Object<'body>) -> Self {
        Self { root }
    }

    /// The body's own object.
    pub fn root(&self) -> &Object<'body> {
        &self.root
    }
}

/// One JSON value.
pub enum Value<'body> {
    /// `true` or `false`.
    Boolean(bool),
    /// A list.
    List(Vec<Value<'body>>),
    /// `null`, which means the same as an absent member.
    Null,
    /// A number.
    Number(Number),
    /// An object.
    Object(Object<'body>),
    /// A string.
    String(Text<'body>),
    /// A text that stands for whatever scalar is wanted, as in the Query protocol; the empty one for an empty list, too.
    Untyped(&'body str),
}

/// A JSON number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A number with a fraction or an exponent, or an integer beyond 64 bits.
    Fraction(f64),
    /// An integer.
    Integer(i64),
}

/// A JSON string, unescaped. Holds secret bytes, hence no `Debug`.
pub enum Text<'body> {
    /// A string without escapes, still in the body.
    Borrowed(&'body str),
    /// A string that had escapes; wiped when dropped.
    Owned(Zeroizing<String>),
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Owned(text) => text,
        }
    }
}

/// A JSON object, in the order of the body.
pub struct Object<'body> {
    members: Vec<(Text<'body>, Value<'body>)>,
}

impl<'body> Object<'body> {
    /// The object with these members.
    pub(crate) const fn of(members: Vec<(Text<'body>, Value<'body>)>) -> Self {
        Self { members }
    }

    /// The value of the member `name`; a `null` is the same as an absent one, and the last of several wins.
    pub fn member(&self, name: &str) -> Option<&Value<'body>> {
        // Duplicates are kept and passed over here: removing them while parsing would need a comparison of each member
        // with each other one, which a hostile body could make expensive.
        let (_, value) = self.members.iter().rev().find(|(key, _)| &**key == name)?;
        (!matches!(value, Value::Null)).then_some(value)
    }

    /// All members as they stand in the body, duplicates included.
    pub(crate) fn members(&self) -> &[(Text<'body>, Value<'body>)] {
        &self.members
    }
}

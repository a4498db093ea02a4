//! Whose trail it is.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::limits::NODE_CHARS;

/// The name of the process that writes a trail: 1 to 64 letters, digits, hyphens, dots and underscores. Each node has a
/// trail of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(Arc<str>);

/// Not the name of a node.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a node's name of 1 to 64 letters, digits, `-`, `.` and `_`")]
pub struct InvalidNode(String);

impl Node {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Node {
    /// The one process that serves a folder on one machine.
    fn default() -> Self {
        Self("local".into())
    }
}

impl FromStr for Node {
    type Err = InvalidNode;

    fn from_str(text: &str) -> Result<Self, InvalidNode> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
        let valid = NODE_CHARS.contains(&text.len()) && text.bytes().all(allowed);
        valid.then(|| Self(text.into())).ok_or_else(|| InvalidNode(text.to_owned()))
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

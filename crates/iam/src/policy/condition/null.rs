//! The `Null` condition: whether a key is absent. Knows no key.

use super::boolean::truth;

/// Reads a policy's value: `true` for a key that has to be absent, `false` for one that has to be present.
pub(super) fn parse(text: &str) -> Option<bool> {
    truth(text)
}

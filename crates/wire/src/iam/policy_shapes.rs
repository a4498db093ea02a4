//! The simple shapes of managed policies and providers: what each kind of member may hold. Their bounds stand in
//! [`limits`].

use crate::limits;
use crate::members::{Integer, List, Pattern, Text};

pub(super) const ARN: Text = Text::characters(&limits::IAM_ARN_CHARACTERS);
pub(super) const CLIENT_ID: Text = Text::characters(&limits::CLIENT_ID_CHARACTERS);
pub(super) const MARKER: Text = Text::characters(&limits::MARKER_CHARACTERS);
pub(super) const PATH: Text = Text::characters(&limits::IAM_PATH_CHARACTERS).matching(PATH_PATTERN);
pub(super) const POLICY_ARN: Text = ARN;
pub(super) const POLICY_DESCRIPTION: Text = Text::characters(&limits::POLICY_DESCRIPTION_CHARACTERS);
pub(super) const POLICY_DOCUMENT: Text =
    Text::characters(&limits::POLICY_DOCUMENT_CHARACTERS).matching(POLICY_DOCUMENT_PATTERN);
pub(super) const POLICY_NAME: Text =
    Text::characters(&limits::MANAGED_POLICY_NAME_CHARACTERS).matching(NAME_PATTERN);
pub(super) const POLICY_PATH: Text =
    Text::characters(&limits::IAM_PATH_CHARACTERS).matching(POLICY_PATH_PATTERN);
pub(super) const PROVIDER_URL: Text = Text::characters(&limits::PROVIDER_URL_CHARACTERS);
pub(super) const ROLE_NAME: Text = Text::characters(&limits::ROLE_NAME_CHARACTERS).matching(NAME_PATTERN);
pub(super) const TAG_KEY: Text = Text::characters(&limits::TAG_KEY_CHARACTERS).matching(TAG_KEY_PATTERN);
pub(super) const THUMBPRINT: Text = Text::characters(&limits::THUMBPRINT_CHARACTERS);
pub(super) const USER_NAME_LOOKUP: Text =
    Text::characters(&limits::USER_NAME_LOOKUP_CHARACTERS).matching(NAME_PATTERN);
pub(super) const VERSION_ID: Text =
    Text::characters(&limits::POLICY_VERSION_ID_CHARACTERS).matching(VERSION_ID_PATTERN);

pub(super) const MAX_ITEMS: Integer = Integer::int(&limits::MAX_ITEMS);

/// The model sets no bounds; the quotas are the service's.
pub(super) const CLIENT_IDS: List = List::ANY;
pub(super) const TAGS: List = List::items(&limits::IAM_TAGS_ITEMS);
pub(super) const TAG_KEYS: List = List::items(&limits::IAM_TAGS_ITEMS);
/// The model sets no bounds; the quota is the service's.
pub(super) const THUMBPRINTS: List = List::ANY;

const NAME_PATTERN: Pattern = Pattern {
    text: r"[\w+=,.@-]+",
    matches: |text| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+=,.@-".contains(&byte))
    },
};

const PATH_PATTERN: Pattern = Pattern {
    text: r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)",
    matches: |text| {
        let inner = text.strip_prefix('/').and_then(|text| text.strip_suffix('/'));
        text == "/"
            || inner
                .is_some_and(|inner| !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_graphic()))
    },
};

const POLICY_DOCUMENT_PATTERN: Pattern = Pattern {
    text: r"[\u0009\u000A\u000D\u0020-\u00FF]+",
    matches: |text| {
        !text.is_empty() && text.chars().all(|c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{ff}'))
    },
};

const POLICY_PATH_PATTERN: Pattern = Pattern {
    text: r"((/[A-Za-z0-9\.,\+@=_-]+)*)/",
    matches: |text| {
        let name = |name: &str| {
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".,+@=_-".contains(&byte))
        };
        let inner = text.strip_prefix('/').and_then(|text| text.strip_suffix('/'));
        text == "/" || inner.is_some_and(|inner| inner.split('/').all(name))
    },
};

const TAG_KEY_PATTERN: Pattern =
    Pattern { text: r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+", matches: |text| !text.is_empty() && is_tag_text(text) };

const VERSION_ID_PATTERN: Pattern = Pattern {
    text: r"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?",
    matches: |text| {
        let Some(text) = text.strip_prefix('v') else { return false };
        let (number, rest) = text.split_once('.').unwrap_or((text, ""));
        !number.is_empty()
            && !number.starts_with('0')
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    },
};

fn is_tag_text(text: &str) -> bool {
    // Of separators, white space that is no control character comes next to `\p{Z}`.
    let separates = |c: char| c.is_whitespace() && !c.is_control();
    text.chars().all(|c| c.is_alphanumeric() || separates(c) || "_.:/=+-@".contains(c))
}

#[cfg(test)]
mod tests;

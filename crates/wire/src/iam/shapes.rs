//! The simple shapes of the service model: what each kind of member may hold. Their bounds stand in [`limits`].

use crate::limits;
use crate::members::{Integer, List, Pattern, Text};

pub(super) const ACCESS_KEY_ID: Text =
    Text::characters(&limits::ACCESS_KEY_ID_CHARACTERS).matching(WORD_PATTERN);
pub(super) const ARN: Text = Text::characters(&limits::IDENTITY_ARN_CHARACTERS);
/// One of an OpenID Connect provider's client ids.
pub(super) const CLIENT_ID: Text = Text::characters(&limits::CLIENT_ID_CHARACTERS);
/// The name of a user that is looked up.
pub(super) const EXISTING_USER_NAME: Text =
    Text::characters(&limits::NAME_LOOKUP_CHARACTERS).matching(NAME_PATTERN);
pub(super) const MARKER: Text = Text::characters(&limits::MARKER_CHARACTERS).matching(MARKER_PATTERN);
pub(super) const PATH: Text = Text::characters(&limits::PATH_CHARACTERS).matching(PATH_PATTERN);
pub(super) const PATH_PREFIX: Text = Text::characters(&limits::PATH_CHARACTERS).matching(PATH_PREFIX_PATTERN);
pub(super) const POLICY_DESCRIPTION: Text = Text::characters(&limits::POLICY_DESCRIPTION_CHARACTERS);
pub(super) const POLICY_DOCUMENT: Text =
    Text::characters(&limits::POLICY_DOCUMENT_CHARACTERS).matching(DOCUMENT_PATTERN);
pub(super) const POLICY_NAME: Text = Text::characters(&limits::NAME_LOOKUP_CHARACTERS).matching(NAME_PATTERN);
/// A path as managed policies have it.
pub(super) const POLICY_PATH: Text = Text::characters(&limits::PATH_CHARACTERS).matching(POLICY_PATH_PATTERN);
pub(super) const PROVIDER_URL: Text = Text::characters(&limits::PROVIDER_URL_CHARACTERS);
pub(super) const ROLE_DESCRIPTION: Text =
    Text::characters(&limits::ROLE_DESCRIPTION_CHARACTERS).matching(DESCRIPTION_PATTERN);
pub(super) const ROLE_NAME: Text = Text::characters(&limits::IDENTITY_NAME_CHARACTERS).matching(NAME_PATTERN);
pub(super) const SERVICE_NAME: Text = Text::characters(&limits::SERVICE_NAME_CHARACTERS);
pub(super) const TAG_KEY: Text = Text::characters(&limits::TAG_KEY_CHARACTERS).matching(TAG_KEY_PATTERN);
pub(super) const TAG_VALUE: Text =
    Text::characters(&limits::TAG_VALUE_CHARACTERS).matching(TAG_VALUE_PATTERN);
pub(super) const THUMBPRINT: Text = Text::characters(&limits::THUMBPRINT_CHARACTERS);
/// The name of a user to be.
pub(super) const USER_NAME: Text = Text::characters(&limits::IDENTITY_NAME_CHARACTERS).matching(NAME_PATTERN);
/// The id of a version of a managed policy.
pub(super) const VERSION_ID: Text =
    Text::characters(&limits::POLICY_VERSION_ID_CHARACTERS).matching(VERSION_ID_PATTERN);

pub(super) const MAX_ITEMS: Integer = Integer::int(&limits::MAX_ITEMS);
pub(super) const MAX_SESSION_DURATION: Integer = Integer::int(&limits::MAX_SESSION_DURATION);

/// The model sets no bounds; the quotas are the service's.
pub(super) const CLIENT_IDS: List = List::ANY;
/// Of tags, and of their keys alone.
pub(super) const TAGS: List = List::items(&limits::IDENTITY_TAGS_ITEMS);
/// The model sets no bounds; the quota is the service's.
pub(super) const THUMBPRINTS: List = List::ANY;

const NAME_PATTERN: Pattern = Pattern {
    text: r"[\w+=,.@-]+",
    matches: |text| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+=,.@-".contains(&byte))
    },
};

const WORD_PATTERN: Pattern = Pattern {
    text: r"[\w]+",
    matches: |text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'),
};

const MARKER_PATTERN: Pattern = Pattern {
    text: r"[\u0020-\u00FF]+",
    matches: |text| !text.is_empty() && text.chars().all(|c| ('\u{20}'..='\u{ff}').contains(&c)),
};

/// A slash, or printable ASCII between two.
const PATH_PATTERN: Pattern = Pattern {
    text: r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)",
    matches: |text| {
        let inner = text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
        text == "/"
            || inner.is_some_and(|inner| !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_graphic()))
    },
};

const PATH_PREFIX_PATTERN: Pattern = Pattern {
    text: r"\u002F[\u0021-\u007F]*",
    matches: |text| text.starts_with('/') && text.chars().all(|c| ('\u{21}'..='\u{7f}').contains(&c)),
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

const DOCUMENT_PATTERN: Pattern = Pattern {
    text: r"[\u0009\u000A\u000D\u0020-\u00FF]+",
    matches: |text| {
        let allowed = |c| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{ff}');
        !text.is_empty() && text.chars().all(allowed)
    },
};

const DESCRIPTION_PATTERN: Pattern = Pattern {
    text: r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*",
    matches: |text| {
        text.chars().all(|c| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{7e}' | '\u{a1}'..='\u{ff}'))
    },
};

const TAG_KEY_PATTERN: Pattern = Pattern {
    text: r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+",
    matches: |text| !text.is_empty() && text.chars().all(is_of_tags),
};

const TAG_VALUE_PATTERN: Pattern =
    Pattern { text: r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", matches: |text| text.chars().all(is_of_tags) };

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

fn is_of_tags(character: char) -> bool {
    let is_separator = character.is_whitespace() && !character.is_control();
    character.is_alphanumeric() || is_separator || "_.:/=+-@".contains(character)
}

#[cfg(test)]
mod tests;

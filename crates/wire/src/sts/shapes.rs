//! The simple shapes of the service model: what each kind of member may hold. Their bounds stand in [`limits`].

use crate::limits::{self, sts};
use crate::members::{Integer, List, Pattern, Text};

pub(super) const EXTERNAL_ID: Text = Text::characters(&sts::EXTERNAL_ID_CHARACTERS).matching(Pattern {
    text: r"[\w+=,.@:\/-]*",
    matches: |text| text.bytes().all(|byte| is_word(byte) || b"+=,.@:/-".contains(&byte)),
});
pub(super) const POLICY: Text = Text::characters(&sts::POLICY_CHARACTERS);
pub(super) const POLICY_ARN: Text = Text::characters(&sts::ARN_CHARACTERS);
pub(super) const PROVIDER_ID: Text = Text::characters(&sts::PROVIDER_ID_CHARACTERS);
pub(super) const ROLE_ARN: Text = Text::characters(&sts::ARN_CHARACTERS);
pub(super) const SERIAL_NUMBER: Text = Text::characters(&sts::SERIAL_NUMBER_CHARACTERS).matching(Pattern {
    text: r"[\w+=/:,.@-]*",
    matches: |text| text.bytes().all(|byte| is_word(byte) || b"+=/:,.@-".contains(&byte)),
});
pub(super) const SESSION_NAME: Text = Text::characters(&sts::SESSION_NAME_CHARACTERS).matching(NAME_PATTERN);
pub(super) const SOURCE_IDENTITY: Text =
    Text::characters(&sts::SOURCE_IDENTITY_CHARACTERS).matching(NAME_PATTERN);
pub(super) const TAG_KEY: Text = Text::characters(&limits::TAG_KEY_CHARACTERS);
pub(super) const TAG_VALUE: Text = Text::characters(&limits::TAG_VALUE_CHARACTERS);
pub(super) const TOKEN_CODE: Text = Text::characters(&sts::TOKEN_CODE_CHARACTERS)
    .matching(Pattern { text: r"[\d]*", matches: |text| text.bytes().all(|byte| byte.is_ascii_digit()) })
    .sensitive();
pub(super) const WEB_IDENTITY_TOKEN: Text = Text::characters(&sts::WEB_IDENTITY_TOKEN_CHARACTERS).sensitive();

pub(super) const DURATION: Integer = Integer::int(&sts::DURATION_SECONDS);
pub(super) const OWN_DURATION: Integer = Integer::int(&sts::OWN_DURATION_SECONDS);

pub(super) const POLICY_ARNS: List = List::items(&sts::POLICY_ARNS_ITEMS);
pub(super) const TAGS: List = List::items(&sts::TAGS_ITEMS);
pub(super) const TAG_KEYS: List = List::items(&sts::TAGS_ITEMS);

const NAME_PATTERN: Pattern = Pattern {
    text: r"[\w+=,.@-]*",
    matches: |text| text.bytes().all(|byte| is_word(byte) || b"+=,.@-".contains(&byte)),
};

/// What `\w` stands for.
const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

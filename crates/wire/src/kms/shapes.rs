//! The simple shapes of the service model: what each kind of member may hold. Their bounds stand in [`limits`].

use crate::limits;
use crate::members::{Blob, Integer, List, Pattern, Text};

pub(super) const ALIAS_NAME: Text =
    Text::characters(&limits::ALIAS_NAME_CHARACTERS).matching(ALIAS_NAME_PATTERN);
/// A name or a value of an encryption context, which the model does not bound.
pub(super) const CONTEXT_PART: Text = Text::characters(&limits::ANY_CHARACTERS);
pub(super) const CUSTOM_KEY_STORE_ID: Text = Text::characters(&limits::CUSTOM_KEY_STORE_ID_CHARACTERS);
pub(super) const DESCRIPTION: Text = Text::characters(&limits::KEY_DESCRIPTION_CHARACTERS);
pub(super) const GRANT_ID: Text = Text::characters(&limits::GRANT_ID_CHARACTERS);
pub(super) const GRANT_NAME: Text =
    Text::characters(&limits::GRANT_NAME_CHARACTERS).matching(ALIAS_NAME_PATTERN);
/// A closed set in the model, told apart where it is known which of them fit a key.
pub(super) const GRANT_OPERATION: Text = Text::characters(&limits::ANY_CHARACTERS);
pub(super) const GRANT_TOKEN: Text = Text::characters(&limits::GRANT_TOKEN_CHARACTERS);
pub(super) const KEY_ID: Text = Text::characters(&limits::KEY_ID_CHARACTERS);
pub(super) const MARKER: Text = Text::characters(&limits::KEY_MARKER_CHARACTERS);
pub(super) const POLICY: Text = Text::characters(&limits::KEY_POLICY_CHARACTERS);
pub(super) const POLICY_NAME: Text =
    Text::characters(&limits::KEY_POLICY_NAME_CHARACTERS).matching(POLICY_NAME_PATTERN);
pub(super) const PRINCIPAL: Text = Text::characters(&limits::PRINCIPAL_ID_CHARACTERS);
pub(super) const TAG_KEY: Text = Text::characters(&limits::TAG_KEY_CHARACTERS);
pub(super) const TAG_VALUE: Text = Text::characters(&limits::TAG_VALUE_CHARACTERS);
pub(super) const XKS_KEY_ID: Text = Text::characters(&limits::XKS_KEY_ID_CHARACTERS);

pub(super) const CIPHERTEXT: Blob = Blob::bytes(&limits::CIPHERTEXT_BYTES);
pub(super) const PLAINTEXT: Blob = Blob::bytes(&limits::PLAINTEXT_BYTES);

pub(super) const LIMIT: Integer = Integer::int(&limits::KEY_PAGE_LIMIT);
pub(super) const PENDING_WINDOW: Integer = Integer::int(&limits::PENDING_WINDOW_IN_DAYS);
pub(super) const RANDOM: Integer = Integer::int(&limits::RANDOM_BYTES);
pub(super) const ROTATION_PERIOD: Integer = Integer::int(&limits::ROTATION_PERIOD_IN_DAYS);

pub(super) const GRANT_OPERATIONS: List = List::ANY;
pub(super) const GRANT_TOKENS: List = List::items(&limits::GRANT_TOKENS_ITEMS);
/// The model sets no bounds; the quota of tags is the service's.
pub(super) const TAGS: List = List::ANY;

const ALIAS_NAME_PATTERN: Pattern = Pattern {
    text: "^[a-zA-Z0-9:/_-]+$",
    matches: |text| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":/_-".contains(&byte))
    },
};

const POLICY_NAME_PATTERN: Pattern = Pattern {
    text: r"[\w]+",
    matches: |text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'),
};

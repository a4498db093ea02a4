//! The simple shapes of the service model: what each kind of member may hold. Their bounds stand in [`limits`].

use crate::limits;
use crate::members::{Blob, Integer, List, Pattern, Text};

pub(super) const CLIENT_REQUEST_TOKEN: Text = Text::characters(&limits::CLIENT_REQUEST_TOKEN_CHARACTERS);
pub(super) const DESCRIPTION: Text = Text::characters(&limits::DESCRIPTION_CHARACTERS);
pub(super) const EXCLUDE_CHARACTERS: Text = Text::characters(&limits::EXCLUDE_CHARACTERS_CHARACTERS);
pub(super) const FILTER_VALUE: Text =
    Text::characters(&limits::FILTER_VALUE_CHARACTERS).matching(FILTER_VALUE_PATTERN);
pub(super) const KMS_KEY_ID: Text = Text::characters(&limits::KMS_KEY_ID_CHARACTERS);
pub(super) const NAME: Text = Text::characters(&limits::NAME_CHARACTERS);
pub(super) const NEXT_TOKEN: Text = Text::characters(&limits::NEXT_TOKEN_CHARACTERS);
pub(super) const POLICY_NAME: Text =
    Text::characters(&limits::POLICY_NAME_CHARACTERS).matching(POLICY_NAME_PATTERN);
pub(super) const REGION: Text = Text::characters(&limits::REGION_CHARACTERS).matching(REGION_PATTERN);
pub(super) const RESOURCE_POLICY: Text = Text::characters(&limits::RESOURCE_POLICY_CHARACTERS);
pub(super) const ROTATION_TOKEN: Text =
    Text::characters(&limits::ROTATION_TOKEN_CHARACTERS).matching(ROTATION_TOKEN_PATTERN).sensitive();
pub(super) const SECRET_ARN: Text = Text::characters(&limits::SECRET_ARN_CHARACTERS);
pub(super) const SECRET_ID: Text = Text::characters(&limits::SECRET_ID_CHARACTERS);
pub(super) const SECRET_STRING: Text = Text::bytes(&limits::SECRET_STRING_BYTES).sensitive();
pub(super) const TAG_KEY: Text = Text::characters(&limits::TAG_KEY_CHARACTERS);
pub(super) const TAG_VALUE: Text = Text::characters(&limits::TAG_VALUE_CHARACTERS);
pub(super) const TYPE: Text = Text::characters(&limits::TYPE_CHARACTERS);
pub(super) const VERSION_ID: Text = Text::characters(&limits::VERSION_ID_CHARACTERS);
pub(super) const VERSION_STAGE: Text = Text::characters(&limits::VERSION_STAGE_CHARACTERS);

pub(super) const SECRET_BINARY: Blob = Blob::bytes(&limits::SECRET_BINARY_BYTES);

pub(super) const MAX_RESULTS: Integer = Integer::int(&limits::MAX_RESULTS);
pub(super) const MAX_RESULTS_BATCH: Integer = Integer::int(&limits::MAX_RESULTS_BATCH);
pub(super) const PASSWORD_LENGTH: Integer = Integer::long(&limits::PASSWORD_LENGTH);
/// The model sets no bounds; the service does, with a message of its own.
pub(super) const RECOVERY_WINDOW_IN_DAYS: Integer = Integer::ANY_LONG;

pub(super) const FILTERS: List = List::items(&limits::FILTERS_ITEMS);
pub(super) const FILTER_VALUES: List = List::items(&limits::FILTER_VALUES_ITEMS);
pub(super) const REPLICA_REGIONS: List = List::items(&limits::REPLICA_REGIONS_ITEMS);
pub(super) const SECRET_ID_LIST: List = List::items(&limits::SECRET_ID_LIST_ITEMS);
/// The model sets no bounds; the quota of tags is the service's.
pub(super) const TAGS: List = List::ANY;
/// The model sets no bounds.
pub(super) const TAG_KEYS: List = List::ANY;
pub(super) const VERSION_STAGES: List = List::items(&limits::VERSION_STAGES_ITEMS);

const FILTER_VALUE_PATTERN: Pattern = Pattern {
    text: r"^\!?[a-zA-Z0-9 :_@\/\+\=\.\-\!]*$",
    // The leading `!` may stand anywhere else too.
    matches: |text| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" :_@/+=.-!".contains(&byte)),
};

const POLICY_NAME_PATTERN: Pattern = Pattern {
    text: r"[0-9A-Za-z\-\_]+",
    matches: |text| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    },
};

const ROTATION_TOKEN_PATTERN: Pattern = Pattern {
    text: r"^[a-zA-Z0-9\-]+$",
    matches: |text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
};

/// One or more words of lower-case letters, each with a hyphen, and a number.
const REGION_PATTERN: Pattern = Pattern {
    text: r"^([a-z]+-)+\d+$",
    matches: |text| {
        text.rsplit_once('-').is_some_and(|(words, number)| {
            let word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
            words.split('-').all(word)
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    },
};

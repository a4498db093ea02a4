//! Calls about what surrounds the value: description, tags, policy.

use serde_json::Value as Json;

use super::{Answer, Call, Case, Input};
use crate::limits::TAGS_MAX;
use crate::model::entry::tags_json;
use crate::model::expected::Expected;
use crate::model::moment::Moment;
use crate::model::refusal::Refusal;
use crate::model::step::Target;

/// Keys of tags; the last three are no keys that a caller may use.
const TAG_KEYS: [&str; 9] =
    ["team", "Team", "stage", "a b", "cost/center", "e.x=y", "aws:mine", "AWS:mine", "a*b"];

/// How many of them are good.
const TAG_KEYS_GOOD: usize = 6;

/// Values of tags.
const TAG_VALUES: [&str; 3] = ["", "red", "Blue green"];

/// How many tags are set at once by the step that sets many.
const TAGS_AT_ONCE: u8 = 24;

/// Policies: for the root alone, for everybody, no JSON, and one without a known effect.
const POLICIES: [&str; 4] = [
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"secretsmanager:GetSecretValue","Resource":"*"}]}"#,
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}"#,
    r#"{"Version":"2012-10-17","Statement":["#,
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Perhaps","Principal":"*","Action":"secretsmanager:*","Resource":"*"}]}"#,
];

/// Tags of indices.
pub(super) fn tags(indices: &[(u8, u8)]) -> Vec<(String, String)> {
    let text =
        |texts: &[&str], index: u8| texts.get(usize::from(index)).copied().unwrap_or_default().to_owned();
    indices.iter().map(|(key, value)| (text(&TAG_KEYS, *key), text(&TAG_VALUES, *value))).collect()
}

/// What is wrong with tags.
pub(super) fn fault(tags: &[(String, String)]) -> Option<Refusal> {
    let is_bad = |key: &String| TAG_KEYS.into_iter().skip(TAG_KEYS_GOOD).any(|bad| bad == key);
    let keys: std::collections::BTreeSet<_> = tags.iter().map(|(key, _)| key).collect();
    (keys.len() < tags.len() || keys.into_iter().any(is_bad)).then_some(Refusal::Tags)
}

impl Case {
    pub(super) fn describe_secret(&mut self, target: Target) -> Call {
        let answer = self.found(target).map(|entry| entry.described("VersionIdsToStages"));
        self.made(target, "DescribeSecret", Input::new(), answer)
    }

    pub(super) fn tag_resource(&mut self, target: Target, indices: &[(u8, u8)], now: &Moment) -> Call {
        self.tag(target, &tags(indices), now)
    }

    pub(super) fn tag_many_times(&mut self, target: Target, first: u8, now: &Moment) -> Call {
        let first = first.saturating_mul(TAGS_AT_ONCE);
        let numbers = first..first.saturating_add(TAGS_AT_ONCE);
        let many: Vec<_> = numbers.map(|number| (format!("many-{number}"), "red".to_owned())).collect();
        self.tag(target, &many, now)
    }

    fn tag(&mut self, target: Target, added: &[(String, String)], now: &Moment) -> Call {
        let input = Input::from_iter([("Tags".to_owned(), tags_json(added))]);
        let answer = self.tagged(target, added, now);
        self.made(target, "TagResource", input, answer)
    }

    fn tagged(&mut self, target: Target, added: &[(String, String)], now: &Moment) -> Answer {
        let entry = self.live(target)?;
        let mut tags = entry.tags.clone().unwrap_or_default();
        for (key, value) in added {
            match tags.iter_mut().find(|(known, _)| known == key) {
                Some((_, known)) => known.clone_from(value),
                None => tags.push((key.clone(), value.clone())),
            }
        }
        if fault(added).is_some() || tags.len() > TAGS_MAX {
            return Err(vec![Refusal::Tags]);
        }
        if added.is_empty() {
            entry.perhaps_change(now);
        } else {
            entry.tags = Some(tags);
            entry.change(now);
        }
        Ok(Expected::object([]))
    }

    pub(super) fn untag_resource(&mut self, target: Target, indices: &[u8], now: &Moment) -> Call {
        let keys = indices.iter().map(|index| (*index, 0)).collect::<Vec<_>>();
        let keys: Vec<_> = tags(&keys).into_iter().map(|(key, _)| key).collect();
        let input =
            Input::from_iter([("TagKeys".to_owned(), keys.iter().map(String::as_str).collect::<Json>())]);
        let answer = self.live(target).map(|entry| {
            if let Some(tags) = &mut entry.tags {
                tags.retain(|(key, _)| !keys.contains(key));
            }
            entry.perhaps_change(now);
            Expected::object([])
        });
        self.made(target, "UntagResource", input, answer)
    }

    pub(super) fn put_resource_policy(
        &mut self,
        target: Target,
        index: u8,
        block: Option<bool>,
        now: &Moment,
    ) -> Call {
        let policy = POLICIES.get(usize::from(index)).copied().unwrap_or_default();
        let mut input = Input::from_iter([("ResourcePolicy".to_owned(), Json::from(policy))]);
        input.extend(block.map(|block| ("BlockPublicPolicy".to_owned(), block.into())));
        let answer = self.live(target).and_then(|entry| match (index, block) {
            (0, _) | (1, None | Some(false)) => {
                entry.policy = Some(policy.to_owned());
                entry.perhaps_change(now);
                Ok(entry.named())
            }
            (1, Some(true)) => Err(vec![Refusal::PublicPolicy]),
            (_, None | Some(_)) => Err(vec![Refusal::MalformedPolicy]),
        });
        self.made(target, "PutResourcePolicy", input, answer)
    }

    pub(super) fn get_resource_policy(&mut self, target: Target) -> Call {
        let answer = self.live(target).map(|entry| {
            let policy = entry.policy.as_deref().map(Expected::text);
            entry.named().with("ResourcePolicy", policy)
        });
        self.made(target, "GetResourcePolicy", Input::new(), answer)
    }

    pub(super) fn delete_resource_policy(&mut self, target: Target, now: &Moment) -> Call {
        let answer = self.live(target).map(|entry| {
            entry.policy = None;
            entry.perhaps_change(now);
            entry.named()
        });
        self.made(target, "DeleteResourcePolicy", Input::new(), answer)
    }
}

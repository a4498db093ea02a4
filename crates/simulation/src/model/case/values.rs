//! Calls that make versions, and the one that reads them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::{Answer, Call, Case, Input, label};
use crate::model::entry::Entry;
use crate::model::expected::{Expected, Verdict};
use crate::model::moment::Moment;
use crate::model::refusal::Refusal;
use crate::model::secret::Value;
use crate::model::step::{Form, Given, Pick, SLOTS, Step, Target};

/// The largest value: 65,536 bytes.
///
/// Source: Secrets Manager User Guide, quotas.
const VALUE_BYTES_MAX: usize = 65_536;

/// A value that a call carries, or what is wrong with it.
enum Carried {
    Both,
    Nothing,
    One(Value),
}

impl Carried {
    fn of(given: Given) -> Self {
        match given {
            Given::Both => Self::Both,
            Given::Nothing => Self::Nothing,
            Given::One(index) => Self::One(value(index)),
        }
    }

    fn insert_into(&self, input: &mut Input) {
        let texts = [value(0), value(1)];
        let carried = match self {
            Self::Both => texts.as_slice(),
            Self::Nothing => &[],
            Self::One(value) => std::slice::from_ref(value),
        };
        input.extend(carried.iter().map(|value| {
            let (member, json) = value.member();
            (member.to_owned(), json)
        }));
    }

    fn at_most_one(&self) -> Result<Option<&Value>, Refusal> {
        match self {
            Self::Both => Err(Refusal::BothValues),
            Self::Nothing => Ok(None),
            Self::One(value) => Ok(Some(value)),
        }
    }
}

/// A call that may make a version, as far as the three of them agree.
struct Write<'a> {
    target: Target,
    token: Option<&'a str>,
    carried: &'a Carried,
    now: &'a Moment,
}

impl Write<'_> {
    /// The token that a call with a value needs.
    fn check_token(&self) -> Result<(), Vec<Refusal>> {
        match (self.token, self.carried) {
            (None, Carried::Both | Carried::One(_)) => Err(one(Refusal::TokenMissing)),
            (Some(_), _) | (None, Carried::Nothing) => Ok(()),
        }
    }
}

/// The value of an index: the same bytes in both kinds, other text, other bytes, the largest.
fn value(index: u8) -> Value {
    match index {
        0 => Value::String("swordfish".to_owned()),
        1 => Value::Binary(b"swordfish".to_vec()),
        2 => Value::String("{\"user\":\"bêta ✓\"}".to_owned()),
        3 => Value::Binary(vec![0, 255, 10]),
        _ => Value::String("x".repeat(VALUE_BYTES_MAX)),
    }
}

/// The description of an index; the first is empty.
pub(super) fn description(index: u8) -> &'static str {
    ["", "a secret", "the Old secret", "one two", "asecret"].into_iter().nth(index.into()).unwrap_or("")
}

/// The key of an index: both mean the service's own.
fn key(index: u8) -> &'static str {
    if index == 0 { "" } else { "alias/aws/secretsmanager" }
}

fn insert_text(input: &mut Input, member: &str, text: Option<&str>) {
    input.extend(text.map(|text| (member.to_owned(), Json::from(text))));
}

fn one(refusal: Refusal) -> Vec<Refusal> {
    vec![refusal]
}

impl Case {
    pub(super) fn create_secret(&mut self, step: &Step, now: &Moment) -> Option<Call> {
        let Step::CreateSecret { target, token, value, description: text, tags, key: named } = step else {
            return None;
        };
        let target = super::lists::by_name(*target);
        let (token, carried) = (self.token(target, *token), Carried::of(*value));
        if self.is_open(target, token.as_ref()) {
            return None;
        }
        let (text, named) = (text.map(description), named.map(key));
        let tags = tags.as_deref().map(super::metadata::tags);
        let mut input = Input::new();
        insert_text(&mut input, "ClientRequestToken", token.as_deref());
        insert_text(&mut input, "Description", text);
        insert_text(&mut input, "KmsKeyId", named);
        input.extend(tags.as_deref().map(|tags| ("Tags".to_owned(), crate::model::entry::tags_json(tags))));
        carried.insert_into(&mut input);
        let mut entry = self.slot(target).map(|slot| Entry::new(&slot.name, &slot.former_arns, now))?;
        entry.description = text.unwrap_or_default().to_owned();
        entry.key = named.unwrap_or_default().to_owned();
        let answer =
            self.created(&Write { target, token: token.as_deref(), carried: &carried, now }, entry, tags);
        Some(self.made(target, "CreateSecret", input, answer))
    }

    fn created(
        &mut self,
        write: &Write<'_>,
        mut entry: Entry,
        tags: Option<Vec<(String, String)>>,
    ) -> Answer {
        let hours = self.hours;
        let slot = self.meant(write.target).map_err(one)?.ok_or_else(Vec::new)?;
        write.check_token()?;
        if let Some(existing) = &slot.entry {
            return repeated(existing, write.token, write.carried);
        }
        // Which of several faults is told first is not documented.
        let faults =
            [write.carried.at_most_one().err(), super::metadata::fault(&tags.clone().unwrap_or_default())];
        let faults: Vec<_> = faults.into_iter().flatten().collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        entry.tags = tags.filter(|tags| !tags.is_empty());
        let mut shown = entry.named();
        if let (Some(token), Some(value)) = (write.token, write.carried.at_most_one().map_err(one)?) {
            let put = entry.rules.put(token, value, None).map_err(one)?;
            entry.note_put(put, token, write.now, hours);
            shown = shown.with("VersionId", Some(Expected::text(token)));
        }
        slot.entry = Some(entry);
        Ok(shown)
    }

    pub(super) fn put_secret_value(&mut self, step: &Step, now: &Moment) -> Option<Call> {
        let Step::PutSecretValue { target, token, value, labels } = step else { return None };
        let (token, carried) = (self.token(*target, *token), Carried::of(*value));
        if self.is_open(*target, token.as_ref()) {
            return None;
        }
        let labels: Option<BTreeSet<_>> =
            labels.as_ref().map(|labels| labels.iter().copied().map(label).collect());
        let mut input = Input::new();
        insert_text(&mut input, "ClientRequestToken", token.as_deref());
        input.extend(
            labels.iter().map(|labels| {
                ("VersionStages".to_owned(), labels.iter().map(String::as_str).collect::<Json>())
            }),
        );
        carried.insert_into(&mut input);
        let answer = self.put(
            &Write { target: *target, token: token.as_deref(), carried: &carried, now },
            labels.as_ref(),
        );
        Some(self.made(*target, "PutSecretValue", input, answer))
    }

    fn put(&mut self, write: &Write<'_>, labels: Option<&BTreeSet<String>>) -> Answer {
        let hours = self.hours;
        self.meant(write.target).map_err(one)?;
        let token = write.token.ok_or_else(|| one(Refusal::TokenMissing))?;
        let entry = self.live(write.target)?;
        let value = write.carried.at_most_one().map_err(one)?.ok_or_else(|| one(Refusal::NoValue))?;
        let put = entry.rules.put(token, value, labels).map_err(one)?;
        entry.note_put(put, token, write.now, hours);
        let shown = entry.named().with("VersionId", Some(Expected::text(token)));
        Ok(shown.with("VersionStages", Some(Expected::Labels(entry.rules.labels_of(token)))))
    }

    pub(super) fn update_secret(&mut self, step: &Step, now: &Moment) -> Option<Call> {
        let Step::UpdateSecret { target, token, value, description: text, key: named } = step else {
            return None;
        };
        let (token, carried) = (self.token(*target, *token), Carried::of(*value));
        if self.is_open(*target, token.as_ref()) {
            return None;
        }
        // Whether a repetition applies the rest of the request is not documented, so it has no rest.
        let repeats = token.as_ref().is_some_and(|token| self.is_known(*target, token));
        let (text, named) = (text.map(description).filter(|_| !repeats), named.map(key).filter(|_| !repeats));
        let mut input = Input::new();
        insert_text(&mut input, "ClientRequestToken", token.as_deref());
        insert_text(&mut input, "Description", text);
        insert_text(&mut input, "KmsKeyId", named);
        carried.insert_into(&mut input);
        let answer = self.update(
            &Write { target: *target, token: token.as_deref(), carried: &carried, now },
            text,
            named,
        );
        Some(self.made(*target, "UpdateSecret", input, answer))
    }

    fn update(&mut self, write: &Write<'_>, text: Option<&str>, named: Option<&str>) -> Answer {
        let hours = self.hours;
        self.meant(write.target).map_err(one)?;
        write.check_token()?;
        let entry = self.live(write.target)?;
        let mut shown = entry.named();
        if let (Some(token), Some(value)) = (write.token, write.carried.at_most_one().map_err(one)?) {
            let put = entry.rules.put(token, value, None).map_err(one)?;
            entry.note_put(put, token, write.now, hours);
            shown = shown.with("VersionId", Some(Expected::text(token)));
        } else if text.is_some() || named.is_some() {
            entry.change(write.now);
        }
        text.into_iter().for_each(|text| text.clone_into(&mut entry.description));
        named.into_iter().for_each(|named| named.clone_into(&mut entry.key));
        Ok(shown)
    }

    pub(super) fn get_secret_value(
        &mut self,
        target: Target,
        version: Option<Pick>,
        index: Option<u8>,
        now: &Moment,
    ) -> Option<Call> {
        let name = index.map(label);
        let held = name.clone().unwrap_or_else(|| label(0));
        let version = version.and_then(|pick| self.version(target, &held, pick));
        if self.is_open(target, version.as_ref()) {
            return None;
        }
        let mut input = Input::new();
        insert_text(&mut input, "VersionId", version.as_deref());
        insert_text(&mut input, "VersionStage", name.as_deref());
        let answer = self.get(target, version.as_deref(), name.as_deref(), now);
        Some(self.made(target, "GetSecretValue", input, answer))
    }

    /// Reads all secrets of the case at once.
    ///
    /// Source: Secrets Manager API reference, `BatchGetSecretValue`: what fails has an entry of its own.
    pub(super) fn batch_get_secret_value(&mut self, form: Form, now: &Moment) -> Option<Call> {
        // What one name that is none makes of the whole call is not documented.
        if form == Form::Invalid {
            return None;
        }
        let (mut values, mut errors, mut ids) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for slot in 0..SLOTS {
            let target = Target { slot, form };
            let (id, name) = (self.id(target), self.slot(target)?.name.clone());
            match self.get(target, None, None, now) {
                Ok(value) => values.insert(name, value),
                Err(refusals) => errors.insert(id.clone(), failed(&id, refusals.first()?)),
            };
            ids.push(Json::from(id));
        }
        let listed = |by, required| Expected::Keyed { by, required, optional: BTreeMap::new() };
        let shown = [("SecretValues", listed("Name", values)), ("Errors", listed("SecretId", errors))];
        let verdicts = vec![Verdict::Done(Expected::object(shown))];
        let input = json!({ "SecretIdList": ids });
        Some(Call { operation: "BatchGetSecretValue", input, verdicts, sorted: None })
    }

    fn get(&mut self, target: Target, version: Option<&str>, label: Option<&str>, now: &Moment) -> Answer {
        let entry = self.found(target)?;
        let (id, value) = entry.rules.read(version, label).map_err(one)?;
        let (id, value) = (id.to_owned(), value.clone());
        Ok(entry.read(&id, &value, now))
    }

    fn is_known(&self, target: Target, version: &str) -> bool {
        let entry = self.slot(target).and_then(|slot| slot.entry.as_ref());
        entry.is_some_and(|entry| entry.versions.contains_key(version))
    }
}

/// The entry of a secret that could not be read.
fn failed(id: &str, refusal: &Refusal) -> Expected {
    let text = refusal.text("", "").map_or(Expected::Anything, |text| Expected::text(&text));
    let code = Expected::text(refusal.code());
    Expected::object([("SecretId", Expected::text(id)), ("ErrorCode", code), ("Message", text)])
}

/// What creating a secret that exists is answered with.
///
/// Source: Secrets Manager API reference, `CreateSecret`, `ClientRequestToken`.
fn repeated(existing: &Entry, token: Option<&str>, carried: &Carried) -> Answer {
    if existing.rules.scheduled {
        return Err(one(Refusal::ScheduledForDeletion));
    }
    let known = token.and_then(|token| existing.rules.versions.get_key_value(token));
    let used = |token: &String| Refusal::TokenUsed { token: token.clone() };
    match (known, carried) {
        (Some((token, known)), Carried::One(value)) if known == value => {
            Ok(existing.named().with("VersionId", Some(Expected::text(token))))
        }
        (Some((token, _)), Carried::One(_)) => Err(one(used(token))),
        // What is told of a known token without a value, or of two values, is not documented.
        (Some((token, _)), Carried::Nothing) => Err(vec![Refusal::AlreadyExists, used(token)]),
        (Some((token, _)), Carried::Both) => {
            Err(vec![Refusal::AlreadyExists, Refusal::BothValues, used(token)])
        }
        (None, Carried::Both) => Err(vec![Refusal::AlreadyExists, Refusal::BothValues]),
        (None, Carried::Nothing | Carried::One(_)) => Err(one(Refusal::AlreadyExists)),
    }
}

//! A case: a few secrets of fresh names, the model of them, and what each step has to be answered with.
//!
//! Knows which secret a step means and what time does to secrets. The operations are below, by what they are about.

mod deletion;
mod labels;
mod lists;
mod metadata;
mod values;

use serde_json::{Map, Value as Json};

use crate::limits::VERSION_HOURS_PRUNED_MIN;
use crate::model::entry::Entry;
use crate::model::expected::{Expected, Verdict, partial_arn};
use crate::model::moment::Moment;
use crate::model::refusal::Refusal;
use crate::model::secret::{CURRENT, PENDING, PREVIOUS};
use crate::model::step::{Form, Pick, SLOTS, Step, Target, Token};

/// A name, and the secret that it names now.
#[derive(Debug)]
struct Slot {
    name: String,
    entry: Option<Entry>,
    former_arns: Vec<String>,
    former_versions: Vec<String>,
}

/// A few secrets and what time it is.
#[derive(Debug)]
pub(crate) struct Case {
    prefix: String,
    slots: Vec<Slot>,
    tokens: u64,
    hours: u64,
}

/// A call to make, and the answers that would be right.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) operation: &'static str,
    pub(crate) input: Json,
    pub(crate) verdicts: Vec<Verdict>,
    /// The member by which a list has to be sorted, and whether downward.
    pub(crate) sorted: Option<(&'static str, bool)>,
}

/// What time has done.
#[derive(Debug, Default)]
pub(crate) struct Passed {
    /// How many secrets are purged.
    pub(crate) purged: usize,
    /// How many versions are pruned.
    pub(crate) pruned: usize,
}

/// The answer that is right, or those of which any is.
type Answer = Result<Expected, Vec<Refusal>>;

/// The members of a request.
type Input = Map<String, Json>;

impl Case {
    /// A case whose names begin with `prefix`.
    pub(crate) fn new(prefix: &str) -> Self {
        // The last name ends like an ARN, so that its ARN without suffix is taken for a complete one.
        let names = [".first", "/second", ".third-a1b2c3"].into_iter().take(SLOTS.into());
        let slot = |name| Slot {
            name: format!("{prefix}{name}"),
            entry: None,
            former_arns: Vec::new(),
            former_versions: Vec::new(),
        };
        Self { prefix: prefix.to_owned(), slots: names.map(slot).collect(), tokens: 0, hours: 0 }
    }

    /// Makes a step's call and moves the model on; nothing if what the server would do is open.
    pub(crate) fn call(&mut self, step: &Step, now: &Moment) -> Option<Call> {
        match step {
            Step::Advance { .. } | Step::Restart | Step::PutManyValues { .. } => None,
            Step::BatchGetSecretValue { form } => self.batch_get_secret_value(*form, now),
            Step::CreateSecret { .. } => self.create_secret(step, now),
            Step::DeleteResourcePolicy { target } => Some(self.delete_resource_policy(*target, now)),
            Step::DeleteSecret { target, days, force } => {
                Some(self.delete_secret(*target, *days, *force, now))
            }
            Step::DescribeSecret { target } => Some(self.describe_secret(*target)),
            Step::GetResourcePolicy { target } => Some(self.get_resource_policy(*target)),
            Step::GetSecretValue { target, version, label } => {
                self.get_secret_value(*target, *version, *label, now)
            }
            Step::ListSecrets(listing) => Some(self.list_secrets(*listing)),
            Step::ListSecretVersionIds { target, deprecated, page } => {
                Some(self.list_secret_version_ids(*target, *deprecated, *page))
            }
            Step::PutResourcePolicy { target, policy, block } => {
                Some(self.put_resource_policy(*target, *policy, *block, now))
            }
            Step::PutSecretValue { .. } => self.put_secret_value(step, now),
            Step::RestoreSecret { target } => Some(self.restore_secret(*target, now)),
            Step::TagManyTimes { target, first } => Some(self.tag_many_times(*target, *first, now)),
            Step::TagResource { target, tags } => Some(self.tag_resource(*target, tags, now)),
            Step::UntagResource { target, keys } => Some(self.untag_resource(*target, keys, now)),
            Step::UpdateSecret { .. } => self.update_secret(step, now),
            Step::UpdateSecretVersionStage { target, label, to, from } => {
                self.update_secret_version_stage((*target, *label), *to, *from, now)
            }
        }
    }

    /// Moves the clock: purges what is due, prunes what is old enough; counts both.
    pub(crate) fn advanced(&mut self, hours: u64) -> Passed {
        self.hours = self.hours.saturating_add(hours);
        let mut passed = Passed::default();
        for slot in &mut self.slots {
            let due = |entry: &Entry| {
                entry.deletion.as_ref().is_some_and(|deletion| deletion.due_hours <= self.hours)
            };
            if slot.entry.as_ref().is_some_and(due) {
                slot.forget();
                passed.purged += 1;
            }
            if let Some(entry) = &mut slot.entry {
                entry.fade(self.hours);
                // After a day every version that there was is old enough.
                if hours >= VERSION_HOURS_PRUNED_MIN {
                    passed.pruned += entry.prune();
                }
            }
        }
        passed
    }

    fn slot(&self, target: Target) -> Option<&Slot> {
        self.slots.get(usize::from(target.slot))
    }

    /// The id by which a call names its secret. Where there is no such ARN, it is the name.
    fn id(&self, target: Target) -> String {
        let Some(slot) = self.slot(target) else { return String::new() };
        let known = slot.entry.as_ref().map(|entry| entry.arn.text().to_owned());
        match target.form {
            Form::Arn => {
                known.or_else(|| slot.former_arns.last().cloned()).unwrap_or_else(|| slot.name.clone())
            }
            Form::FormerArn => slot.former_arns.last().cloned().unwrap_or_else(|| slot.name.clone()),
            Form::Invalid => format!("{}*", slot.name),
            Form::Name => slot.name.clone(),
            Form::PartialArn => partial_arn(&slot.name),
        }
    }

    /// The slot that a call means by its id, whether or not there is a secret.
    ///
    /// Source: Secrets Manager User Guide, on ARNs: six characters behind a hyphen make an ARN complete.
    fn meant(&mut self, target: Target) -> Result<Option<&mut Slot>, Refusal> {
        let id = self.id(target);
        let slot = self.slots.get_mut(usize::from(target.slot));
        let is_meant = |slot: &Slot| {
            let is_arn = slot.entry.as_ref().is_some_and(|entry| entry.arn.text() == id);
            id == slot.name || is_arn || id == partial_arn(&slot.name) && !ends_like_an_arn(&slot.name)
        };
        match target.form {
            Form::Invalid => Err(Refusal::InvalidName),
            Form::Arn | Form::FormerArn | Form::Name | Form::PartialArn => {
                Ok(slot.filter(|slot| is_meant(slot)))
            }
        }
    }

    /// The secret that a call means.
    fn found(&mut self, target: Target) -> Result<&mut Entry, Vec<Refusal>> {
        let slot = self.meant(target).map_err(|refusal| vec![refusal])?;
        slot.and_then(|slot| slot.entry.as_mut()).ok_or_else(|| vec![Refusal::NotFound])
    }

    /// The secret that a call means, if it is not scheduled for deletion.
    fn live(&mut self, target: Target) -> Result<&mut Entry, Vec<Refusal>> {
        let entry = self.found(target)?;
        entry.rules.live().map_err(|refusal| vec![refusal])?;
        Ok(entry)
    }

    /// Makes a call about a secret.
    fn made(&self, target: Target, operation: &'static str, mut input: Input, answer: Answer) -> Call {
        let slot = self.slot(target);
        let name = slot.map(|slot| slot.name.clone()).unwrap_or_default();
        let entry = slot.and_then(|slot| slot.entry.as_ref());
        let arn = entry.map(|entry| entry.arn.text().to_owned()).unwrap_or_default();
        let member = if operation == "CreateSecret" { "Name" } else { "SecretId" };
        input.insert(member.to_owned(), self.id(target).into());
        let refused = |refusal| Verdict::Refused { refusal, name: name.clone(), arn: arn.clone() };
        let verdicts = match answer {
            Ok(expected) => vec![Verdict::Done(expected)],
            Err(refusals) => refusals.into_iter().map(refused).collect(),
        };
        Call { operation, input: Json::Object(input), verdicts, sorted: None }
    }

    /// A token that was never used. They ascend, so that their order is that of their versions.
    fn fresh_token(&mut self) -> String {
        self.tokens = self.tokens.saturating_add(1);
        format!("token-of-the-simulation-{:012}", self.tokens)
    }

    fn token(&mut self, target: Target, token: Token) -> Option<String> {
        match token {
            Token::Absent => None,
            Token::Fresh => Some(self.fresh_token()),
            Token::Known(index) => Some(self.known(target, index).unwrap_or_else(|| self.fresh_token())),
        }
    }

    /// One of the versions there are.
    fn known(&self, target: Target, index: u8) -> Option<String> {
        let entry = self.slot(target)?.entry.as_ref()?;
        let index = usize::from(index).checked_rem(entry.versions.len())?;
        entry.versions.keys().nth(index).cloned()
    }

    /// The version that a call names. The holder of a label that is on no version is named by nothing.
    fn version(&mut self, target: Target, label: &str, pick: Pick) -> Option<String> {
        let slot = self.slot(target);
        let entry = slot.and_then(|slot| slot.entry.as_ref());
        let version = match pick {
            Pick::Former(index) => slot.and_then(|slot| {
                let former = &slot.former_versions;
                former.get(usize::from(index).checked_rem(former.len())?).cloned()
            }),
            Pick::Holder => return entry.and_then(|entry| entry.rules.labels.get(label).cloned()),
            Pick::Known(index) => self.known(target, index),
            Pick::Unknown => None,
        };
        Some(version.unwrap_or_else(|| self.fresh_token()))
    }

    /// Whether a version may or may not have been pruned already, so that no answer would be wrong.
    fn is_open(&self, target: Target, version: Option<&String>) -> bool {
        let entry = self.slot(target).and_then(|slot| slot.entry.as_ref());
        entry.zip(version).is_some_and(|(entry, version)| entry.fading.contains(version))
    }
}

impl Slot {
    /// Turns the secret into a former one.
    fn forget(&mut self) {
        if let Some(entry) = self.entry.take() {
            self.former_arns.push(entry.arn.text().to_owned());
            self.former_versions.extend(entry.versions.into_keys());
        }
    }
}

fn ends_like_an_arn(name: &str) -> bool {
    let end = name.rsplit_once('-').map_or("", |(_, end)| end);
    end.len() == 6 && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The label of an index.
fn label(index: u8) -> String {
    match index {
        0 => CURRENT.to_owned(),
        1 => PREVIOUS.to_owned(),
        2 => PENDING.to_owned(),
        3 => "AWSSOMETHING".to_owned(),
        other => format!("label {other}"),
    }
}

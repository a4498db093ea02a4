//! One secret of a case, with all that a caller can see of it: dates, tags, description, policy.
//!
//! Knows how a secret is described; which calls change it, the case knows.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Value as Json, json};

use crate::limits::{VERSION_HOURS_PRUNED_MIN, VERSIONS_KEPT};
use crate::model::expected::{Arn, Expected, Moments};
use crate::model::moment::{DAY_SECONDS, Moment};
use crate::model::secret::{Put, Secret, Value};

/// What is known of a version beside its value and labels.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// When it was made.
    pub(crate) made: Moment,
    /// When it was last read.
    pub(crate) read: Option<Moment>,
    /// By how many hours the clock had been moved when it was made.
    hours: u64,
}

/// When a secret is purged.
#[derive(Clone, Debug)]
pub(crate) struct Deletion {
    /// When it was asked for.
    pub(crate) asked: Moments,
    /// The recovery window.
    pub(crate) days: u32,
    /// By how many hours the clock will have been moved.
    pub(crate) due_hours: u64,
}

impl Deletion {
    /// The date that answers tell.
    pub(crate) fn date(&self) -> Expected {
        Expected::Instant { moments: Rc::clone(&self.asked), later: f64::from(self.days) * DAY_SECONDS }
    }
}

/// A secret that exists.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) arn: Arn,
    pub(crate) name: String,
    /// The ARNs of former secrets of that name.
    pub(crate) others: Vec<String>,
    pub(crate) rules: Secret,
    pub(crate) description: String,
    /// The KMS key as it was named; empty for none.
    pub(crate) key: String,
    /// Never tagged is not the same as without tags.
    pub(crate) tags: Option<Vec<(String, String)>>,
    pub(crate) policy: Option<String>,
    pub(crate) made: Moment,
    pub(crate) changed: Moments,
    pub(crate) read: Option<Moment>,
    pub(crate) deletion: Option<Deletion>,
    pub(crate) versions: BTreeMap<String, Facts>,
    /// Versions that may be pruned already, or not yet.
    pub(crate) fading: BTreeSet<String>,
}

impl Entry {
    /// A secret without versions.
    pub(crate) fn new(name: &str, others: &[String], now: &Moment) -> Self {
        Self {
            arn: Arn::default(),
            name: name.to_owned(),
            others: others.to_vec(),
            rules: Secret::default(),
            description: String::new(),
            key: String::new(),
            tags: None,
            policy: None,
            made: now.clone(),
            changed: Rc::new(RefCell::new(vec![now.clone()])),
            read: None,
            deletion: None,
            versions: BTreeMap::new(),
            fading: BTreeSet::new(),
        }
    }

    /// Notes that the secret was changed.
    pub(crate) fn change(&mut self, now: &Moment) {
        self.changed = Rc::new(RefCell::new(vec![now.clone()]));
    }

    /// Notes that it was changed or not: the documentation does not say whether this is a change.
    pub(crate) fn perhaps_change(&mut self, now: &Moment) {
        self.changed.borrow_mut().push(now.clone());
    }

    /// Notes what came of putting a value.
    pub(crate) fn note_put(&mut self, put: Put, version: &str, now: &Moment, hours: u64) {
        if put == Put::Made {
            self.versions.insert(version.to_owned(), Facts { made: now.clone(), read: None, hours });
            self.change(now);
            self.fade(hours);
        }
    }

    /// Notes which versions may be pruned from now on: beyond the hundredth, without label, a day old, oldest first.
    ///
    /// Source: Secrets Manager API reference, `PutSecretValue`.
    pub(crate) fn fade(&mut self, hours: u64) {
        let surplus = self.versions.len().saturating_sub(VERSIONS_KEPT);
        let labelled: BTreeSet<_> = self.rules.labels.values().collect();
        // Ids are chosen in ascending order, so this is the order in which they were made.
        let deprecated = self.versions.iter().filter(|(id, _)| !labelled.contains(id));
        let old =
            deprecated.take(surplus).take_while(|(_, facts)| facts.hours + VERSION_HOURS_PRUNED_MIN <= hours);
        self.fading.extend(old.map(|(id, _)| id.clone()));
    }

    /// Forgets the versions that were to be pruned, once all work that was due has been done; tells how many.
    ///
    /// Where a version lost its label meanwhile, it is open which ones went; they stay in doubt.
    pub(crate) fn prune(&mut self) -> usize {
        if self.fading.len() != self.versions.len().saturating_sub(VERSIONS_KEPT) {
            return 0;
        }
        let gone = std::mem::take(&mut self.fading);
        self.versions.retain(|id, _| !gone.contains(id));
        self.rules.versions.retain(|id, _| !gone.contains(id));
        gone.len()
    }

    /// `ARN` and `Name`, with which most answers begin.
    pub(crate) fn named(&self) -> Expected {
        let arn =
            Expected::Arn { arn: self.arn.clone(), name: self.name.clone(), others: self.others.clone() };
        Expected::object([("ARN", arn), ("Name", Expected::text(&self.name))])
    }

    /// What `DescribeSecret` tells, and `ListSecrets` under another name for the map of labels.
    ///
    /// Source: Secrets Manager API reference, `DescribeSecret`.
    pub(crate) fn described(&self, labels: &str) -> Expected {
        let text =
            |text: &String| Some(text).filter(|text| !text.is_empty()).map(|text| Expected::text(text));
        let changed = Expected::Instant { moments: Rc::clone(&self.changed), later: 0.0 };
        self.named()
            .with("CreatedDate", Some(Expected::instant(&self.made)))
            .with("LastChangedDate", Some(changed))
            .with("LastAccessedDate", self.read.clone().map(Expected::Day))
            .with("Description", text(&self.description))
            .with("KmsKeyId", text(&self.key))
            .with("Tags", self.tags.as_deref().map(|tags| Expected::Exactly(tags_json(tags))))
            .with("DeletedDate", self.deletion.as_ref().map(Deletion::date))
            .with(labels, Some(self.labels()).filter(|_| !self.rules.labels.is_empty()))
    }

    fn labels(&self) -> Expected {
        let versions = self.rules.labelled().into_iter();
        Expected::Object(versions.map(|(version, labels)| (version, Expected::Labels(labels))).collect())
    }

    /// One version as `ListSecretVersionIds` shows it.
    pub(crate) fn version_shown(&self, id: &str) -> Option<Expected> {
        let facts = self.versions.get(id)?;
        let labels = Some(self.rules.labels_of(id)).filter(|labels| !labels.is_empty());
        let shown = Expected::object([
            ("VersionId", Expected::text(id)),
            ("CreatedDate", Expected::instant(&facts.made)),
            ("KmsKeyIds", Expected::Exactly(json!(["DefaultEncryptionKey"]))),
        ]);
        let read = facts.read.clone().map(Expected::Day);
        Some(shown.with("LastAccessedDate", read).with("VersionStages", labels.map(Expected::Labels)))
    }

    /// Notes a read of a version, and returns what it tells.
    pub(crate) fn read(&mut self, id: &str, value: &Value, now: &Moment) -> Expected {
        self.read = Some(now.clone());
        let (member, text) = value.member();
        let shown = self.named().with("VersionId", Some(Expected::text(id)));
        let shown = shown.with(member, Some(Expected::Exactly(text)));
        let labels = Some(self.rules.labels_of(id)).filter(|labels| !labels.is_empty());
        let shown = shown.with("VersionStages", labels.map(Expected::Labels));
        let Some(facts) = self.versions.get_mut(id) else { return shown };
        facts.read = Some(now.clone());
        shown.with("CreatedDate", Some(Expected::instant(&facts.made)))
    }
}

/// Tags as the wire has them.
pub(crate) fn tags_json(tags: &[(String, String)]) -> Json {
    tags.iter().map(|(key, value)| json!({"Key": key, "Value": value})).collect()
}

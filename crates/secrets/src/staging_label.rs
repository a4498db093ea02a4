//! Staging labels: the names under which versions are found, and the rules by which they move.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::VersionId;
use crate::limits::{LABEL_CHARS_MAX, LABELS_MAX};

/// A staging label: 1 to 256 characters, case-sensitive. The prefix `AWS` is not reserved.
///
/// Source: Secrets Manager API reference, `SecretVersionStageType`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StagingLabel(Cow<'static, str>);

/// Not 1 to 256 characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a staging label has 1 to {LABEL_CHARS_MAX} characters")]
pub struct InvalidStagingLabel;

impl StagingLabel {
    /// `AWSCURRENT`: the version that a read means unless it says otherwise.
    pub const CURRENT: Self = Self(Cow::Borrowed("AWSCURRENT"));

    /// `AWSPREVIOUS`: the version that was current before.
    pub const PREVIOUS: Self = Self(Cow::Borrowed("AWSPREVIOUS"));

    /// `AWSPENDING`: the version that a rotation is preparing.
    pub const PENDING: Self = Self(Cow::Borrowed("AWSPENDING"));

    /// The label that `text` is.
    ///
    /// # Errors
    ///
    /// [`InvalidStagingLabel`] unless it has 1 to 256 characters.
    pub fn parse(text: &str) -> Result<Self, InvalidStagingLabel> {
        (1..=LABEL_CHARS_MAX)
            .contains(&text.chars().count())
            .then(|| Self(Cow::Owned(text.to_owned())))
            .ok_or(InvalidStagingLabel)
    }

    /// The label's characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StagingLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which version each label of a secret is on.
///
/// INVARIANT: a label is on at most one version, by construction; and once `AWSCURRENT` is on a version, no rule here
/// takes it away without putting it on another in the same step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels(BTreeMap<StagingLabel, VersionId>);

/// More than 20 labels would be attached across all versions (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a secret has at most {LABELS_MAX} staging labels")]
pub struct TooManyLabels;

/// Why a label cannot be moved as asked (the caller's fault).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LabelMoveRefused {
    /// `AWSCURRENT` would be on no version.
    #[error("`AWSCURRENT` can be moved, never removed")]
    CurrentRemoved,
    /// The label is not on the version it should be taken from.
    #[error("`{label}` is not on version `{version}`")]
    NotOnVersion {
        /// The label.
        label: StagingLabel,
        /// The version it was said to be on.
        version: VersionId,
    },
    /// Neither a version to move to nor one to remove from was named.
    #[error("neither a version to move to nor one to remove from is named")]
    NothingAsked,
    /// The label is on a version that the call does not name, so it might be moved unawares.
    #[error("`{label}` is on version `{holder}`, which must be named")]
    HolderUnnamed {
        /// The label.
        label: StagingLabel,
        /// The version it is on.
        holder: VersionId,
    },
    /// The label is on another version than the one named.
    #[error("`{label}` is on another version than the one named")]
    WrongHolder {
        /// The label.
        label: StagingLabel,
    },
    /// One label more than a secret may have.
    #[error(transparent)]
    TooMany(#[from] TooManyLabels),
}

impl Labels {
    /// The labels that a record held.
    pub(crate) fn from_pairs(pairs: impl IntoIterator<Item = (StagingLabel, VersionId)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// Every label with the version it is on, by label.
    pub fn iter(&self) -> impl Iterator<Item = (&StagingLabel, &VersionId)> {
        self.0.iter()
    }

    /// The version that `label` is on.
    #[must_use]
    pub fn holder(&self, label: &StagingLabel) -> Option<&VersionId> {
        self.0.get(label)
    }

    /// The version that carries `AWSCURRENT`.
    #[must_use]
    pub fn current(&self) -> Option<&VersionId> {
        self.holder(&StagingLabel::CURRENT)
    }

    /// The labels of one version, in alphabetical order; none for a deprecated version.
    #[must_use]
    pub fn of(&self, version: &VersionId) -> Vec<StagingLabel> {
        self.0.iter().filter(|(_, holder)| *holder == version).map(|(label, _)| label.clone()).collect()
    }

    /// Every labelled version with its labels.
    #[must_use]
    pub fn by_version(&self) -> BTreeMap<&VersionId, Vec<&StagingLabel>> {
        let mut versions = BTreeMap::<_, Vec<_>>::new();
        self.0.iter().for_each(|(label, version)| versions.entry(version).or_default().push(label));
        versions
    }

    /// Whether `version` carries no label and so may be pruned one day.
    #[must_use]
    pub fn is_deprecated(&self, version: &VersionId) -> bool {
        !self.0.values().any(|holder| holder == version)
    }

    /// Labels a new version: it gets exactly the labels asked for, each taken from whichever version had it.
    ///
    /// A new `AWSCURRENT` makes the old one `AWSPREVIOUS`, and ends a rotation under way: `AWSPENDING` is taken off
    /// another version, unless it is asked for here and so merely moves.
    ///
    /// Source: Secrets Manager API reference, `PutSecretValue`, `VersionStages`.
    ///
    /// # Errors
    ///
    /// [`TooManyLabels`] if the secret would have more than 20; nothing is changed then.
    pub fn put(&mut self, version: &VersionId, labels: &BTreeSet<StagingLabel>) -> Result<(), TooManyLabels> {
        let mut next = self.clone();
        if labels.contains(&StagingLabel::CURRENT) {
            next.0.remove(&StagingLabel::PENDING);
            next.move_current(version);
        }
        labels.iter().for_each(|label| next.attach(label, version));
        next.within_limit().map(|next| *self = next)
    }

    /// Moves, attaches or removes one label.
    ///
    /// Source: Secrets Manager API reference, `UpdateSecretVersionStage`.
    ///
    /// # Errors
    ///
    /// See [`LabelMoveRefused`]; nothing is changed then.
    pub fn update(
        &mut self,
        label: &StagingLabel,
        to: Option<&VersionId>,
        from: Option<&VersionId>,
    ) -> Result<(), LabelMoveRefused> {
        match (to, from) {
            (None, None) => Err(LabelMoveRefused::NothingAsked),
            (None, Some(from)) => self.remove(label, from),
            (Some(to), from) => self.move_to(label, to, from),
        }
    }

    fn remove(&mut self, label: &StagingLabel, from: &VersionId) -> Result<(), LabelMoveRefused> {
        if self.holder(label) != Some(from) {
            return Err(LabelMoveRefused::NotOnVersion { label: label.clone(), version: from.clone() });
        }
        if *label == StagingLabel::CURRENT {
            return Err(LabelMoveRefused::CurrentRemoved);
        }
        self.0.remove(label);
        Ok(())
    }

    fn move_to(
        &mut self,
        label: &StagingLabel,
        to: &VersionId,
        from: Option<&VersionId>,
    ) -> Result<(), LabelMoveRefused> {
        match (self.holder(label), from) {
            (Some(holder), None) if holder != to => {
                return Err(LabelMoveRefused::HolderUnnamed { label: label.clone(), holder: holder.clone() });
            }
            (Some(holder), Some(from)) if holder != from => {
                return Err(LabelMoveRefused::WrongHolder { label: label.clone() });
            }
            (None, Some(from)) => {
                return Err(LabelMoveRefused::NotOnVersion { label: label.clone(), version: from.clone() });
            }
            (Some(_), Some(_) | None) | (None, None) => {}
        }
        let mut next = self.clone();
        if *label == StagingLabel::CURRENT {
            next.move_current(to);
        }
        next.attach(label, to);
        *self = next.within_limit()?;
        Ok(())
    }

    // INVARIANT: the old holder of AWSCURRENT takes AWSPREVIOUS in the same step, so no reader sees AWSCURRENT twice or
    // not at all.
    fn move_current(&mut self, to: &VersionId) {
        match self.0.insert(StagingLabel::CURRENT, to.clone()) {
            Some(old) if old != *to => self.attach(&StagingLabel::PREVIOUS, &old),
            Some(_) | None => {}
        }
    }

    fn attach(&mut self, label: &StagingLabel, version: &VersionId) {
        self.0.insert(label.clone(), version.clone());
    }

    fn within_limit(self) -> Result<Self, TooManyLabels> {
        (self.0.len() <= LABELS_MAX).then_some(self).ok_or(TooManyLabels)
    }
}

#[cfg(test)]
mod tests;

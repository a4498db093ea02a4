//! What three operations share: making a version, and recognizing one that was made before.

use std::collections::BTreeSet;

use iam::Caller;
use store::Transaction;

use super::Change;
use crate::due::{Due, Duty};
use crate::encryption::{Place, customer_key, open_value, seal_value};
use crate::record::{value_key, version_key};
use crate::{Refusal, SecretValue, StagingLabel, Version, VersionId};

/// A version about to be made.
pub(super) struct NewVersion<'a> {
    /// Its id.
    pub(super) id: &'a VersionId,
    /// Its value.
    pub(super) value: &'a SecretValue,
    /// The labels it gets.
    pub(super) labels: BTreeSet<StagingLabel>,
}

impl<'a> NewVersion<'a> {
    /// A version that becomes the current one.
    pub(super) fn current(id: &'a VersionId, value: &'a SecretValue) -> Self {
        Self { id, value, labels: BTreeSet::from([StagingLabel::CURRENT]) }
    }
}

impl Change {
    /// Whether `token` already made a version of this very value, so that the call is a repetition.
    ///
    /// Values are compared in constant time, after opening the stored one with the caller's own rights.
    pub(super) async fn is_repetition(
        &self,
        tx: &mut Transaction,
        caller: &Caller,
        token: &VersionId,
        value: &SecretValue,
    ) -> Result<bool, Refusal> {
        let Some(sealed) = tx.get(&value_key(&self.tenant, self.secret.serial, token)).await? else {
            return Ok(false);
        };
        let place = Place { tenant: &self.tenant, arn: &self.arn, version: token };
        let known = open_value(tx, caller, place, &sealed).await?;
        let used = || Refusal::TokenUsed { token: token.clone(), arn: self.arn.clone() };
        if known.equals(value) { Ok(true) } else { Err(used()) }
    }

    /// Makes a version that carries exactly `labels`; the secret's first one carries `AWSCURRENT` as well.
    pub(super) async fn add_version(
        &mut self,
        tx: &mut Transaction,
        caller: &Caller,
        new: NewVersion<'_>,
    ) -> Result<(), Refusal> {
        let NewVersion { id, value, mut labels } = new;
        if self.secret.is_full() {
            return Err(Refusal::TooManyVersions);
        }
        if self.secret.versions == 0 {
            labels.insert(StagingLabel::CURRENT);
        }
        self.secret.labels.put(id, &labels)?;
        let place = Place { tenant: &self.tenant, arn: &self.arn, version: id };
        let kms_key_id = self.secret.kms_key_id.as_deref();
        let sealed = seal_value(tx, caller, place, kms_key_id, value).await?;
        let version =
            Version { created_at: tx.now(), last_accessed: None, kms_key_ids: vec![self.own_key_id()] };
        tx.put(&version_key(&self.tenant, self.secret.serial, id), version)?;
        tx.put(&value_key(&self.tenant, self.secret.serial, id), sealed)?;
        self.secret.versions = self.secret.versions.saturating_add(1);
        self.owe_pruning(tx)
    }

    /// The key that a new version is encrypted under; none for the service's own, however the secret names it.
    pub(super) fn own_key_id(&self) -> Option<String> {
        customer_key(&self.tenant, self.secret.kms_key_id.as_deref()).map(str::to_owned)
    }

    /// Has the deprecated versions looked through, if there are enough and nobody is about to.
    fn owe_pruning(&mut self, tx: &mut Transaction) -> Result<(), Refusal> {
        if self.secret.has_surplus() && self.secret.prune_due.is_none() {
            let now = tx.now();
            Due::to(&self.secret, &self.tenant, Duty::Prune).schedule(tx, now)?;
            self.secret.prune_due = Some(now);
        }
        Ok(())
    }
}

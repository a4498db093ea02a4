//! What becomes of existing versions when a secret gets another KMS key.
//!
//! Source: Secrets Manager API reference, `UpdateSecret`, `KmsKeyId`.

use std::collections::BTreeSet;

use iam::Caller;
use store::Transaction;

use super::Change;
use crate::encryption::{Place, copy_data_key};
use crate::limits::DATA_KEY_COPIES_MAX;
use crate::record::{value_key, version_key};
use crate::{Refusal, StagingLabel, Version, VersionId};

/// The labels whose versions can be opened under a new key as well; all others stay under the old one.
const COPIED: [StagingLabel; 3] = [StagingLabel::CURRENT, StagingLabel::PENDING, StagingLabel::PREVIOUS];

impl Change {
    /// Lets the labelled versions be opened under the key that the secret has now, too. The old copies are kept.
    ///
    /// What the caller may not decrypt, or not encrypt under the new key, stays as it is, and the change goes on: so does
    /// AWS.
    pub(super) async fn copy_under_own_key(
        &mut self,
        tx: &mut Transaction,
        caller: &Caller,
    ) -> Result<(), Refusal> {
        let holders = COPIED.iter().filter_map(|label| self.secret.labels.holder(label));
        for id in holders.cloned().collect::<BTreeSet<_>>() {
            if let Err(Refusal::Store(failure)) = self.copy_version(tx, caller, &id).await {
                return Err(failure.into());
            }
        }
        Ok(())
    }

    async fn copy_version(
        &self,
        tx: &mut Transaction,
        caller: &Caller,
        id: &VersionId,
    ) -> Result<(), Refusal> {
        let version = version_key(&self.tenant, self.secret.serial, id);
        let value = value_key(&self.tenant, self.secret.serial, id);
        let (Some(known), Some(sealed)) = (tx.get(&version).await?, tx.get(&value).await?) else {
            return Ok(());
        };
        let key_id = self.own_key_id();
        if known.kms_key_ids.contains(&key_id) {
            return Ok(());
        }
        let place = Place { tenant: &self.tenant, arn: &self.arn, version: id };
        let copy = copy_data_key(tx, caller, place, key_id.as_deref(), &sealed).await?;
        let (mut known, mut sealed) = (Version::clone(&known), crate::SealedValue::clone(&sealed));
        known.kms_key_ids.push(key_id);
        sealed.data_keys.push(copy);
        // The newest are kept: what was under a key long ago is under several since.
        let surplus = sealed.data_keys.len().saturating_sub(DATA_KEY_COPIES_MAX);
        sealed.data_keys.drain(..surplus);
        known.kms_key_ids.drain(..surplus.min(known.kms_key_ids.len()));
        tx.put(&version, known)?;
        Ok(tx.put(&value, sealed)?)
    }
}

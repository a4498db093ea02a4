//! Trust policies, as they are about to be kept.

use arn::{AccountId, Partition};
use store::Transaction;

use super::bind::bind;
use crate::limits::TRUST_POLICY_CHARS_MAX;
use crate::policy::PolicyKind;
use crate::{Refusal, WrittenPolicy};

/// The trust policy that a text is, with its principals bound.
pub(super) async fn read(
    tx: &mut Transaction,
    account: (Partition, &AccountId),
    text: &str,
) -> Result<WrittenPolicy, Refusal> {
    let policy = WrittenPolicy::parse(text, PolicyKind::Trust)?;
    if policy.significant_characters() > TRUST_POLICY_CHARS_MAX {
        return Err(Refusal::Quota { quota: "ACLSizePerRole", max: TRUST_POLICY_CHARS_MAX });
    }
    Ok(bind(tx, policy, account).await?)
}

//! `CreateKey`.

use kms::AccountSubject;
use kms::operations::{CreateKey, CreateKeyInput, create_key};
use store::Transaction;
use wire::Failure;
use wire::kms::create_key::{Request, Response};
use wire::kms::{KeySpec, KeyUsage, Origin};

use super::parameters::Parameters;
use super::{metadata, tags, unsupported};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    check_kind(request)?;
    let may_lock_out = request.bypass_policy_lockout_safety_check.unwrap_or(false);
    let input = CreateKeyInput {
        description: request.description.clone().unwrap_or_default(),
        policy: request.policy.clone(),
        tags: tags(request.tags.as_deref()),
        may_lock_out,
    };
    let parameters = Parameters::default()
        .with("kms:KeySpec", "SYMMETRIC_DEFAULT")
        .with("kms:KeyUsage", "ENCRYPT_DECRYPT")
        .with("kms:KeyOrigin", "AWS_KMS")
        .with("kms:MultiRegion", "false")
        .with("kms:BypassPolicyLockoutSafetyCheck", may_lock_out.to_string())
        .with_tags(&input.tags);
    let account = AccountSubject::new(&call.home);
    let authorized = iam::authorize::<CreateKey>(&call.caller, account, &parameters)?;
    let key = create_key(tx, &authorized, &input, &parameters).await?;
    Ok(Response { key_metadata: metadata(&call.home, &key) })
}

/// Refuses what is no symmetric key of this region with material of our own making.
fn check_kind(request: &Request) -> Result<(), Refused> {
    if request.key_spec.is_some() && request.customer_master_key_spec.is_some() {
        return Err(Failure::validation(BOTH_SPECS).into());
    }
    let spec = request.key_spec.or(request.customer_master_key_spec).unwrap_or(KeySpec::SymmetricDefault);
    let fits = spec == KeySpec::SymmetricDefault
        && request.key_usage.is_none_or(|usage| usage == KeyUsage::EncryptDecrypt)
        && request.origin.is_none_or(|origin| origin == Origin::AwsKms)
        && request.multi_region != Some(true)
        && request.custom_key_store_id.is_none()
        && request.xks_key_id.is_none();
    if fits { Ok(()) } else { Err(unsupported(KIND)) }
}

const BOTH_SPECS: &str = "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. \
    CustomerMasterKeySpec is deprecated.";
const KIND: &str =
    "Only symmetric encryption keys of one region are supported, with key material that is made here.";

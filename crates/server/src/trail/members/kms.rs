//! What of a call to KMS may stand in its record: each member is picked here by name. A plaintext is never named, and could
//! not be: its type is not recordable.
//!
//! Source: KMS Developer Guide, "Logging AWS KMS API calls with AWS CloudTrail".

use std::collections::BTreeMap;

use arn::{AccountId, Region};
use audit::Parameters;
use wire::kms::{GrantConstraints, Operation as Asked, Request, Response, Tag};

use super::spelled;

/// Whether an operation changes nothing. Making a data key changes nothing here, as in AWS's records.
pub(super) const fn is_read_only(operation: Asked) -> bool {
    match operation {
        Asked::Decrypt
        | Asked::DescribeKey
        | Asked::Encrypt
        | Asked::GenerateDataKey
        | Asked::GenerateDataKeyWithoutPlaintext
        | Asked::GenerateRandom
        | Asked::GetKeyPolicy
        | Asked::GetKeyRotationStatus
        | Asked::ListAliases
        | Asked::ListGrants
        | Asked::ListKeyPolicies
        | Asked::ListKeyRotations
        | Asked::ListKeys
        | Asked::ListResourceTags
        | Asked::ListRetirableGrants
        | Asked::ReEncrypt => true,
        Asked::CancelKeyDeletion
        | Asked::CreateAlias
        | Asked::CreateGrant
        | Asked::CreateKey
        | Asked::DeleteAlias
        | Asked::DisableKey
        | Asked::DisableKeyRotation
        | Asked::EnableKey
        | Asked::EnableKeyRotation
        | Asked::PutKeyPolicy
        | Asked::RetireGrant
        | Asked::RevokeGrant
        | Asked::RotateKeyOnDemand
        | Asked::ScheduleKeyDeletion
        | Asked::TagResource
        | Asked::UntagResource
        | Asked::UpdateAlias
        | Asked::UpdateKeyDescription => false,
    }
}

/// What was asked for.
pub(super) fn parameters(request: &Request) -> Option<Parameters> {
    used(request).or_else(|| governed(request)).or_else(|| looked_at(request))
}

/// What was asked for of a key that is used.
fn used(request: &Request) -> Option<Parameters> {
    let of = |key_id: &str| Parameters::new().with("keyId", key_id);
    Some(match request {
        Request::Decrypt(asked) => Parameters::new()
            .with_some("keyId", asked.key_id.as_ref())
            .with("encryptionAlgorithm", SYMMETRIC)
            .with_some("encryptionContext", asked.encryption_context.as_ref().map(pairs))
            .with_some("dryRun", asked.dry_run),
        Request::Encrypt(asked) => of(&asked.key_id)
            .with("encryptionAlgorithm", SYMMETRIC)
            .with_some("encryptionContext", asked.encryption_context.as_ref().map(pairs))
            .with_some("dryRun", asked.dry_run),
        Request::GenerateDataKey(asked) => of(&asked.key_id)
            .with_some("keySpec", asked.key_spec.map(wire::kms::DataKeySpec::as_str))
            .with_some("numberOfBytes", asked.number_of_bytes)
            .with_some("encryptionContext", asked.encryption_context.as_ref().map(pairs))
            .with_some("dryRun", asked.dry_run),
        Request::GenerateDataKeyWithoutPlaintext(asked) => of(&asked.key_id)
            .with_some("keySpec", asked.key_spec.map(wire::kms::DataKeySpec::as_str))
            .with_some("numberOfBytes", asked.number_of_bytes)
            .with_some("encryptionContext", asked.encryption_context.as_ref().map(pairs))
            .with_some("dryRun", asked.dry_run),
        Request::GenerateRandom(asked) => Parameters::new().with_some("numberOfBytes", asked.number_of_bytes),
        Request::ReEncrypt(asked) => Parameters::new()
            .with_some("sourceKeyId", asked.source_key_id.as_ref())
            .with("destinationKeyId", &asked.destination_key_id)
            .with("sourceEncryptionAlgorithm", SYMMETRIC)
            .with("destinationEncryptionAlgorithm", SYMMETRIC)
            .with_some("sourceEncryptionContext", asked.source_encryption_context.as_ref().map(pairs))
            .with_some(
                "destinationEncryptionContext",
                asked.destination_encryption_context.as_ref().map(pairs),
            )
            .with_some("dryRun", asked.dry_run),
        Request::CancelKeyDeletion(_)
        | Request::CreateAlias(_)
        | Request::CreateGrant(_)
        | Request::CreateKey(_)
        | Request::DeleteAlias(_)
        | Request::DescribeKey(_)
        | Request::DisableKey(_)
        | Request::DisableKeyRotation(_)
        | Request::EnableKey(_)
        | Request::EnableKeyRotation(_)
        | Request::GetKeyPolicy(_)
        | Request::GetKeyRotationStatus(_)
        | Request::ListAliases(_)
        | Request::ListGrants(_)
        | Request::ListKeyPolicies(_)
        | Request::ListKeyRotations(_)
        | Request::ListKeys(_)
        | Request::ListResourceTags(_)
        | Request::ListRetirableGrants(_)
        | Request::PutKeyPolicy(_)
        | Request::RetireGrant(_)
        | Request::RevokeGrant(_)
        | Request::RotateKeyOnDemand(_)
        | Request::ScheduleKeyDeletion(_)
        | Request::TagResource(_)
        | Request::UntagResource(_)
        | Request::UpdateAlias(_)
        | Request::UpdateKeyDescription(_) => return None,
    })
}

/// What was asked for of a key that is governed.
fn governed(request: &Request) -> Option<Parameters> {
    let of = |key_id: &str| Parameters::new().with("keyId", key_id);
    Some(match request {
        Request::CancelKeyDeletion(asked) => of(&asked.key_id),
        Request::CreateAlias(asked) => {
            Parameters::new().with("aliasName", &asked.alias_name).with("targetKeyId", &asked.target_key_id)
        }
        Request::CreateGrant(asked) => of(&asked.key_id)
            .with("granteePrincipal", &asked.grantee_principal)
            .with_some("retiringPrincipal", asked.retiring_principal.as_ref())
            .with("operations", asked.operations.clone())
            .with_some("constraints", asked.constraints.as_ref().map(constraints))
            .with_some("name", asked.name.as_ref())
            .with_some("dryRun", asked.dry_run),
        Request::CreateKey(asked) => Parameters::new()
            .with_some("policy", asked.policy.as_ref())
            .with_some("description", asked.description.as_ref())
            .with_some("keyUsage", asked.key_usage.map(wire::kms::KeyUsage::as_str))
            .with_some("keySpec", asked.key_spec.map(wire::kms::KeySpec::as_str))
            .with_some("origin", asked.origin.map(wire::kms::Origin::as_str))
            .with_some("bypassPolicyLockoutSafetyCheck", asked.bypass_policy_lockout_safety_check)
            .with_some("tags", asked.tags.as_deref().map(tags))
            .with_some("multiRegion", asked.multi_region),
        Request::DeleteAlias(asked) => Parameters::new().with("aliasName", &asked.alias_name),
        Request::DisableKey(asked) => of(&asked.key_id),
        Request::DisableKeyRotation(asked) => of(&asked.key_id),
        Request::EnableKey(asked) => of(&asked.key_id),
        Request::EnableKeyRotation(asked) => {
            of(&asked.key_id).with_some("rotationPeriodInDays", asked.rotation_period_in_days)
        }
        Request::PutKeyPolicy(asked) => of(&asked.key_id)
            .with_some("policyName", asked.policy_name.as_ref())
            .with("policy", &asked.policy)
            .with_some("bypassPolicyLockoutSafetyCheck", asked.bypass_policy_lockout_safety_check),
        Request::RetireGrant(asked) => Parameters::new()
            .with_some("keyId", asked.key_id.as_ref())
            .with_some("grantId", asked.grant_id.as_ref())
            .with_some("dryRun", asked.dry_run),
        Request::RevokeGrant(asked) => {
            of(&asked.key_id).with("grantId", &asked.grant_id).with_some("dryRun", asked.dry_run)
        }
        Request::RotateKeyOnDemand(asked) => of(&asked.key_id),
        Request::ScheduleKeyDeletion(asked) => {
            of(&asked.key_id).with_some("pendingWindowInDays", asked.pending_window_in_days)
        }
        Request::TagResource(asked) => of(&asked.key_id).with("tags", tags(&asked.tags)),
        Request::UntagResource(asked) => of(&asked.key_id).with("tagKeys", asked.tag_keys.clone()),
        Request::UpdateAlias(asked) => {
            Parameters::new().with("aliasName", &asked.alias_name).with("targetKeyId", &asked.target_key_id)
        }
        Request::UpdateKeyDescription(asked) => of(&asked.key_id).with("description", &asked.description),
        Request::Decrypt(_)
        | Request::DescribeKey(_)
        | Request::Encrypt(_)
        | Request::GenerateDataKey(_)
        | Request::GenerateDataKeyWithoutPlaintext(_)
        | Request::GenerateRandom(_)
        | Request::GetKeyPolicy(_)
        | Request::GetKeyRotationStatus(_)
        | Request::ListAliases(_)
        | Request::ListGrants(_)
        | Request::ListKeyPolicies(_)
        | Request::ListKeyRotations(_)
        | Request::ListKeys(_)
        | Request::ListResourceTags(_)
        | Request::ListRetirableGrants(_)
        | Request::ReEncrypt(_) => return None,
    })
}

/// What was asked for of a key that is looked at.
fn looked_at(request: &Request) -> Option<Parameters> {
    let of = |key_id: &str| Parameters::new().with("keyId", key_id);
    Some(match request {
        Request::DescribeKey(asked) => of(&asked.key_id),
        Request::GetKeyPolicy(asked) => of(&asked.key_id).with_some("policyName", asked.policy_name.as_ref()),
        Request::GetKeyRotationStatus(asked) => of(&asked.key_id),
        Request::ListAliases(asked) => {
            Parameters::new().with_some("keyId", asked.key_id.as_ref()).with_some("limit", asked.limit)
        }
        Request::ListGrants(asked) => of(&asked.key_id)
            .with_some("grantId", asked.grant_id.as_ref())
            .with_some("granteePrincipal", asked.grantee_principal.as_ref())
            .with_some("limit", asked.limit),
        Request::ListKeyPolicies(asked) => of(&asked.key_id).with_some("limit", asked.limit),
        Request::ListKeyRotations(asked) => of(&asked.key_id).with_some("limit", asked.limit),
        Request::ListKeys(asked) => Parameters::new().with_some("limit", asked.limit),
        Request::ListResourceTags(asked) => of(&asked.key_id).with_some("limit", asked.limit),
        Request::ListRetirableGrants(asked) => Parameters::new()
            .with("retiringPrincipal", &asked.retiring_principal)
            .with_some("limit", asked.limit),
        Request::CancelKeyDeletion(_)
        | Request::CreateAlias(_)
        | Request::CreateGrant(_)
        | Request::CreateKey(_)
        | Request::Decrypt(_)
        | Request::DeleteAlias(_)
        | Request::DisableKey(_)
        | Request::DisableKeyRotation(_)
        | Request::EnableKey(_)
        | Request::EnableKeyRotation(_)
        | Request::Encrypt(_)
        | Request::GenerateDataKey(_)
        | Request::GenerateDataKeyWithoutPlaintext(_)
        | Request::GenerateRandom(_)
        | Request::PutKeyPolicy(_)
        | Request::ReEncrypt(_)
        | Request::RetireGrant(_)
        | Request::RevokeGrant(_)
        | Request::RotateKeyOnDemand(_)
        | Request::ScheduleKeyDeletion(_)
        | Request::TagResource(_)
        | Request::UntagResource(_)
        | Request::UpdateAlias(_)
        | Request::UpdateKeyDescription(_) => return None,
    })
}

const SYMMETRIC: &str = "SYMMETRIC_DEFAULT";

/// What was answered to a call that changes something.
pub(super) fn elements(response: &Response) -> Option<Parameters> {
    Some(match response {
        Response::CancelKeyDeletion(done) => Parameters::new().with("keyId", &done.key_id),
        Response::CreateGrant(done) => Parameters::new().with("grantId", &done.grant_id),
        Response::CreateKey(done) => {
            let metadata = &done.key_metadata;
            let metadata = Parameters::new()
                .with("aWSAccountId", &metadata.aws_account_id)
                .with("keyId", &metadata.key_id)
                .with("arn", &metadata.arn)
                .with_some("creationDate", metadata.creation_date.map(spelled))
                .with("enabled", metadata.enabled)
                .with("description", &metadata.description)
                .with("keyState", metadata.key_state)
                .with("keyManager", metadata.key_manager);
            Parameters::new().with("keyMetadata", metadata)
        }
        Response::RotateKeyOnDemand(done) => Parameters::new().with("keyId", &done.key_id),
        Response::ScheduleKeyDeletion(done) => Parameters::new()
            .with("keyId", &done.key_id)
            .with_some("deletionDate", done.deletion_date.map(spelled))
            .with("keyState", done.key_state)
            .with("pendingWindowInDays", done.pending_window_in_days),
        Response::CreateAlias(_)
        | Response::Decrypt(_)
        | Response::DeleteAlias(_)
        | Response::DescribeKey(_)
        | Response::DisableKey(_)
        | Response::DisableKeyRotation(_)
        | Response::EnableKey(_)
        | Response::EnableKeyRotation(_)
        | Response::Encrypt(_)
        | Response::GenerateDataKey(_)
        | Response::GenerateDataKeyWithoutPlaintext(_)
        | Response::GenerateRandom(_)
        | Response::GetKeyPolicy(_)
        | Response::GetKeyRotationStatus(_)
        | Response::ListAliases(_)
        | Response::ListGrants(_)
        | Response::ListKeyPolicies(_)
        | Response::ListKeyRotations(_)
        | Response::ListKeys(_)
        | Response::ListResourceTags(_)
        | Response::ListRetirableGrants(_)
        | Response::PutKeyPolicy(_)
        | Response::ReEncrypt(_)
        | Response::RetireGrant(_)
        | Response::RevokeGrant(_)
        | Response::TagResource(_)
        | Response::UntagResource(_)
        | Response::UpdateAlias(_)
        | Response::UpdateKeyDescription(_) => return None,
    })
}

/// The ARNs of the keys that were accessed, as far as the answer tells.
pub(super) fn accessed(response: &Response) -> Vec<&str> {
    match response {
        Response::CancelKeyDeletion(done) => vec![&done.key_id],
        Response::CreateKey(done) => vec![&done.key_metadata.arn],
        Response::Decrypt(done) => vec![&done.key_id],
        Response::DescribeKey(done) => vec![&done.key_metadata.arn],
        Response::Encrypt(done) => vec![&done.key_id],
        Response::GenerateDataKey(done) => vec![&done.key_id],
        Response::GenerateDataKeyWithoutPlaintext(done) => vec![&done.key_id],
        Response::GetKeyRotationStatus(done) => vec![&done.key_id],
        Response::ReEncrypt(done) => vec![&done.source_key_id, &done.key_id],
        Response::ScheduleKeyDeletion(done) => vec![&done.key_id],
        Response::CreateAlias(_)
        | Response::CreateGrant(_)
        | Response::DeleteAlias(_)
        | Response::DisableKey(_)
        | Response::DisableKeyRotation(_)
        | Response::EnableKey(_)
        | Response::EnableKeyRotation(_)
        | Response::GenerateRandom(_)
        | Response::GetKeyPolicy(_)
        | Response::ListAliases(_)
        | Response::ListGrants(_)
        | Response::ListKeyPolicies(_)
        | Response::ListKeyRotations(_)
        | Response::ListKeys(_)
        | Response::ListResourceTags(_)
        | Response::ListRetirableGrants(_)
        | Response::PutKeyPolicy(_)
        | Response::RetireGrant(_)
        | Response::RevokeGrant(_)
        | Response::RotateKeyOnDemand(_)
        | Response::TagResource(_)
        | Response::UntagResource(_)
        | Response::UpdateAlias(_)
        | Response::UpdateKeyDescription(_) => Vec::new(),
    }
}

/// The ARN of the key that a request names where the answer does not: by its id in the account that asks, or by the ARN.
pub(super) fn named(request: &Request, region: &Region, account: &AccountId) -> Option<String> {
    let key_id = match request {
        Request::CreateAlias(asked) => &asked.target_key_id,
        Request::CreateGrant(asked) => &asked.key_id,
        Request::DisableKey(asked) => &asked.key_id,
        Request::DisableKeyRotation(asked) => &asked.key_id,
        Request::EnableKey(asked) => &asked.key_id,
        Request::EnableKeyRotation(asked) => &asked.key_id,
        Request::GetKeyPolicy(asked) => &asked.key_id,
        Request::ListGrants(asked) => &asked.key_id,
        Request::ListKeyPolicies(asked) => &asked.key_id,
        Request::ListKeyRotations(asked) => &asked.key_id,
        Request::ListResourceTags(asked) => &asked.key_id,
        Request::PutKeyPolicy(asked) => &asked.key_id,
        Request::RevokeGrant(asked) => &asked.key_id,
        Request::RotateKeyOnDemand(asked) => &asked.key_id,
        Request::TagResource(asked) => &asked.key_id,
        Request::UntagResource(asked) => &asked.key_id,
        Request::UpdateAlias(asked) => &asked.target_key_id,
        Request::UpdateKeyDescription(asked) => &asked.key_id,
        Request::CancelKeyDeletion(_)
        | Request::CreateKey(_)
        | Request::Decrypt(_)
        | Request::DeleteAlias(_)
        | Request::DescribeKey(_)
        | Request::Encrypt(_)
        | Request::GenerateDataKey(_)
        | Request::GenerateDataKeyWithoutPlaintext(_)
        | Request::GenerateRandom(_)
        | Request::GetKeyRotationStatus(_)
        | Request::ListAliases(_)
        | Request::ListKeys(_)
        | Request::ListRetirableGrants(_)
        | Request::ReEncrypt(_)
        | Request::RetireGrant(_)
        | Request::ScheduleKeyDeletion(_) => return None,
    };
    if key_id.starts_with("arn:") {
        return Some(key_id.clone());
    }
    let partition = region.partition();
    Some(format!("arn:{partition}:kms:{region}:{account}:key/{key_id}"))
}

fn pairs(pairs: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    pairs.clone()
}

fn constraints(constraints: &GrantConstraints) -> Parameters {
    Parameters::new()
        .with_some("encryptionContextSubset", constraints.encryption_context_subset.as_ref().map(pairs))
        .with_some("encryptionContextEquals", constraints.encryption_context_equals.as_ref().map(pairs))
}

fn tags(tags: &[Tag]) -> Vec<Parameters> {
    let tag = |tag: &Tag| Parameters::new().with("tagKey", &tag.tag_key).with("tagValue", &tag.tag_value);
    tags.iter().map(tag).collect()
}

//! The operations of KMS.

mod cancel_key_deletion;
mod create_alias;
mod create_grant;
mod create_key;
mod decrypt;
mod delete_alias;
mod describe_key;
mod disable_key;
mod disable_key_rotation;
mod enable_key;
mod enable_key_rotation;
mod encrypt;
mod generate_data_key;
mod generate_data_key_without_plaintext;
mod generate_random;
mod get_key_policy;
mod get_key_rotation_status;
mod list_aliases;
mod list_grants;
mod list_key_policies;
mod list_key_rotations;
mod list_keys;
mod list_resource_tags;
mod list_retirable_grants;
mod parameters;
mod put_key_policy;
mod re_encrypt;
mod refusal;
mod retire_grant;
mod revoke_grant;
mod rotate_key_on_demand;
mod schedule_key_deletion;
mod tag_resource;
mod untag_resource;
mod update_alias;
mod update_key_description;

use std::collections::BTreeMap;

use iam::policy::ConditionKeys;
use iam::{AccessDenied, Action, Authorized, PageAsked, Tag};
use kms::limits::{PAGE_ENTRIES_DEFAULT, PAGE_ENTRIES_MAX};
use kms::{
    AliasName, Constraint, EncryptionContext, Grant, GrantToken, InvalidAliasName, Key, KeyFailure,
    KeyManager, KeyReach, KeyState, KeySubject, material_id,
};
use store::{StoreError, Tenant, Transaction};
use wire::kms::{
    self as wire_kms, DataKeySpec, EncryptionAlgorithm, GrantConstraints, GrantEntry, KeyMetadata, Recipient,
    Request, Response,
};
use wire::{Code, Failure};

use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging;

/// The one algorithm that symmetric keys have.
const SYMMETRIC: &str = EncryptionAlgorithm::SymmetricDefault.as_str();

/// Answers one request.
pub(crate) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    Ok(match request {
        Request::CancelKeyDeletion(request) => cancel_key_deletion::answer(tx, call, request).await?.into(),
        Request::CreateAlias(request) => create_alias::answer(tx, call, request).await?.into(),
        Request::CreateGrant(request) => create_grant::answer(tx, call, request).await?.into(),
        Request::CreateKey(request) => create_key::answer(tx, call, request).await?.into(),
        Request::Decrypt(request) => decrypt::answer(tx, call, request).await?.into(),
        Request::DeleteAlias(request) => delete_alias::answer(tx, call, request).await?.into(),
        Request::DescribeKey(request) => describe_key::answer(tx, call, request).await?.into(),
        Request::DisableKey(request) => disable_key::answer(tx, call, request).await?.into(),
        Request::DisableKeyRotation(request) => disable_key_rotation::answer(tx, call, request).await?.into(),
        Request::EnableKey(request) => enable_key::answer(tx, call, request).await?.into(),
        Request::EnableKeyRotation(request) => enable_key_rotation::answer(tx, call, request).await?.into(),
        Request::Encrypt(request) => encrypt::answer(tx, call, request).await?.into(),
        Request::GenerateDataKey(request) => generate_data_key::answer(tx, call, request).await?.into(),
        Request::GenerateDataKeyWithoutPlaintext(request) => {
            generate_data_key_without_plaintext::answer(tx, call, request).await?.into()
        }
        Request::GenerateRandom(request) => generate_random::answer(tx, call, request)?.into(),
        Request::GetKeyPolicy(request) => get_key_policy::answer(tx, call, request).await?.into(),
        Request::GetKeyRotationStatus(request) => {
            get_key_rotation_status::answer(tx, call, request).await?.into()
        }
        Request::ListAliases(request) => list_aliases::answer(tx, call, request).await?.into(),
        Request::ListGrants(request) => list_grants::answer(tx, call, request).await?.into(),
        Request::ListKeyPolicies(request) => list_key_policies::answer(tx, call, request).await?.into(),
        Request::ListKeyRotations(request) => list_key_rotations::answer(tx, call, request).await?.into(),
        Request::ListKeys(request) => list_keys::answer(tx, call, request).await?.into(),
        Request::ListResourceTags(request) => list_resource_tags::answer(tx, call, request).await?.into(),
        Request::ListRetirableGrants(request) => {
            list_retirable_grants::answer(tx, call, request).await?.into()
        }
        Request::PutKeyPolicy(request) => put_key_policy::answer(tx, call, request).await?.into(),
        Request::ReEncrypt(request) => re_encrypt::answer(tx, call, request).await?.into(),
        Request::RetireGrant(request) => retire_grant::answer(tx, call, request).await?.into(),
        Request::RevokeGrant(request) => revoke_grant::answer(tx, call, request).await?.into(),
        Request::RotateKeyOnDemand(request) => rotate_key_on_demand::answer(tx, call, request).await?.into(),
        Request::ScheduleKeyDeletion(request) => {
            schedule_key_deletion::answer(tx, call, request).await?.into()
        }
        Request::TagResource(request) => tag_resource::answer(tx, call, request).await?.into(),
        Request::UntagResource(request) => untag_resource::answer(tx, call, request).await?.into(),
        Request::UpdateAlias(request) => update_alias::answer(tx, call, request).await?.into(),
        Request::UpdateKeyDescription(request) => {
            update_key_description::answer(tx, call, request).await?.into()
        }
    })
}

/// Loads the key that `key_id` names, and asks whether the caller may do `A` to it.
async fn authorize<A>(
    tx: &mut Transaction,
    call: &Context<'_>,
    key_id: &str,
    reach: KeyReach,
    parameters: &dyn ConditionKeys,
) -> Result<Authorized<A>, Refused>
where
    A: Action<Subject = KeySubject>,
{
    let subject = KeySubject::seek(tx, &call.caller, &call.home, key_id, reach).await?;
    Ok(iam::authorize(&call.caller, subject, parameters)?)
}

/// The refusal of a key that was found by a ciphertext alone: of another account's it is not told that it exists.
fn hidden(denied: AccessDenied, is_foreign: bool) -> KeyFailure {
    if is_foreign { KeyFailure::CiphertextKeyUnknown } else { denied.into() }
}

/// What a key is like, on the wire.
fn metadata(tenant: &Tenant, key: &Key) -> KeyMetadata {
    KeyMetadata {
        aws_account_id: tenant.account().to_owned(),
        key_id: key.id.to_string(),
        arn: key.arn(tenant),
        creation_date: Some(key.created_at),
        enabled: key.state == KeyState::Enabled,
        description: key.description.clone(),
        key_state: key.state.name(),
        deletion_date: key.state.deletion(),
        key_manager: match key.manager {
            KeyManager::Customer => "CUSTOMER",
            KeyManager::Service => "AWS",
        },
        current_key_material_id: material_id(key.id, key.newest),
    }
}

/// A grant, on the wire.
async fn grant_entries(
    tx: &mut Transaction,
    tenant: &Tenant,
    grants: &[Grant],
) -> Result<Vec<GrantEntry>, StoreError> {
    let mut entries = Vec::new();
    for grant in grants {
        entries.push(grant_entry(tx, tenant, grant).await?);
    }
    Ok(entries)
}

async fn grant_entry(tx: &mut Transaction, tenant: &Tenant, grant: &Grant) -> Result<GrantEntry, StoreError> {
    let retiring_principal = match &grant.retiring {
        Some(retiring) => Some(retiring.present_name(tx).await?),
        None => None,
    };
    let constraints = grant.constraint.as_ref().map(|constraint| match constraint {
        Constraint::Equals(pairs) => {
            GrantConstraints { encryption_context_equals: Some(pairs.clone()), ..GrantConstraints::default() }
        }
        Constraint::Subset(pairs) => {
            GrantConstraints { encryption_context_subset: Some(pairs.clone()), ..GrantConstraints::default() }
        }
    });
    Ok(GrantEntry {
        key_id: grant.key.arn(tenant),
        grant_id: grant.id.to_string(),
        name: grant.name.clone(),
        creation_date: Some(grant.created_at),
        grantee_principal: grant.grantee.present_name(tx).await?,
        retiring_principal,
        issuing_account: grant.issuing_account.clone(),
        operations: grant.operations.iter().map(|operation| operation.name().to_owned()).collect(),
        constraints,
    })
}

fn tags(tags: Option<&[wire_kms::Tag]>) -> Vec<Tag> {
    let tag = |tag: &wire_kms::Tag| Tag { key: tag.tag_key.clone(), value: tag.tag_value.clone() };
    tags.unwrap_or_default().iter().map(tag).collect()
}

/// The alias that a text is, which has passed the model's pattern.
fn alias_name(text: &str) -> Result<AliasName, Refused> {
    AliasName::parse(text).map_err(|invalid| match invalid {
        InvalidAliasName::Prefix => Failure::validation("Invalid identifier").into(),
        InvalidAliasName::Characters => {
            let text = "Alias must start with the prefix \"alias/\" and have letters, digits, slashes, underscores and \
                hyphens behind it.";
            Failure::new(Code::InvalidAliasName, text).into()
        }
    })
}

/// The context that the caller sent; none at all is the empty one.
fn context(pairs: Option<&BTreeMap<String, String>>) -> Result<EncryptionContext, Refused> {
    let context = EncryptionContext::of_caller(pairs.cloned().unwrap_or_default());
    Ok(context.map_err(|failure| Failure::validation(refusal::sentence(&failure)))?)
}

/// Refuses what is no token of a grant. Grants are in force at once, so that a token adds nothing.
fn check_grant_tokens(tokens: Option<&[String]>) -> Result<(), KeyFailure> {
    let all_valid = tokens.unwrap_or_default().iter().all(|token| GrantToken::parse(token).is_ok());
    if all_valid { Ok(()) } else { Err(KeyFailure::GrantToken) }
}

/// Refuses what is no ARN of somebody who could have a right.
fn check_principal(text: &str) -> Result<(), Refused> {
    let arn: Option<arn::Arn> = text.parse().ok();
    let is_principal =
        arn.is_some_and(|arn| matches!(arn.service.as_str(), "iam" | "sts") && arn.account.is_some());
    let invalid = || Failure::new(Code::InvalidArn, refusal::no_principal(text));
    if is_principal { Ok(()) } else { Err(invalid().into()) }
}

/// Refuses an algorithm that symmetric keys do not have.
fn check_algorithm(asked: Option<EncryptionAlgorithm>) -> Result<(), Refused> {
    match asked {
        None | Some(EncryptionAlgorithm::SymmetricDefault) => Ok(()),
        Some(other) => {
            let text = format!("The encryption algorithm {} does not fit a symmetric key.", other.as_str());
            Err(Failure::new(Code::InvalidKeyUsage, text).into())
        }
    }
}

/// Refuses to encrypt an answer for an enclave.
fn check_recipient(recipient: Option<Recipient>) -> Result<(), Refused> {
    match recipient {
        None => Ok(()),
        Some(Recipient) => Err(unsupported("Answers for enclaves are not supported.")),
    }
}

/// Ends a call that was only to be tried, once it is known to succeed.
const fn end_dry_run(dry_run: Option<bool>) -> Result<(), KeyFailure> {
    if matches!(dry_run, Some(true)) { Err(KeyFailure::DryRun) } else { Ok(()) }
}

fn unsupported(text: &'static str) -> Refused {
    Failure::new(Code::UnsupportedOperation, text).into()
}

/// The length of a data key, given in one of two ways.
fn data_key_bytes(spec: Option<DataKeySpec>, bytes: Option<i64>) -> Result<usize, Refused> {
    match (spec, bytes.and_then(|bytes| usize::try_from(bytes).ok())) {
        (Some(DataKeySpec::Aes256), None) => Ok(32),
        (Some(DataKeySpec::Aes128), None) => Ok(16),
        (None, Some(bytes)) => Ok(bytes),
        (None, None) | (Some(_), Some(_)) => {
            Err(Failure::validation("Please specify either number of bytes or key spec.").into())
        }
    }
}

/// What is asked of most listings.
fn entry_pages(limit: Option<i64>, marker: Option<&str>) -> Result<PageAsked, KeyFailure> {
    pages(limit, marker, (PAGE_ENTRIES_DEFAULT, PAGE_ENTRIES_MAX))
}

/// What is asked of a listing: so many entries as asked for, or the default, and never more than the most.
fn pages(
    limit: Option<i64>,
    marker: Option<&str>,
    (default, most): (usize, usize),
) -> Result<PageAsked, KeyFailure> {
    let marker = marker.map(paging::token_in).transpose()?;
    Ok(PageAsked { limit: paging::limit(limit, default).min(most), marker })
}

#[cfg(test)]
mod tests;

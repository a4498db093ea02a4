//! `ReEncrypt`.

use kms::operations::{ReEncryptFrom, ReEncryptTo, material_of, re_encrypt};
use kms::{Deed, material_id};
use kms::{KeyReach, KeySubject};
use store::Transaction;
use wire::json::Bytes;
use wire::kms::re_encrypt::{Request, Response};

use super::parameters::Parameters;
use super::{SYMMETRIC, check_algorithm, check_grant_tokens, context, end_dry_run, hidden};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    check_grant_tokens(request.grant_tokens.as_deref())?;
    check_algorithm(request.source_encryption_algorithm)?;
    check_algorithm(request.destination_encryption_algorithm)?;
    let old_context = context(request.source_encryption_context.as_ref())?;
    let new_context = context(request.destination_encryption_context.as_ref())?;
    let (caller, home, ciphertext) = (&call.caller, &call.home, &request.ciphertext_blob.0);
    let source = match &request.source_key_id {
        Some(key_id) => KeySubject::seek(tx, caller, home, key_id, KeyReach::Any).await?,
        None => KeySubject::of_ciphertext(tx, caller, home, ciphertext).await?,
    };
    let target = KeySubject::seek(tx, caller, home, &request.destination_key_id, KeyReach::Any).await?;
    let same = source.arn() == target.arn();
    let foreign = source.tenant() != home && request.source_key_id.is_none();
    let from = Parameters::in_context(&old_context).with("kms:ReEncryptOnSameKey", same.to_string());
    let from =
        iam::authorize::<ReEncryptFrom>(caller, source, &from).map_err(|denied| hidden(denied, foreign))?;
    let to = Parameters::in_context(&new_context).with("kms:ReEncryptOnSameKey", same.to_string());
    let to = iam::authorize::<ReEncryptTo>(caller, target, &to)?;
    from.subject().key_for(Deed::Use)?;
    let new = to.subject().key_for(Deed::Use)?;
    let new_material = material_id(new.id, new.newest);
    end_dry_run(request.dry_run)?;
    let moved = re_encrypt(tx, (&from, &to), ciphertext, (&old_context, &new_context)).await?;
    Ok(Response {
        ciphertext_blob: Bytes(moved),
        source_key_id: from.subject().arn(),
        key_id: to.subject().arn(),
        source_encryption_algorithm: SYMMETRIC,
        destination_encryption_algorithm: SYMMETRIC,
        source_key_material_id: material_of(ciphertext),
        destination_key_material_id: Some(new_material),
    })
}

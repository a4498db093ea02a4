//! `Decrypt`.

use iam::Authorized;
use kms::operations::{Decrypt, decrypt, material_of};
use kms::{Deed, EncryptionContext, KeyFailure, KeyReach, KeySubject};
use secrecy::SecretSlice;
use store::Transaction;
use wire::kms::decrypt::{Request, Response};

use super::parameters::Parameters;
use super::{
    SYMMETRIC, authorize, check_algorithm, check_grant_tokens, check_recipient, context, end_dry_run, hidden,
};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    check_grant_tokens(request.grant_tokens.as_deref())?;
    check_algorithm(request.encryption_algorithm)?;
    check_recipient(request.recipient)?;
    let context = context(request.encryption_context.as_ref())?;
    let ciphertext = &request.ciphertext_blob.0;
    let authorized = match &request.key_id {
        Some(key_id) => {
            let parameters = Parameters::in_context(&context);
            authorize::<Decrypt>(tx, call, key_id, KeyReach::Any, &parameters).await?
        }
        None => of_ciphertext(tx, call, ciphertext, &context).await?,
    };
    authorized.subject().key_for(Deed::Use)?;
    end_dry_run(request.dry_run)?;
    let plaintext = decrypt(tx, &authorized, ciphertext, &context).await?;
    Ok(Response {
        key_id: authorized.subject().arn(),
        plaintext: SecretSlice::from(plaintext.expose_secret().to_vec()),
        encryption_algorithm: SYMMETRIC,
        key_material_id: material_of(ciphertext),
    })
}

/// Asks about the key that the ciphertext itself names.
async fn of_ciphertext(
    tx: &mut Transaction,
    call: &Context<'_>,
    ciphertext: &[u8],
    context: &EncryptionContext,
) -> Result<Authorized<Decrypt>, KeyFailure> {
    let subject = KeySubject::of_ciphertext(tx, &call.caller, &call.home, ciphertext).await?;
    let is_foreign = *subject.tenant() != call.home;
    let parameters = Parameters::in_context(context);
    iam::authorize(&call.caller, subject, &parameters).map_err(|denied| hidden(denied, is_foreign))
}

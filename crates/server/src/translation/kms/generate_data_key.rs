//! `GenerateDataKey`.

use kms::Deed;
use kms::KeyReach;
use kms::operations::{GenerateDataKey, generate_data_bytes, material_of};
use secrecy::SecretSlice;
use store::Transaction;
use wire::json::Bytes;
use wire::kms::generate_data_key::{Request, Response};

use super::parameters::Parameters;
use super::{authorize, check_grant_tokens, check_recipient, context, data_key_bytes, end_dry_run};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    check_grant_tokens(request.grant_tokens.as_deref())?;
    check_recipient(request.recipient)?;
    let bytes = data_key_bytes(request.key_spec, request.number_of_bytes)?;
    let context = context(request.encryption_context.as_ref())?;
    let parameters = Parameters::in_context(&context);
    let authorized =
        authorize::<GenerateDataKey>(tx, call, &request.key_id, KeyReach::Any, &parameters).await?;
    authorized.subject().key_for(Deed::Use)?;
    end_dry_run(request.dry_run)?;
    let (plaintext, ciphertext) = generate_data_bytes(tx, &authorized, bytes, &context).await?;
    Ok(Response {
        key_material_id: material_of(&ciphertext).unwrap_or_default(),
        ciphertext_blob: Bytes(ciphertext),
        plaintext: SecretSlice::from(plaintext.expose_secret().to_vec()),
        key_id: authorized.subject().arn(),
    })
}

//! `GenerateDataKeyWithoutPlaintext`.

use kms::Deed;
use kms::KeyReach;
use kms::operations::{GenerateDataKeyWithoutPlaintext, generate_data_bytes, material_of};
use store::Transaction;
use wire::json::Bytes;
use wire::kms::generate_data_key_without_plaintext::{Request, Response};

use super::parameters::Parameters;
use super::{authorize, check_grant_tokens, context, data_key_bytes, end_dry_run};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    check_grant_tokens(request.grant_tokens.as_deref())?;
    let bytes = data_key_bytes(request.key_spec, request.number_of_bytes)?;
    let context = context(request.encryption_context.as_ref())?;
    let parameters = Parameters::in_context(&context);
    let authorized =
        authorize::<GenerateDataKeyWithoutPlaintext>(tx, call, &request.key_id, KeyReach::Any, &parameters)
            .await?;
    authorized.subject().key_for(Deed::Use)?;
    end_dry_run(request.dry_run)?;
    let (_, ciphertext) = generate_data_bytes(tx, &authorized, bytes, &context).await?;
    Ok(Response {
        key_material_id: material_of(&ciphertext).unwrap_or_default(),
        ciphertext_blob: Bytes(ciphertext),
        key_id: authorized.subject().arn(),
    })
}

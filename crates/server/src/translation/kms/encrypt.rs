//! `Encrypt`.

use kms::Deed;
use kms::KeyReach;
use kms::operations::{Encrypt, encrypt};
use seal::Plaintext;
use secrecy::ExposeSecret;
use store::Transaction;
use wire::json::Bytes;
use wire::kms::encrypt::{Request, Response};

use super::parameters::Parameters;
use super::{SYMMETRIC, authorize, check_algorithm, check_grant_tokens, context, end_dry_run};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    check_grant_tokens(request.grant_tokens.as_deref())?;
    check_algorithm(request.encryption_algorithm)?;
    let context = context(request.encryption_context.as_ref())?;
    let parameters = Parameters::in_context(&context);
    let authorized = authorize::<Encrypt>(tx, call, &request.key_id, KeyReach::Any, &parameters).await?;
    authorized.subject().key_for(Deed::Use)?;
    end_dry_run(request.dry_run)?;
    let plaintext = Plaintext::new(request.plaintext.expose_secret().to_vec());
    let ciphertext = encrypt(tx, &authorized, &plaintext, &context).await?;
    Ok(Response {
        ciphertext_blob: Bytes(ciphertext),
        key_id: authorized.subject().arn(),
        encryption_algorithm: SYMMETRIC,
    })
}

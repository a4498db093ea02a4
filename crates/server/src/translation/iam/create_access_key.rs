//! `CreateAccessKey`.

use iam::operations::{CreateAccessKey, CreatedAccessKey, create_access_key};
use secrecy::SecretString;
use store::Transaction;
use wire::Failure;
use wire::iam::create_access_key::{Request, Response};

use super::{key_holder, key_status};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let holder = key_holder(tx, call, request.user_name.as_deref()).await?;
    let user_name = holder.name().to_owned();
    let authorized = iam::authorize::<CreateAccessKey>(&call.caller, holder, &())?;
    let CreatedAccessKey { credentials, access_key } = create_access_key(tx, &authorized).await?;
    let secret = credentials.secret.plaintext().expose_secret();
    // A secret of ours is ASCII.
    let secret = str::from_utf8(secret).map_err(|_| Failure::internal())?;
    Ok(Response {
        user_name,
        access_key_id: access_key.id.to_string(),
        status: key_status(access_key.status),
        secret_access_key: SecretString::from(secret),
        create_date: access_key.created_at,
    })
}

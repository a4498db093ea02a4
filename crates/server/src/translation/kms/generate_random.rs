//! `GenerateRandom`.

use kms::operations::{AccountSubject, GenerateRandom, generate_random};
use secrecy::SecretSlice;
use store::Transaction;
use wire::Failure;
use wire::kms::generate_random::{Request, Response};

use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let bytes = request.number_of_bytes.and_then(|bytes| usize::try_from(bytes).ok());
    let missing = || Failure::validation("Please specify the number of bytes.");
    let bytes = bytes.ok_or_else(missing)?;
    let authorized = iam::authorize::<GenerateRandom>(&call.caller, AccountSubject::new(&call.home), &())?;
    let random = generate_random(tx, &authorized, bytes);
    Ok(Response { plaintext: SecretSlice::from(random.expose_secret().to_vec()) })
}

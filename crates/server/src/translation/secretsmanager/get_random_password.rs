//! `GetRandomPassword`.

use secrets::PasswordRules;
use secrets::limits::PASSWORD_CHARS_DEFAULT;
use secrets::operations::{GetRandomPassword, get_random_password};
use store::Transaction;
use wire::secretsmanager::get_random_password::{Request, Response};

use super::{authorize_on_account, value};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = authorize_on_account::<GetRandomPassword>(call)?;
    let password = get_random_password(tx, authorized, &rules(request))?;
    Ok(Response { random_password: value::text(&password)? })
}

fn rules(request: &Request) -> PasswordRules {
    let length = request.password_length.and_then(|length| usize::try_from(length).ok());
    PasswordRules {
        length: length.unwrap_or(PASSWORD_CHARS_DEFAULT),
        exclude_characters: request.exclude_characters.clone().unwrap_or_default(),
        exclude_lowercase: request.exclude_lowercase.unwrap_or(false),
        exclude_numbers: request.exclude_numbers.unwrap_or(false),
        exclude_punctuation: request.exclude_punctuation.unwrap_or(false),
        exclude_uppercase: request.exclude_uppercase.unwrap_or(false),
        include_space: request.include_space.unwrap_or(false),
        require_each_included_type: request.require_each_included_type.unwrap_or(true),
    }
}

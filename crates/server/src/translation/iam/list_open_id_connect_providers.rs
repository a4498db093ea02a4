//! `ListOpenIDConnectProviders`.

use iam::AccountIdentities;
use iam::operations::{ListOpenIDConnectProviders, list_providers};
use store::Transaction;
use wire::iam::ProviderEntry;
use wire::iam::list_open_id_connect_providers::{Request, Response};

use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    _request: &Request,
) -> Result<Response, Refused> {
    let principal = &call.caller.principal;
    let subject = AccountIdentities::of(principal);
    let authorized = iam::authorize::<ListOpenIDConnectProviders>(&call.caller, subject, &())?;
    let providers = list_providers(tx, authorized).await?;
    let arns = providers.iter().map(|provider| provider.arn(principal.partition(), principal.account()));
    Ok(Response { open_id_connect_provider_list: arns.map(|arn| ProviderEntry { arn }).collect() })
}

//! `CreateOpenIDConnectProvider`.

use iam::IdentitySubject;
use iam::operations::{CreateOpenIDConnectProvider, NewProvider, create_provider};
use store::Transaction;
use wire::iam::create_open_id_connect_provider::{Request, Response};

use super::{domain_tags, wire_tags};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let tags = domain_tags(request.tags.as_deref().unwrap_or_default());
    let parameters = Parameters::default().with_identity_tags(&tags);
    let principal = &call.caller.principal;
    let url = request.url.strip_prefix("https://").unwrap_or(&request.url);
    let subject = IdentitySubject::new_provider(principal, url);
    let authorized = iam::authorize::<CreateOpenIDConnectProvider>(&call.caller, subject, &parameters)?;
    let new = NewProvider {
        url: &request.url,
        client_ids: request.client_id_list.as_deref().unwrap_or_default(),
        thumbprints: request.thumbprint_list.as_deref().unwrap_or_default(),
        tags: &tags,
    };
    let provider = create_provider(tx, authorized, &new).await?;
    Ok(Response {
        open_id_connect_provider_arn: provider.arn(principal.partition(), principal.account()),
        tags: Some(wire_tags(&provider.tags)).filter(|tags| !tags.is_empty()),
    })
}

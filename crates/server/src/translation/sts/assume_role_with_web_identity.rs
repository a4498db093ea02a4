//! `AssumeRoleWithWebIdentity`: takes what a provider vouched for, and nothing else about the caller.

use iam::operations::{Unsigned, WebIdentityError, assume_role_with_web_identity};
use iam::{RoleArn, RoleToAssume, SessionRequest, VerifiedIdentity};
use store::Transaction;
use wire::sts::assume_role_with_web_identity::{Request, Response};
use wire::{Code, Failure};

use super::session::{arns, assumed, credentials, packed, refused, seconds};
use crate::answer::Refused;

pub(crate) async fn answer(
    tx: &mut Transaction,
    (role, identity): (&RoleArn, &VerifiedIdentity),
    request: &Request,
    unsigned: &Unsigned,
) -> Result<Response, Refused> {
    if request.provider_id.is_some() {
        return Err(Failure::validation("ProviderId must not be given with an OpenID Connect token.").into());
    }
    let session = SessionRequest {
        session_name: request.role_session_name.clone(),
        duration_seconds: seconds(request.duration_seconds),
        policy: request.policy.clone(),
        policy_arns: arns(request.policy_arns.as_deref()),
        ..SessionRequest::default()
    };
    let role = RoleToAssume::seek(tx, role).await?;
    let federated = assume_role_with_web_identity(tx, role, identity, &session, unsigned).await;
    let federated = federated.map_err(|failure| why(failure, identity))?;
    let begun = &federated.begun;
    Ok(Response {
        credentials: credentials(&begun.credentials)?,
        subject_from_web_identity_token: federated.federation.subject.clone(),
        assumed_role_user: assumed(&begun.session),
        packed_policy_size: packed(begun),
        provider: issuer(identity),
        audience: federated.federation.audience.clone(),
        source_identity: begun.source_identity.clone(),
    })
}

fn issuer(identity: &VerifiedIdentity) -> String {
    format!("https://{}", identity.provider_url())
}

fn why(failure: WebIdentityError, identity: &VerifiedIdentity) -> Refused {
    match failure {
        WebIdentityError::Audience => {
            Failure::new(Code::InvalidIdentityToken, "Incorrect token audience").into()
        }
        WebIdentityError::Denied => {
            Failure::new(Code::AccessDenied, "Not authorized to perform sts:AssumeRoleWithWebIdentity").into()
        }
        WebIdentityError::NoProvider => no_provider(&issuer(identity)),
        WebIdentityError::Session(failure) => refused(failure),
    }
}

/// The refusal of a token whose provider the role's account does not know.
pub(crate) fn no_provider(issuer: &str) -> Refused {
    let text = format!("No OpenIDConnect provider found in your account for {issuer}");
    Failure::new(Code::InvalidIdentityToken, text).into()
}

//! `AssumeRole`: tells the same of a role that may not be assumed and of one that does not exist.

use iam::operations::{AssumeRoleError, assume_role};
use iam::{RoleToAssume, SessionRequest, Tag};
use store::Transaction;
use wire::sts::assume_role::{Request, Response};
use wire::{Code, Failure};

use super::session::{arns, assumed, credentials, packed, refused, seconds};
use super::{refuse_code, role_arn};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    refuse_code(request.serial_number.as_deref(), request.token_code.is_some())?;
    let role = RoleToAssume::seek(tx, &role_arn(&request.role_arn)?).await?;
    let begun =
        assume_role(tx, &call.caller, role, &asked(request)).await.map_err(|failure| match failure {
            AssumeRoleError::Denied { .. } | AssumeRoleError::Root => {
                Failure::new(Code::AccessDenied, failure.to_string()).into()
            }
            AssumeRoleError::Session(failure) => refused(failure),
        })?;
    Ok(Response {
        credentials: credentials(&begun.credentials)?,
        assumed_role_user: assumed(&begun.session),
        packed_policy_size: packed(&begun),
        source_identity: begun.source_identity,
    })
}

fn asked(request: &Request) -> SessionRequest {
    let tags = request.tags.iter().flatten();
    SessionRequest {
        session_name: request.role_session_name.clone(),
        duration_seconds: seconds(request.duration_seconds),
        policy: request.policy.clone(),
        policy_arns: arns(request.policy_arns.as_deref()),
        tags: tags.map(|tag| Tag { key: tag.key.clone(), value: tag.value.clone() }).collect(),
        transitive_tag_keys: request.transitive_tag_keys.clone().unwrap_or_default(),
        external_id: request.external_id.clone(),
        source_identity: request.source_identity.clone(),
    }
}

//! What of a call to STS may stand in its record. Of the credentials that are handed out, that is the id of the key and its
//! end; a token, whoever made it, and a secret are never named.
//!
//! Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail".

use audit::Parameters;
use wire::sts::{AssumedRoleUser, Credentials, Operation as Asked, PolicyDescriptor, Request, Response, Tag};

/// Whether an operation changes nothing.
pub(super) const fn is_read_only(operation: Asked) -> bool {
    match operation {
        Asked::AssumeRole
        | Asked::AssumeRoleWithWebIdentity
        | Asked::GetCallerIdentity
        | Asked::GetSessionToken => true,
    }
}

/// What was asked for.
pub(super) fn parameters(request: &Request) -> Option<Parameters> {
    match request {
        Request::AssumeRole(asked) => Some(
            Parameters::new()
                .with("roleArn", &asked.role_arn)
                .with("roleSessionName", &asked.role_session_name)
                .with_some("externalId", asked.external_id.as_ref())
                .with_some("durationSeconds", asked.duration_seconds)
                .with_some("policy", asked.policy.as_ref())
                .with_some("policyArns", asked.policy_arns.as_deref().map(policies))
                .with_some("tags", asked.tags.as_deref().map(tags))
                .with_some("transitiveTagKeys", asked.transitive_tag_keys.clone())
                .with_some("sourceIdentity", asked.source_identity.as_ref())
                .with_some("serialNumber", asked.serial_number.as_ref()),
        ),
        Request::AssumeRoleWithWebIdentity(asked) => Some(
            Parameters::new()
                .with("roleArn", &asked.role_arn)
                .with("roleSessionName", &asked.role_session_name)
                .with_some("durationSeconds", asked.duration_seconds)
                .with_some("policy", asked.policy.as_ref())
                .with_some("policyArns", asked.policy_arns.as_deref().map(policies))
                .with_some("providerId", asked.provider_id.as_ref()),
        ),
        Request::GetCallerIdentity(_) => None,
        Request::GetSessionToken(asked) => Some(
            Parameters::new()
                .with_some("durationSeconds", asked.duration_seconds)
                .with_some("serialNumber", asked.serial_number.as_ref()),
        ),
    }
}

/// What was handed out.
pub(super) fn issued(response: &Response) -> Option<Parameters> {
    match response {
        Response::AssumeRole(answered) => Some(
            Parameters::new()
                .with("credentials", credentials(&answered.credentials))
                .with("assumedRoleUser", assumed(&answered.assumed_role_user))
                .with_some("packedPolicySize", answered.packed_policy_size)
                .with_some("sourceIdentity", answered.source_identity.as_ref()),
        ),
        Response::AssumeRoleWithWebIdentity(answered) => Some(
            Parameters::new()
                .with("subjectFromWebIdentityToken", &answered.subject_from_web_identity_token)
                .with("assumedRoleUser", assumed(&answered.assumed_role_user))
                .with("credentials", credentials(&answered.credentials))
                .with("provider", &answered.provider)
                .with("audience", &answered.audience)
                .with_some("packedPolicySize", answered.packed_policy_size)
                .with_some("sourceIdentity", answered.source_identity.as_ref()),
        ),
        Response::GetCallerIdentity(_) => None,
        Response::GetSessionToken(answered) => {
            Some(Parameters::new().with("credentials", credentials(&answered.credentials)))
        }
    }
}

fn credentials(credentials: &Credentials) -> Parameters {
    Parameters::new()
        .with("accessKeyId", &credentials.access_key_id)
        .with("expiration", credentials.expiration.to_string())
}

fn assumed(user: &AssumedRoleUser) -> Parameters {
    Parameters::new().with("assumedRoleId", &user.assumed_role_id).with("arn", &user.arn)
}

fn policies(policies: &[PolicyDescriptor]) -> Vec<Parameters> {
    policies.iter().map(|policy| Parameters::new().with_some("arn", policy.arn.as_ref())).collect()
}

fn tags(tags: &[Tag]) -> Vec<Parameters> {
    tags.iter().map(|tag| Parameters::new().with("key", &tag.key).with("value", &tag.value)).collect()
}

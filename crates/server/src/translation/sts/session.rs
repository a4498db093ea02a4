//! What the operations that begin a session have in common.

use iam::operations::{Begun, SessionError};
use iam::{IssuedCredentials, RoleSession, SessionRefused};
use seal::Plaintext;
use secrecy::SecretString;
use wire::sts::{AssumedRoleUser, Credentials, PolicyDescriptor};
use wire::{Code, Failure};

use crate::answer::Refused;

/// The credentials as their owner is given them.
pub(super) fn credentials(issued: &IssuedCredentials) -> Result<Credentials, Refused> {
    Ok(Credentials {
        access_key_id: issued.access_key.to_string(),
        secret_access_key: text(issued.secret.plaintext())?,
        session_token: text(&issued.token)?,
        expiration: issued.expires_at,
    })
}

fn text(secret: &Plaintext) -> Result<SecretString, Refused> {
    // Both were made of ASCII a moment ago.
    let text = str::from_utf8(secret.expose_secret()).map_err(|_| Failure::internal())?;
    Ok(SecretString::from(text))
}

pub(super) fn assumed(session: &RoleSession) -> AssumedRoleUser {
    let RoleSession { role_id, name, arn, .. } = session;
    AssumedRoleUser { assumed_role_id: format!("{role_id}:{name}"), arn: arn.clone() }
}

pub(super) fn packed(begun: &Begun) -> Option<i64> {
    begun.credentials.packed_percent.map(i64::from)
}

/// How many seconds are asked for; the wire has bounded them.
pub(super) fn seconds(asked: Option<i64>) -> Option<u32> {
    asked.and_then(|seconds| u32::try_from(seconds).ok())
}

pub(super) fn arns(policies: Option<&[PolicyDescriptor]>) -> Vec<String> {
    policies.unwrap_or_default().iter().filter_map(|policy| policy.arn.clone()).collect()
}

const BEYOND_CHAIN: &str =
    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.";
const BEYOND_ROLE: &str = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
const INHERITED_TAG: &str = "One of the specified transitive tag keys can't be set because it conflicts with a transitive \
    tag key from the calling session.";
const UNKNOWN_TAG: &str = "The specified transitive tag key must be included in the requested tags.";

/// What a client is told whose session cannot be as it asks.
///
/// Source: STS API reference, errors of `AssumeRole`; texts as the service sends them where they are known.
pub(super) fn refused(failure: SessionError) -> Refused {
    let failure = match failure {
        SessionError::MalformedPolicy(malformed) => {
            Failure::new(Code::MalformedPolicyDocument, format!("The policy is not valid: {malformed}"))
        }
        SessionError::PackedTooLarge(large) => Failure::new(
            Code::PackedPolicyTooLarge,
            format!(
                "Packed policy consumes {}% of allotted space, please use smaller policy.",
                large.percent
            ),
        ),
        SessionError::Refused(refused) => Failure::validation(match refused {
            SessionRefused::BeyondChain => BEYOND_CHAIN.to_owned(),
            SessionRefused::BeyondRole => BEYOND_ROLE.to_owned(),
            SessionRefused::DuplicateTag(_) => {
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.".to_owned()
            }
            SessionRefused::InheritedTag(_) => INHERITED_TAG.to_owned(),
            SessionRefused::ReservedTag(key) => {
                format!("The tag key {key} begins with aws:, which is reserved for AWS use.")
            }
            SessionRefused::UnknownTransitiveTag(_) => UNKNOWN_TAG.to_owned(),
        }),
        SessionError::Store(failure) => return failure.into(),
        SessionError::UnknownPolicy(arn) => {
            Failure::validation(format!("Policy {arn} does not exist or is not attachable."))
        }
    };
    failure.into()
}

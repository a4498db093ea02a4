//! What of a call may stand in its record, by service: each member is picked by name.
//!
//! What is not named is not recorded, so a member that is added to the wire cannot leak.

mod iam;
mod kms;
pub(super) mod secretsmanager;
mod strongroom;
mod sts;

use arn::{AccountId, Region};
use audit::{Operation, Parameters, Resource, Value};
use jiff::Timestamp;
use wire::Target;

use super::{NO_SERVICE, SECRETS_MANAGER};
use crate::answer::Answer;
use crate::request::receive::Input;

/// What a record calls an operation.
pub(super) fn operation(target: Target) -> Operation {
    let (source, is_read_only) = match target {
        Target::Iam(operation) => ("iam.amazonaws.com", iam::is_read_only(operation)),
        Target::Kms(operation) => (super::KMS, kms::is_read_only(operation)),
        Target::SecretsManager(operation) => (SECRETS_MANAGER, secretsmanager::is_read_only(operation)),
        Target::Strongroom(operation) => (NO_SERVICE, strongroom::is_read_only(operation)),
        Target::Sts(operation) => ("sts.amazonaws.com", sts::is_read_only(operation)),
    };
    Operation { source, name: target.name().into(), is_read_only }
}

/// What was asked for.
pub(super) fn parameters(input: &Input) -> Option<Parameters> {
    match input {
        Input::Iam(request) => iam::parameters(request),
        Input::Kms(request) => kms::parameters(request),
        Input::SecretsManager(request) => Some(secretsmanager::parameters(request)),
        Input::Strongroom(request) => Some(strongroom::parameters(request)),
        Input::Sts(request) => sts::parameters(request),
    }
}

/// What was answered to a call that changes something.
pub(super) fn elements(answer: &Answer) -> Option<Parameters> {
    match answer {
        Answer::Iam(response) => iam::elements(response),
        Answer::Kms(response) => kms::elements(response),
        Answer::Strongroom(_) | Answer::Sts(_) => None,
        Answer::SecretsManager(response) => secretsmanager::elements(response),
    }
}

/// What was handed out by a call that changes nothing.
pub(super) fn issued(answer: &Answer) -> Option<Parameters> {
    match answer {
        Answer::Iam(_) | Answer::Kms(_) | Answer::SecretsManager(_) | Answer::Strongroom(_) => None,
        Answer::Sts(response) => sts::issued(response),
    }
}

/// What was accessed, as far as the answer tells.
pub(super) fn accessed(answer: &Answer) -> Vec<Resource> {
    match answer {
        Answer::Iam(_) | Answer::Strongroom(_) | Answer::Sts(_) => Vec::new(),
        Answer::Kms(response) => kms::accessed(response).into_iter().filter_map(key).collect(),
        Answer::SecretsManager(response) => {
            secretsmanager::accessed(response).and_then(secret).into_iter().collect()
        }
    }
}

/// What is accessed if the call succeeds, where the answer does not tell.
pub(super) fn named(input: &Input, region: &Region, account: &AccountId) -> Option<Resource> {
    match input {
        Input::Iam(_) | Input::SecretsManager(_) | Input::Strongroom(_) | Input::Sts(_) => None,
        Input::Kms(request) => kms::named(request, region, account).as_deref().and_then(key),
    }
}

/// The secret that an ARN names, as a resource.
fn secret(arn: &str) -> Option<Resource> {
    resource(arn, "AWS::SecretsManager::Secret")
}

/// The key that an ARN names, as a resource.
pub(super) fn key(arn: &str) -> Option<Resource> {
    resource(arn, "AWS::KMS::Key")
}

fn resource(arn: &str, kind: &'static str) -> Option<Resource> {
    let account = arn.split(':').nth(4)?.parse().ok()?;
    Some(Resource { account, kind, arn: arn.to_owned() })
}

/// An instant as CloudTrail spells those of parameters: `May 3, 2018 5:51:02 PM`.
fn spelled(instant: Timestamp) -> Value {
    audit::Recordable::recorded(instant.strftime("%b %-d, %Y %-I:%M:%S %p").to_string())
}

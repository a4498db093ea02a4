//! What of a call to Secrets Manager may stand in its record: each member is picked here by name.
//!
//! What is not named is not recorded, so a member that is added to the wire cannot leak. A value, a rotation token and a
//! password are never named, and could not be: their types are not recordable.
//!
//! Source: Secrets Manager User Guide, "Logging events with AWS CloudTrail"; CloudTrail User Guide, record contents.

use std::borrow::Cow;

use audit::{Event, Operation, Parameters};
use jiff::Timestamp;
use seal::Entropy;
use wire::failure::Protocol;
use wire::secretsmanager::batch_get_secret_value;
use wire::secretsmanager::{Filter, Operation as Asked, ReplicaRegion, Request, Response, Tag};

use super::{secret, spelled};
use crate::trail::{Draft, SECRETS_MANAGER};

/// Whether an operation changes nothing.
pub(in crate::trail) const fn is_read_only(operation: Asked) -> bool {
    match operation {
        Asked::BatchGetSecretValue
        | Asked::DescribeSecret
        | Asked::GetRandomPassword
        | Asked::GetResourcePolicy
        | Asked::GetSecretValue
        | Asked::ListResourcePolicies
        | Asked::ListSecretVersionIds
        | Asked::ListSecrets
        | Asked::ValidateResourcePolicy => true,
        Asked::CreateSecret
        | Asked::DeleteResourcePolicy
        | Asked::DeleteSecret
        | Asked::PutResourcePolicy
        | Asked::PutSecretValue
        | Asked::RestoreSecret
        | Asked::TagResource
        | Asked::UntagResource
        | Asked::UpdateSecret
        | Asked::UpdateSecretVersionStage => false,
    }
}

/// What was asked for.
pub(in crate::trail) fn parameters(request: &Request) -> Parameters {
    let of = |secret_id: &str| Parameters::new().with("secretId", secret_id);
    match request {
        Request::BatchGetSecretValue(asked) => Parameters::new()
            .with_some("secretIdList", asked.secret_id_list.clone())
            .with_some("filters", asked.filters.as_deref().map(filters))
            .with_some("maxResults", asked.max_results),
        Request::CreateSecret(asked) => Parameters::new()
            .with("name", &asked.name)
            .with_some("clientRequestToken", asked.client_request_token.as_ref())
            .with_some("description", asked.description.as_ref())
            .with_some("kmsKeyId", asked.kms_key_id.as_ref())
            .with_some("tags", asked.tags.as_deref().map(tags))
            .with_some("addReplicaRegions", asked.add_replica_regions.as_deref().map(replicas))
            .with_some("forceOverwriteReplicaSecret", asked.force_overwrite_replica_secret),
        Request::DeleteResourcePolicy(asked) => of(&asked.secret_id),
        Request::DeleteSecret(asked) => of(&asked.secret_id)
            .with_some("recoveryWindowInDays", asked.recovery_window_in_days)
            .with_some("forceDeleteWithoutRecovery", asked.force_delete_without_recovery),
        Request::DescribeSecret(asked) => of(&asked.secret_id),
        Request::GetRandomPassword(asked) => Parameters::new()
            .with_some("passwordLength", asked.password_length)
            .with_some("excludeNumbers", asked.exclude_numbers)
            .with_some("excludePunctuation", asked.exclude_punctuation)
            .with_some("excludeUppercase", asked.exclude_uppercase)
            .with_some("excludeLowercase", asked.exclude_lowercase)
            .with_some("includeSpace", asked.include_space)
            .with_some("requireEachIncludedType", asked.require_each_included_type),
        Request::GetResourcePolicy(asked) => of(&asked.secret_id),
        Request::GetSecretValue(asked) => of(&asked.secret_id)
            .with_some("versionId", asked.version_id.as_ref())
            .with_some("versionStage", asked.version_stage.as_ref()),
        Request::ListResourcePolicies(asked) => {
            of(&asked.secret_id).with_some("maxResults", asked.max_results)
        }
        Request::ListSecretVersionIds(asked) => of(&asked.secret_id)
            .with_some("maxResults", asked.max_results)
            .with_some("includeDeprecated", asked.include_deprecated),
        Request::ListSecrets(asked) => Parameters::new()
            .with_some("includePlannedDeletion", asked.include_planned_deletion)
            .with_some("maxResults", asked.max_results)
            .with_some("filters", asked.filters.as_deref().map(filters)),
        Request::PutResourcePolicy(asked) => of(&asked.secret_id)
            .with("resourcePolicy", &asked.resource_policy)
            .with_some("blockPublicPolicy", asked.block_public_policy),
        Request::PutSecretValue(asked) => of(&asked.secret_id)
            .with_some("clientRequestToken", asked.client_request_token.as_ref())
            .with_some("versionStages", asked.version_stages.clone()),
        Request::RestoreSecret(asked) => of(&asked.secret_id),
        Request::TagResource(asked) => of(&asked.secret_id).with("tags", tags(&asked.tags)),
        Request::UntagResource(asked) => of(&asked.secret_id).with("tagKeys", asked.tag_keys.clone()),
        Request::UpdateSecret(asked) => of(&asked.secret_id)
            .with_some("clientRequestToken", asked.client_request_token.as_ref())
            .with_some("description", asked.description.as_ref())
            .with_some("kmsKeyId", asked.kms_key_id.as_ref()),
        Request::UpdateSecretVersionStage(asked) => of(&asked.secret_id)
            .with("versionStage", &asked.version_stage)
            .with_some("removeFromVersionId", asked.remove_from_version_id.as_ref())
            .with_some("moveToVersionId", asked.move_to_version_id.as_ref()),
        Request::ValidateResourcePolicy(asked) => Parameters::new()
            .with_some("secretId", asked.secret_id.as_ref())
            .with("resourcePolicy", &asked.resource_policy),
    }
}

/// What was answered to a call that changes something.
pub(in crate::trail) fn elements(response: &Response) -> Option<Parameters> {
    let of = |arn: &str, name: &str| Parameters::new().with("arn", arn).with("name", name);
    Some(match response {
        Response::CreateSecret(done) => {
            of(&done.arn, &done.name).with_some("versionId", done.version_id.as_ref())
        }
        Response::DeleteResourcePolicy(done) => of(&done.arn, &done.name),
        Response::DeleteSecret(done) => {
            of(&done.arn, &done.name).with_some("deletionDate", done.deletion_date.map(spelled))
        }
        Response::PutResourcePolicy(done) => of(&done.arn, &done.name),
        Response::PutSecretValue(done) => of(&done.arn, &done.name).with("versionId", &done.version_id),
        Response::RestoreSecret(done) => of(&done.arn, &done.name),
        Response::UpdateSecret(done) => {
            of(&done.arn, &done.name).with_some("versionId", done.version_id.as_ref())
        }
        Response::UpdateSecretVersionStage(done) => of(&done.arn, &done.name),
        Response::BatchGetSecretValue(_)
        | Response::DescribeSecret(_)
        | Response::GetRandomPassword(_)
        | Response::GetResourcePolicy(_)
        | Response::GetSecretValue(_)
        | Response::ListResourcePolicies(_)
        | Response::ListSecretVersionIds(_)
        | Response::ListSecrets(_)
        | Response::TagResource(_)
        | Response::UntagResource(_)
        | Response::ValidateResourcePolicy(_) => return None,
    })
}

/// The ARN of the one secret that was accessed.
pub(in crate::trail) fn accessed(response: &Response) -> Option<&str> {
    Some(match response {
        Response::CreateSecret(done) => &done.arn,
        Response::DeleteResourcePolicy(done) => &done.arn,
        Response::DeleteSecret(done) => &done.arn,
        Response::DescribeSecret(done) => &done.arn,
        Response::GetResourcePolicy(done) => &done.arn,
        Response::GetSecretValue(done) => &done.arn,
        Response::ListSecretVersionIds(done) => &done.arn,
        Response::PutResourcePolicy(done) => &done.arn,
        Response::PutSecretValue(done) => &done.arn,
        Response::RestoreSecret(done) => &done.arn,
        Response::UpdateSecret(done) => &done.arn,
        Response::UpdateSecretVersionStage(done) => &done.arn,
        Response::BatchGetSecretValue(_)
        | Response::GetRandomPassword(_)
        | Response::ListResourcePolicies(_)
        | Response::ListSecrets(_)
        | Response::TagResource(_)
        | Response::UntagResource(_)
        | Response::ValidateResourcePolicy(_) => return None,
    })
}

/// One secret of a batch: each has a record of its own, as if it had been asked for by itself.
pub(in crate::trail) struct Each<'a> {
    id: &'a str,
    refusal: Option<(&'a str, Option<&'a str>)>,
}

/// Every secret of a batch, those that were refused included.
pub(in crate::trail) fn each_of(
    response: &batch_get_secret_value::Response,
) -> impl Iterator<Item = Each<'_>> {
    let disclosed = response.secret_values.iter().map(|value| Each { id: &value.arn, refusal: None });
    let refused = response.errors.iter().map(|error| {
        let refusal = Some((error.error_code.name(Protocol::Json), error.message.as_deref()));
        Each { id: &error.secret_id, refusal }
    });
    disclosed.chain(refused)
}

impl Each<'_> {
    pub(in crate::trail) fn record(&self, draft: &Draft<'_>, entropy: &mut Entropy, now: Timestamp) -> Event {
        let name = Cow::Borrowed(Asked::GetSecretValue.name());
        let operation = Operation { source: SECRETS_MANAGER, name, is_read_only: true };
        let event =
            draft.call(operation, entropy, now).parameters(Parameters::new().with("secretId", self.id));
        match (self.refusal, secret(self.id)) {
            (Some((code, message)), _) => event.refused(code, message),
            (None, Some(resource)) => event.resource(resource),
            (None, None) => event,
        }
    }
}

fn filters(filters: &[Filter]) -> Vec<Parameters> {
    let one = |filter: &Filter| {
        Parameters::new()
            .with_some("key", filter.key.map(|key| key.name()))
            .with_some("values", filter.values.clone())
    };
    filters.iter().map(one).collect()
}

fn tags(tags: &[Tag]) -> Vec<Parameters> {
    let one = |tag: &Tag| Parameters::new().with("key", &tag.key).with_some("value", tag.value.as_ref());
    tags.iter().map(one).collect()
}

fn replicas(regions: &[ReplicaRegion]) -> Vec<Parameters> {
    let one = |replica: &ReplicaRegion| {
        Parameters::new()
            .with_some("region", replica.region.as_ref())
            .with_some("kmsKeyId", replica.kms_key_id.as_ref())
    };
    regions.iter().map(one).collect()
}

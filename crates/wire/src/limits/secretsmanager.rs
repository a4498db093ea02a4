//! The bounds of what calls to Secrets Manager may hold.

use std::ops::RangeInclusive;

/// Characters of a secret's `Name`.
///
/// Source: Secrets Manager API reference, `CreateSecret`, `Name`.
pub const NAME_CHARACTERS: RangeInclusive<usize> = 1..=512;

/// Characters of a `SecretId`: a name, an ARN or a partial ARN.
///
/// Source: Secrets Manager API reference, `GetSecretValue`, `SecretId`.
pub const SECRET_ID_CHARACTERS: RangeInclusive<usize> = 1..=2048;

/// Characters of a secret's ARN where a request must give one.
///
/// Source: Secrets Manager service model 2017-10-17, `SecretARNType`.
pub const SECRET_ARN_CHARACTERS: RangeInclusive<usize> = 20..=2048;

/// Characters of a `ClientRequestToken`.
///
/// Source: Secrets Manager API reference, `CreateSecret`, `ClientRequestToken`.
pub const CLIENT_REQUEST_TOKEN_CHARACTERS: RangeInclusive<usize> = 32..=64;

/// Characters of a version's id.
///
/// Source: Secrets Manager API reference, `GetSecretValue`, `VersionId`.
pub const VERSION_ID_CHARACTERS: RangeInclusive<usize> = 32..=64;

/// Characters of a staging label.
///
/// Source: Secrets Manager API reference, `GetSecretValue`, `VersionStage`.
pub const VERSION_STAGE_CHARACTERS: RangeInclusive<usize> = 1..=256;

/// Items of `VersionStages`.
///
/// Source: Secrets Manager API reference, `PutSecretValue`, `VersionStages`.
pub const VERSION_STAGES_ITEMS: RangeInclusive<usize> = 1..=20;

/// Characters of a `Description`.
///
/// Source: Secrets Manager API reference, `CreateSecret`, `Description`.
pub const DESCRIPTION_CHARACTERS: RangeInclusive<usize> = 0..=2048;

/// Characters of a `KmsKeyId`; the empty string names the default key.
///
/// Source: Secrets Manager API reference, `CreateSecret`, `KmsKeyId`.
pub const KMS_KEY_ID_CHARACTERS: RangeInclusive<usize> = 0..=2048;

/// Bytes of UTF-8 of a `SecretString`.
///
/// The model counts characters, the service's quota bytes; the quota is the tighter of the two.
///
/// Source: Secrets Manager API reference, `CreateSecret`, `SecretString`; Secrets Manager quotas, "Secret value size".
pub const SECRET_STRING_BYTES: RangeInclusive<usize> = 1..=65_536;

/// Decoded bytes of a `SecretBinary`.
///
/// Source: Secrets Manager API reference, `CreateSecret`, `SecretBinary`.
pub const SECRET_BINARY_BYTES: RangeInclusive<usize> = 1..=65_536;

/// Characters of a `RotationToken`.
///
/// Source: Secrets Manager API reference, `PutSecretValue`, `RotationToken`.
pub const ROTATION_TOKEN_CHARACTERS: RangeInclusive<usize> = 36..=256;

/// Characters of a `Type` (managed external secrets).
///
/// Source: Secrets Manager API reference, `CreateSecret`, `Type`.
pub const TYPE_CHARACTERS: RangeInclusive<usize> = 0..=256;

/// Characters of a tag's `Key`.
///
/// Source: Secrets Manager API reference, `Tag`.
pub const TAG_KEY_CHARACTERS: RangeInclusive<usize> = 1..=128;

/// Characters of a tag's `Value`.
///
/// Source: Secrets Manager API reference, `Tag`.
pub const TAG_VALUE_CHARACTERS: RangeInclusive<usize> = 0..=256;

/// Characters of a `Region`.
///
/// Source: Secrets Manager API reference, `ReplicaRegionType`.
pub const REGION_CHARACTERS: RangeInclusive<usize> = 1..=128;

/// Items of `AddReplicaRegions`: at least one, no upper bound in the model.
///
/// Source: Secrets Manager API reference, `CreateSecret`, `AddReplicaRegions`.
pub const REPLICA_REGIONS_ITEMS: RangeInclusive<usize> = 1..=usize::MAX;

/// Characters of a `ResourcePolicy`.
///
/// Source: Secrets Manager API reference, `PutResourcePolicy`, `ResourcePolicy`.
pub const RESOURCE_POLICY_CHARACTERS: RangeInclusive<usize> = 1..=20_480;

/// Characters of a `PolicyName`.
///
/// Source: Secrets Manager API reference, `GetResourcePolicy`, `PolicyName`.
pub const POLICY_NAME_CHARACTERS: RangeInclusive<usize> = 1..=64;

/// Items of `Filters`.
///
/// Source: Secrets Manager API reference, `ListSecrets`, `Filters`.
pub const FILTERS_ITEMS: RangeInclusive<usize> = 0..=10;

/// Items of one filter's `Values`.
///
/// Source: Secrets Manager API reference, `Filter`.
pub const FILTER_VALUES_ITEMS: RangeInclusive<usize> = 1..=10;

/// Characters of one value of a filter.
///
/// Source: Secrets Manager API reference, `Filter`.
pub const FILTER_VALUE_CHARACTERS: RangeInclusive<usize> = 0..=512;

/// `MaxResults` of the listing operations.
///
/// Source: Secrets Manager API reference, `ListSecrets`, `MaxResults`.
pub const MAX_RESULTS: RangeInclusive<i64> = 1..=100;

/// `MaxResults` of `BatchGetSecretValue`.
///
/// Source: Secrets Manager API reference, `BatchGetSecretValue`, `MaxResults`.
pub const MAX_RESULTS_BATCH: RangeInclusive<i64> = 1..=20;

/// Characters of a `NextToken`.
///
/// Source: Secrets Manager API reference, `ListSecrets`, `NextToken`.
pub const NEXT_TOKEN_CHARACTERS: RangeInclusive<usize> = 1..=4096;

/// Items of `SecretIdList`.
///
/// Source: Secrets Manager API reference, `BatchGetSecretValue`, `SecretIdList`.
pub const SECRET_ID_LIST_ITEMS: RangeInclusive<usize> = 1..=20;

/// `PasswordLength`, in characters of the password.
///
/// Source: Secrets Manager API reference, `GetRandomPassword`, `PasswordLength`.
pub const PASSWORD_LENGTH: RangeInclusive<i64> = 1..=4096;

/// Characters of `ExcludeCharacters`.
///
/// Source: Secrets Manager API reference, `GetRandomPassword`, `ExcludeCharacters`.
pub const EXCLUDE_CHARACTERS_CHARACTERS: RangeInclusive<usize> = 0..=4096;

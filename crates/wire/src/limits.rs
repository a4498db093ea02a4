//! Every bound this crate enforces or offers to its callers, with its unit and its source.
//!
//! A range names what the service model allows, both ends included. Names of quantities end with their unit: *characters*
//! are Unicode scalar values, *bytes* are bytes of UTF-8 or decoded bytes, *items* are list elements.

pub mod sts;

use std::ops::RangeInclusive;

/// The largest request body that is read: 1 MiB.
///
/// The largest legal body is one `PutSecretValue` whose value of 65,536 bytes is written in `\u` escapes (six times its
/// size) with the remaining members; 1 MiB leaves room for unknown members and insignificant white space.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;

/// The largest sum of request header names and values that is read: 16 KiB.
///
/// A session token is the largest header that clients send; AWS bounds it below 4 KiB in practice.
pub const HEADER_BYTES_MAX: usize = 16 * 1024;

/// The deepest nesting of lists and objects in a JSON body, the body's own object included.
///
/// The deepest legal request (`Filters[].Values[]`) has four levels; the rest is room for unknown members.
pub const JSON_DEPTH_MAX: usize = 32;

/// The largest number of values of any kind in one JSON body, so that a body of 1 MiB cannot become a tree of 30 MiB.
pub const JSON_VALUES_MAX: usize = 65_536;

/// The largest number of parameters in one Query request.
///
/// The longest legal request (`AssumeRole` with 50 tags, 50 transitive keys and 10 policies) has fewer than 200.
pub const QUERY_PARAMETERS_MAX: usize = 512;

/// The deepest nesting of a Query parameter's name, counted in its dots; the deepest legal one
/// (`ProvidedContexts.member.1.ProviderArn`) has three.
pub const QUERY_DEPTH_MAX: usize = 8;

/// The largest number of constraint violations that one `ValidationException` lists; further ones are not looked for.
pub const VIOLATIONS_MAX: usize = 100;

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

/// Characters of a `UserName`, of a policy's name, or of a role's where one is looked up; IAM makes no users and roles with
/// names beyond 64.
///
/// Source: IAM service model 2010-05-08, `existingUserNameType`, `policyNameType`.
pub const NAME_LOOKUP_CHARACTERS: RangeInclusive<usize> = 1..=128;

/// Bytes of KMS's random bytes and of data keys by length.
///
/// Source: KMS API reference, `GenerateRandom`, `NumberOfBytes`.
pub const RANDOM_BYTES: RangeInclusive<i64> = 1..=1024;

/// Characters of an action, `service:Name`.
pub const ACTION_CHARACTERS: RangeInclusive<usize> = 3..=128;

/// Characters of a principal's ARN.
///
/// Source: IAM API reference, `arnType`.
pub const PRINCIPAL_ARN_CHARACTERS: RangeInclusive<usize> = 1..=2048;

/// Characters of a condition key that a call to explain is supposed to have.
///
/// Source: IAM API reference, `SimulatePrincipalPolicy`, `ContextKeyName`.
pub const CONTEXT_KEY_CHARACTERS: RangeInclusive<usize> = 1..=256;

/// Characters of the value of such a condition key.
pub const CONTEXT_VALUE_CHARACTERS: RangeInclusive<usize> = 0..=2048;

/// How many principals one page of `ListAccess` looks at.
pub const ACCESS_PAGE_PRINCIPALS: RangeInclusive<i64> = 1..=100;
/// Characters of the `UserName` of a new user, and of a `RoleName`.
///
/// Source: IAM service model 2010-05-08, `userNameType`, `roleNameType`.
pub const IDENTITY_NAME_CHARACTERS: RangeInclusive<usize> = 1..=64;

/// Characters of a `Path` of IAM, and of a `PathPrefix`.
///
/// Source: IAM service model 2010-05-08, `pathType`, `pathPrefixType`.
pub const PATH_CHARACTERS: RangeInclusive<usize> = 1..=512;

/// Characters of a `PolicyDocument` of IAM, white space included.
///
/// Source: IAM service model 2010-05-08, `policyDocumentType`.
pub const POLICY_DOCUMENT_CHARACTERS: RangeInclusive<usize> = 1..=131_072;

/// Characters of the ARN of something of IAM's.
///
/// Source: IAM service model 2010-05-08, `arnType`.
pub const IDENTITY_ARN_CHARACTERS: RangeInclusive<usize> = 20..=2_048;

/// Characters of a role's `Description`.
///
/// Source: IAM service model 2010-05-08, `roleDescriptionType`.
pub const ROLE_DESCRIPTION_CHARACTERS: RangeInclusive<usize> = 0..=1_000;

/// A role's `MaxSessionDuration`, in seconds.
///
/// Source: IAM service model 2010-05-08, `roleMaxSessionDurationType`.
pub const MAX_SESSION_DURATION: RangeInclusive<i64> = 3_600..=43_200;

/// Characters of an `AccessKeyId`.
///
/// Source: IAM service model 2010-05-08, `accessKeyIdType`.
pub const ACCESS_KEY_ID_CHARACTERS: RangeInclusive<usize> = 16..=128;

/// `MaxItems` of IAM's listings.
///
/// Source: IAM service model 2010-05-08, `maxItemsType`.
pub const MAX_ITEMS: RangeInclusive<i64> = 1..=1_000;

/// Characters of a `Marker`. The model has 320, which ours exceed behind an entry with a long name of long characters.
///
/// Source: IAM service model 2010-05-08, `markerType`.
pub const MARKER_CHARACTERS: RangeInclusive<usize> = 1..=1_024;

/// Items of IAM's `Tags` and `TagKeys`.
///
/// Source: IAM service model 2010-05-08, `tagListType`, `tagKeyListType`.
pub const IDENTITY_TAGS_ITEMS: RangeInclusive<usize> = 0..=50;

/// Characters of a `ServiceName`: the model has no bound.
///
/// Source: IAM service model 2010-05-08, `serviceName`.
pub const SERVICE_NAME_CHARACTERS: RangeInclusive<usize> = 0..=usize::MAX;

/// Characters of a `UserName` where one is looked up; IAM makes none beyond 64.
///
/// Source: IAM service model 2010-05-08, `existingUserNameType`.
pub const USER_NAME_LOOKUP_CHARACTERS: RangeInclusive<usize> = 1..=128;

/// Characters of an ARN where IAM is given one.
///
/// Source: IAM service model 2010-05-08, `arnType`.
pub const IAM_ARN_CHARACTERS: RangeInclusive<usize> = 20..=2048;

/// Characters of a path.
///
/// Source: IAM service model 2010-05-08, `policyPathType` and `pathPrefixType`.
pub const IAM_PATH_CHARACTERS: RangeInclusive<usize> = 1..=512;

/// Items of `Tags` and of `TagKeys` in calls to IAM.
///
/// Source: IAM service model 2010-05-08, `tagListType` and `tagKeyListType`.
pub const IAM_TAGS_ITEMS: RangeInclusive<usize> = 0..=50;

/// Characters of a managed policy's `PolicyName`.
///
/// Source: IAM API reference, `CreatePolicy`, `PolicyName`.
pub const MANAGED_POLICY_NAME_CHARACTERS: RangeInclusive<usize> = 1..=128;

/// Characters of a managed policy's `Description`.
///
/// Source: IAM API reference, `CreatePolicy`, `Description`.
pub const POLICY_DESCRIPTION_CHARACTERS: RangeInclusive<usize> = 0..=1000;

/// Characters of a managed policy's `VersionId`: the model has a pattern only, and no number is as long.
pub const POLICY_VERSION_ID_CHARACTERS: RangeInclusive<usize> = 1..=128;

/// Characters of a `RoleName`.
///
/// Source: IAM API reference, `CreateRole`, `RoleName`.
pub const ROLE_NAME_CHARACTERS: RangeInclusive<usize> = 1..=64;

/// Characters of an OpenID Connect provider's `Url`.
///
/// Source: IAM API reference, `CreateOpenIDConnectProvider`, `Url`.
pub const PROVIDER_URL_CHARACTERS: RangeInclusive<usize> = 1..=255;

/// Characters of one of an OpenID Connect provider's client ids.
///
/// Source: IAM API reference, `CreateOpenIDConnectProvider`, `ClientIDList`.
pub const CLIENT_ID_CHARACTERS: RangeInclusive<usize> = 1..=255;

/// Characters of one of an OpenID Connect provider's thumbprints.
///
/// Source: IAM API reference, `CreateOpenIDConnectProvider`, `ThumbprintList`.
pub const THUMBPRINT_CHARACTERS: RangeInclusive<usize> = 40..=40;

/// Characters of a text that the model does not bound.
pub const ANY_CHARACTERS: RangeInclusive<usize> = 0..=usize::MAX;

/// Characters of a KMS key's `KeyId`: an id, an alias, or the ARN of either.
///
/// Source: KMS API reference, `DescribeKey`, `KeyId`.
pub const KEY_ID_CHARACTERS: RangeInclusive<usize> = 1..=2048;

/// Characters of an `AliasName`.
///
/// Source: KMS API reference, `CreateAlias`, `AliasName`.
pub const ALIAS_NAME_CHARACTERS: RangeInclusive<usize> = 1..=256;

/// Characters of a key's `Description`.
///
/// Source: KMS API reference, `CreateKey`, `Description`.
pub const KEY_DESCRIPTION_CHARACTERS: RangeInclusive<usize> = 0..=8192;

/// Characters of a key's `Policy`; the service's quota is narrower.
///
/// Source: KMS service model 2014-11-01, `PolicyType`.
pub const KEY_POLICY_CHARACTERS: RangeInclusive<usize> = 1..=131_072;

/// Characters of a key policy's `PolicyName`.
///
/// Source: KMS service model 2014-11-01, `PolicyNameType`.
pub const KEY_POLICY_NAME_CHARACTERS: RangeInclusive<usize> = 1..=128;

/// Characters of a `Marker` of KMS.
///
/// Source: KMS API reference, `ListKeys`, `Marker`.
pub const KEY_MARKER_CHARACTERS: RangeInclusive<usize> = 1..=1024;

/// `Limit` of the listing operations of KMS.
///
/// Source: KMS API reference, `ListKeys`, `Limit`.
pub const KEY_PAGE_LIMIT: RangeInclusive<i64> = 1..=1000;

/// Decoded bytes of a `CiphertextBlob`.
///
/// Source: KMS API reference, `Decrypt`, `CiphertextBlob`.
pub const CIPHERTEXT_BYTES: RangeInclusive<usize> = 1..=6144;

/// Decoded bytes of a `Plaintext`.
///
/// Source: KMS API reference, `Encrypt`, `Plaintext`.
pub const PLAINTEXT_BYTES: RangeInclusive<usize> = 1..=4096;

/// `PendingWindowInDays`; the service's own bounds are narrower.
///
/// Source: KMS service model 2014-11-01, `PendingWindowInDaysType`.
pub const PENDING_WINDOW_IN_DAYS: RangeInclusive<i64> = 1..=365;

/// `RotationPeriodInDays`.
///
/// Source: KMS API reference, `EnableKeyRotation`, `RotationPeriodInDays`.
pub const ROTATION_PERIOD_IN_DAYS: RangeInclusive<i64> = 90..=2560;

/// Items of `GrantTokens`.
///
/// Source: KMS API reference, `Encrypt`, `GrantTokens`.
pub const GRANT_TOKENS_ITEMS: RangeInclusive<usize> = 0..=10;

/// Characters of a grant token.
///
/// Source: KMS API reference, `Encrypt`, `GrantTokens`.
pub const GRANT_TOKEN_CHARACTERS: RangeInclusive<usize> = 1..=8192;

/// Characters of a `GrantId`.
///
/// Source: KMS API reference, `RevokeGrant`, `GrantId`.
pub const GRANT_ID_CHARACTERS: RangeInclusive<usize> = 1..=128;

/// Characters of a grant's `Name`.
///
/// Source: KMS API reference, `CreateGrant`, `Name`.
pub const GRANT_NAME_CHARACTERS: RangeInclusive<usize> = 1..=256;

/// Characters of a `GranteePrincipal` and a `RetiringPrincipal`.
///
/// Source: KMS API reference, `CreateGrant`, `GranteePrincipal`.
pub const PRINCIPAL_ID_CHARACTERS: RangeInclusive<usize> = 1..=256;

/// Characters of a `CustomKeyStoreId`.
///
/// Source: KMS API reference, `CreateKey`, `CustomKeyStoreId`.
pub const CUSTOM_KEY_STORE_ID_CHARACTERS: RangeInclusive<usize> = 1..=64;

/// Characters of an `XksKeyId`.
///
/// Source: KMS API reference, `CreateKey`, `XksKeyId`.
pub const XKS_KEY_ID_CHARACTERS: RangeInclusive<usize> = 1..=128;

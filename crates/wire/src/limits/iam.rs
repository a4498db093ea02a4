//! The bounds of what calls to IAM may hold.

use std::ops::RangeInclusive;

/// Characters of a `UserName`, of a policy's name, or of a role's where one is looked up; IAM makes no users and roles with
/// names beyond 64.
///
/// Source: IAM service model 2010-05-08, `existingUserNameType`, `policyNameType`.
pub const NAME_LOOKUP_CHARACTERS: RangeInclusive<usize> = 1..=128;

/// Characters of the `UserName` of a new user, and of a `RoleName`.
///
/// Source: IAM service model 2010-05-08, `userNameType`, `roleNameType`.
pub const IDENTITY_NAME_CHARACTERS: RangeInclusive<usize> = 1..=64;

/// Characters of a `Path` of IAM, and of a `PathPrefix`.
///
/// Source: IAM service model 2010-05-08, `pathType`, `pathPrefixType`, `policyPathType`.
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

/// Characters of a managed policy's `Description`.
///
/// Source: IAM API reference, `CreatePolicy`, `Description`.
pub const POLICY_DESCRIPTION_CHARACTERS: RangeInclusive<usize> = 0..=1000;

/// Characters of a managed policy's `VersionId`: the model has a pattern only, and no number is as long.
pub const POLICY_VERSION_ID_CHARACTERS: RangeInclusive<usize> = 1..=128;

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

//! The limits of this crate: every bound on a size, a count or a depth, with its source.

/// The longest policy text that is read: 131,072 bytes, whitespace included.
///
/// The quota of a kind (20,480 characters for a secret's policy, 2,048 for a trust policy) is narrower and belongs to
/// the operation that stores it.
///
/// Source: IAM API reference, `CreatePolicy`, `PolicyDocument` (at most 131,072 characters).
pub const POLICY_BYTES_MAX: usize = 131_072;

/// The deepest nesting of a policy document: document, statement list, statement, `Condition`, operator, value list.
///
/// Source: IAM user guide, "Grammar of the IAM JSON policy language".
pub const POLICY_DEPTH_MAX: usize = 6;

/// The most statements of one policy: 1,024. The service has no such limit; its size quotas keep real policies below
/// it.
pub const POLICY_STATEMENTS_MAX: usize = 1_024;

/// The most values in one list of a policy: 4,096. The service has no such limit; its size quotas keep real policies
/// below it.
pub const POLICY_LIST_VALUES_MAX: usize = 4_096;

/// The longest single text of a policy, field names included: 4,096 bytes. The service has no such limit; an ARN is at
/// most 2,048 characters.
pub const POLICY_ELEMENT_BYTES_MAX: usize = 4_096;

/// The most digits before the point of a number that a numeric condition compares.
pub const CONDITION_INTEGER_DIGITS_MAX: usize = 18;

/// The most digits behind the point of a number that a numeric condition compares.
pub const CONDITION_FRACTION_DIGITS_MAX: usize = 9;

/// The shortest and longest access key id: 16 and 128 characters.
///
/// Source: IAM API reference, `AccessKey`, `AccessKeyId`.
pub const ACCESS_KEY_ID_CHARS: std::ops::RangeInclusive<usize> = 16..=128;

/// The length of a generated secret access key: 40 characters of 6 bits.
pub const SECRET_ACCESS_KEY_CHARS: usize = 40;

/// The shortest and longest secret access key that an operator may preset: 20 and 128 characters.
pub const SECRET_ACCESS_KEY_CHARS_PRESET: std::ops::RangeInclusive<usize> = 20..=128;

/// The length of a unique id: 21 characters.
///
/// Source: IAM User Guide, "IAM identifiers", unique identifiers, by example.
pub const UNIQUE_ID_CHARS: usize = 21;

/// The most accounts of one server: 1,000. It keeps the duties that go through all of them short.
pub const ACCOUNTS_MAX: usize = 1_000;

/// How long a paging token is valid: 24 hours.
pub const PAGING_TOKEN_HOURS_MAX: i64 = 24;

/// The page size of a listing that asks for none: 100.
///
/// Source: IAM API reference, `ListUsers`, `MaxItems`.
pub const PAGE_ENTRIES_DEFAULT: usize = 100;

/// The most tags of a user, a role, a policy or a provider: 50.
///
/// Source: IAM User Guide, "IAM and AWS STS quotas", tags that can be attached.
pub const TAGS_MAX: usize = 50;

/// The most access keys of a user, or of an account's root: 2.
///
/// Source: IAM User Guide, "IAM and AWS STS quotas", access keys assigned to an IAM user.
pub const ACCESS_KEYS_MAX: usize = 2;

/// The most users of an account: 5,000.
///
/// Source: IAM User Guide, "IAM and AWS STS quotas", users in an AWS account.
pub const USERS_MAX: u32 = 5_000;

/// The most roles of an account: 1,000.
///
/// Source: IAM User Guide, "IAM and AWS STS quotas", roles in an AWS account.
pub const ROLES_MAX: u32 = 1_000;

/// How long all inline policies of a user are together at most: 2,048 characters, white space not counted.
///
/// Source: IAM User Guide, "IAM and AWS STS quotas", character limits.
pub const USER_POLICIES_CHARS_MAX: usize = 2_048;

/// How long all inline policies of a role are together at most: 10,240 characters, white space not counted.
///
/// Source: IAM User Guide, "IAM and AWS STS quotas", character limits.
pub const ROLE_POLICIES_CHARS_MAX: usize = 10_240;

/// The longest trust policy of a role: 2,048 characters, white space not counted.
///
/// Source: IAM User Guide, "IAM and AWS STS quotas", role trust policy length.
pub const TRUST_POLICY_CHARS_MAX: usize = 2_048;

/// How long a session of a role may last at most, in seconds, if the role does not say: one hour.
///
/// Source: IAM API reference, `CreateRole`, `MaxSessionDuration`.
pub const SESSION_SECONDS_MAX_DEFAULT: u32 = 3_600;

/// How many uses of access keys wait to be written down at most: 100,000.
pub const RECENT_USES_MAX: usize = 100_000;

/// How many uses of access keys one transaction writes down at most: 25; each takes three reads and writes.
pub const USES_PER_CHUNK_MAX: usize = 25;

/// How long the use of an access key that was written down is not written down again: 15 minutes.
pub const USE_MINUTES_MIN: i64 = 15;

/// The most managed policies that are attached to one user or role: 10.
///
/// Source: IAM User Guide, "IAM and AWS STS quotas", managed policies attached to a role and to a user.
pub const ATTACHED_POLICIES_MAX: usize = 10;

/// The longest managed policy: 6,144 characters, white space not counted.
///
/// Source: IAM User Guide, "IAM and AWS STS quotas", character limits.
pub const MANAGED_POLICY_CHARS_MAX: usize = 6_144;

/// The most versions of one managed policy: 5.
///
/// Source: IAM User Guide, "IAM and AWS STS quotas", versions of a managed policy.
pub const POLICY_VERSIONS_MAX: usize = 5;

/// The most managed policies of one account: 1,500.
///
/// Source: IAM User Guide, "IAM and AWS STS quotas", customer managed policies in an AWS account.
pub const POLICIES_MAX: usize = 1_500;

/// The most OpenID Connect providers of one account: 100.
///
/// Source: IAM User Guide, "IAM and AWS STS quotas", OpenID Connect identity providers per AWS account.
pub const PROVIDERS_MAX: usize = 100;

/// The most audiences of one OpenID Connect provider: 100.
///
/// Source: IAM API reference, `CreateOpenIDConnectProvider`, `ClientIDList`.
pub const CLIENT_IDS_MAX: usize = 100;

/// The most thumbprints of one OpenID Connect provider: 5.
///
/// Source: IAM API reference, `CreateOpenIDConnectProvider`, `ThumbprintList`.
pub const THUMBPRINTS_MAX: usize = 5;

/// The shortest and longest URL of an OpenID Connect provider, its scheme included: 1 and 255 characters.
///
/// Source: IAM API reference, `CreateOpenIDConnectProvider`, `Url`.
pub const PROVIDER_URL_CHARS: std::ops::RangeInclusive<usize> = 1..=255;
/// The longest session token: 4,095 bytes, so that it fits into a header among others wherever a proxy allows 8 KiB.
pub const SESSION_TOKEN_BYTES_MAX: usize = 4_095;

/// The longest record in a session token: what is left of it without base64, the keyring's generation (4), nonce (12),
/// tag (16) and format byte.
pub const SESSION_RECORD_BYTES_MAX: usize = SESSION_TOKEN_BYTES_MAX / 4 * 3 - 33;

/// How long a role's session lasts unless said otherwise: one hour.
///
/// Source: STS API reference, `AssumeRole`, `DurationSeconds`.
pub const SESSION_SECONDS_DEFAULT: u32 = 3_600;

/// How long a session lasts at most that is begun in a role's session: one hour.
///
/// Source: IAM User Guide, "Terms and concepts", role chaining.
pub const SESSION_SECONDS_CHAINED_MAX: u32 = 3_600;

/// How long a session of one's own lasts unless said otherwise: 12 hours.
///
/// Source: STS API reference, `GetSessionToken`, `DurationSeconds`.
pub const OWN_SESSION_SECONDS_DEFAULT: u32 = 43_200;

/// How long a session of an account's root lasts at most: one hour.
///
/// Source: STS API reference, `GetSessionToken`, `DurationSeconds`.
pub const ROOT_SESSION_SECONDS_MAX: u32 = 3_600;

/// The longest issuer, audience and subject of a provider's token: 255 characters each.
///
/// Source: STS API reference, `AssumeRoleWithWebIdentity`, `SubjectFromWebIdentityToken`; IAM API reference,
/// `CreateOpenIDConnectProvider`.
pub const IDENTITY_CLAIM_CHARS_MAX: usize = 255;

/// The longest token of a provider: 20,000 bytes.
///
/// Source: STS API reference, `AssumeRoleWithWebIdentity`, `WebIdentityToken`.
pub const IDENTITY_TOKEN_BYTES_MAX: usize = 20_000;

/// The most tags that a provider's token gives to a session.
///
/// Source: STS API reference, `AssumeRole`, `Tags`.
pub const IDENTITY_TAGS_MAX: usize = 50;

/// How far a provider's clock may be ahead of ours: 5 minutes.
pub const PROVIDER_CLOCK_SKEW_SECONDS_MAX: i64 = 300;

/// The most keys of a provider that are kept; further ones are not looked at.
pub const PROVIDER_KEYS_MAX: usize = 100;

//! The small world that pairs are about: who calls, what is done to what, which condition keys there are.
//!
//! Small, so that patterns meet what they are held against. Knows no policy.
//!
//! Source: service authorization reference, "Actions, resources, and condition keys" of Secrets Manager, KMS and STS;
//! IAM user guide, "AWS global condition context keys".

use iam::policy::{Account, Caller, PolicyKind};

/// The account that owns the resources.
pub(crate) const HOME: &str = "111122223333";

/// Another account.
pub(crate) const AWAY: &str = "444455556666";

const SERVICE: &str = "secretsmanager.amazonaws.com";

/// Who calls.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Who {
    Alice,
    AwayRoot,
    AwaySession,
    Bob,
    HomeRoot,
    HomeSession,
    Service,
}

impl Who {
    /// Every caller.
    pub(crate) const ALL: [Self; 7] = [
        Self::Alice,
        Self::AwayRoot,
        Self::AwaySession,
        Self::Bob,
        Self::HomeRoot,
        Self::HomeSession,
        Self::Service,
    ];

    /// The ARN, or the name of the service.
    pub(crate) fn arn(self) -> &'static str {
        match self {
            Self::Alice => "arn:aws:iam::111122223333:user/alice",
            Self::AwayRoot => "arn:aws:iam::444455556666:root",
            Self::AwaySession => "arn:aws:sts::444455556666:assumed-role/ops/s2",
            Self::Bob => "arn:aws:iam::444455556666:user/team/bob",
            Self::HomeRoot => "arn:aws:iam::111122223333:root",
            Self::HomeSession => "arn:aws:sts::111122223333:assumed-role/app/s1",
            Self::Service => SERVICE,
        }
    }

    /// The account; a service has none.
    pub(crate) fn account(self) -> Option<&'static str> {
        match self {
            Self::Alice | Self::HomeRoot | Self::HomeSession => Some(HOME),
            Self::AwayRoot | Self::AwaySession | Self::Bob => Some(AWAY),
            Self::Service => None,
        }
    }

    /// The role's ARN, if the caller is a session.
    pub(crate) fn role(self) -> Option<&'static str> {
        match self {
            Self::AwaySession => Some("arn:aws:iam::444455556666:role/path/ops"),
            Self::HomeSession => Some("arn:aws:iam::111122223333:role/app"),
            Self::Alice | Self::AwayRoot | Self::Bob | Self::HomeRoot | Self::Service => None,
        }
    }

    pub(crate) fn is_root(self) -> bool {
        matches!(self, Self::AwayRoot | Self::HomeRoot)
    }

    /// The caller as our engine knows it.
    pub(crate) fn caller(self) -> Caller<'static> {
        let account = Account { partition: "aws", id: self.account().unwrap_or_default() };
        match self {
            Self::Alice | Self::Bob => Caller::User { account, arn: self.arn() },
            Self::AwayRoot | Self::HomeRoot => Caller::Root(account),
            Self::AwaySession => Caller::RoleSession { account, role_name: "ops", session_arn: self.arn() },
            Self::HomeSession => Caller::RoleSession { account, role_name: "app", session_arn: self.arn() },
            Self::Service => Caller::Service { name: SERVICE },
        }
    }
}

/// What is done to what.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Target {
    pub(crate) kind: Kind,
    pub(crate) action: &'static str,
    pub(crate) resource: &'static str,
}

/// What kind of thing a resource is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Kind {
    Key,
    /// For actions that have no resource.
    Nothing,
    Role,
    Secret,
}

impl Kind {
    /// How the policy of such a resource is compiled; what has none counts as an identity's.
    pub(crate) fn policy_kind(self) -> PolicyKind {
        match self {
            Self::Key => PolicyKind::KeyPolicy,
            Self::Nothing => PolicyKind::Identity,
            Self::Role => PolicyKind::Trust,
            Self::Secret => PolicyKind::Resource,
        }
    }

    /// Whether there always is such a policy.
    pub(crate) fn has_policy(self) -> bool {
        matches!(self, Self::Key | Self::Role)
    }

    /// The actions and the resources that they are done to.
    pub(crate) fn targets(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Key => (
                &["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
                &["arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
            ),
            Self::Nothing => (
                &[
                    "secretsmanager:ListSecrets",
                    "secretsmanager:GetRandomPassword",
                    "secretsmanager:BatchGetSecretValue",
                    "kms:ListKeys",
                    "kms:CreateKey",
                ],
                &["*"],
            ),
            Self::Role => (&["sts:AssumeRole"], &["arn:aws:iam::111122223333:role/target"]),
            Self::Secret => (
                &[
                    "secretsmanager:GetSecretValue",
                    "secretsmanager:DescribeSecret",
                    "secretsmanager:PutSecretValue",
                    "secretsmanager:DeleteSecret",
                    "secretsmanager:TagResource",
                ],
                &[
                    "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf",
                    "arn:aws:secretsmanager:us-east-1:111122223333:secret:home/alice/x-AbCdEf",
                    "arn:aws:secretsmanager:eu-central-1:111122223333:secret:a.b+c=d@e-XyZ123",
                ],
            ),
        }
    }
}

impl Target {
    /// The account of the resource; none where there is no resource.
    pub(crate) fn owner(self) -> Option<&'static str> {
        (self.kind != Kind::Nothing).then_some(HOME)
    }

    /// The service that the action belongs to.
    pub(crate) fn service(self) -> &'static str {
        self.action.split_once(':').map_or("", |(service, _)| service)
    }
}

/// What the values of a condition key are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Shape {
    Address,
    Arn,
    Date,
    Number,
    /// A list of texts.
    Several,
    Text,
    Truth,
}

/// A condition key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    /// The values that requests carry and policies ask for.
    pub(crate) values: &'static [&'static str],
    /// The actions whose requests carry it, by their beginning.
    pub(crate) actions: &'static str,
}

const fn key(name: &'static str, shape: Shape, values: &'static [&'static str]) -> Key {
    Key { name, shape, values, actions: "" }
}

const fn key_of(actions: &'static str, key: Key) -> Key {
    Key { actions, ..key }
}

const ACCOUNTS: &[&str] = &[HOME, AWAY];
const TEAMS: &[&str] = &["pay", "Pay", "ops", "p*y"];

/// Every condition key of this world.
pub(crate) const KEYS: &[Key] = &[
    key("aws:CalledVia", Shape::Several, &["kms.amazonaws.com", SERVICE]),
    key("aws:CurrentTime", Shape::Date, DATES),
    key("aws:EpochTime", Shape::Date, EPOCHS),
    key("aws:MultiFactorAuthAge", Shape::Number, &["0", "7", "30", "7.5"]),
    key("aws:MultiFactorAuthPresent", Shape::Truth, &["true", "false"]),
    key(
        "aws:PrincipalArn",
        Shape::Arn,
        &["arn:aws:iam::111122223333:user/alice", "arn:aws:iam::111122223333:role/app"],
    ),
    key("aws:PrincipalAccount", Shape::Text, ACCOUNTS),
    key("aws:PrincipalOrgPaths", Shape::Several, &["o-a/r-1/", "o-a/r-1/ou-2/", "o-b/r-1/"]),
    key("aws:PrincipalTag/team", Shape::Text, TEAMS),
    key("aws:RequestTag/env", Shape::Text, &["dev", "qa"]),
    key("aws:ResourceTag/team", Shape::Text, TEAMS),
    key("aws:SecureTransport", Shape::Truth, &["true", "false"]),
    key(
        "aws:SourceArn",
        Shape::Arn,
        &["arn:aws:sns:eu-central-1:111122223333:topic:a:b", "arn:aws:s3:::box"],
    ),
    key("aws:SourceIp", Shape::Address, &["192.0.2.77", "198.51.100.7", "2001:db8::1"]),
    key("aws:SourceVpce", Shape::Text, &["vpce-1", "vpce-2"]),
    key("aws:TagKeys", Shape::Several, &["team", "env", "Team"]),
    key("aws:TokenIssueTime", Shape::Date, DATES),
    key("aws:username", Shape::Text, &["alice", "bob", "al*"]),
    key_of("kms:D", key("kms:CallerAccount", Shape::Text, ACCOUNTS)),
    key_of("kms:Decrypt", key("kms:EncryptionContextKeys", Shape::Several, &["SecretARN", "x"])),
    key_of("kms:D", key("kms:ViaService", Shape::Text, &["secretsmanager.us-east-1.amazonaws.com", "s3"])),
    key_of(
        "secretsmanager:DeleteSecret",
        key("secretsmanager:RecoveryWindowInDays", Shape::Number, &["7", "8", "30"]),
    ),
    key_of(
        "secretsmanager:GetSecretValue",
        key("secretsmanager:VersionStage", Shape::Text, &["AWSCURRENT", "AWSPREVIOUS", "AWS*"]),
    ),
    key_of("sts:", key("sts:ExternalId", Shape::Text, &["abc", "xyz"])),
];

/// Date-times, a date among them.
pub(crate) const DATES: &[&str] = &[
    "2026-06-01T12:00:00Z",
    "2026-06-01T14:00:00+02:00",
    "2026-06-01T00:00:00Z",
    "2026-06-01",
    "2023-11-14T22:13:20Z",
];

/// Seconds since the epoch; one of them is one of the date-times.
pub(crate) const EPOCHS: &[&str] = &["1700000000", "1800000000"];

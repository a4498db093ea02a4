//! Who acts.

use std::borrow::Cow;
use std::sync::Arc;

use arn::{AccountId, Partition};

use crate::{UniqueId, policy};

/// An identity that calls can be made as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Principal {
    /// Somebody who has assumed a role.
    Role(Arc<RoleSession>),
    /// The owner of an account, allowed everything in it that no resource policy denies.
    Root {
        /// The partition the account lives in.
        partition: Partition,
        /// The account.
        account: AccountId,
    },
    /// A user.
    User(Arc<UserName>),
}

/// A user as a principal: by its id, and by the name it has at present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserName {
    /// The partition the account lives in.
    pub partition: Partition,
    /// The account.
    pub account: AccountId,
    /// The id, which no other user ever has.
    pub id: UniqueId,
    /// The name.
    pub name: String,
    /// The ARN, path included.
    pub arn: String,
}

/// A session of a role as a principal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleSession {
    /// The partition the account lives in.
    pub partition: Partition,
    /// The role's account.
    pub account: AccountId,
    /// The role's id.
    pub role_id: UniqueId,
    /// The role's name, without its path.
    pub role_name: String,
    /// The role's ARN, path included.
    pub role_arn: String,
    /// The session's own name.
    pub name: String,
    /// The session's ARN, in which the role's path is left out.
    pub arn: String,
}

impl RoleSession {
    /// The ARN of a session.
    ///
    /// Source: STS API reference, `AssumedRoleUser`, `Arn`.
    #[must_use]
    pub fn arn_of(partition: Partition, account: &AccountId, role_name: &str, session_name: &str) -> String {
        format!("arn:{partition}:sts::{account}:assumed-role/{role_name}/{session_name}")
    }
}

impl Principal {
    /// The partition that the principal's account lives in.
    #[must_use]
    pub fn partition(&self) -> Partition {
        match self {
            Self::Role(session) => session.partition,
            Self::Root { partition, .. } => *partition,
            Self::User(user) => user.partition,
        }
    }

    /// The account that the principal belongs to.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        match self {
            Self::Role(session) => &session.account,
            Self::Root { account, .. } => account,
            Self::User(user) => &user.account,
        }
    }

    /// The principal's ARN, as denials name it: of a session its own, not its role's.
    #[must_use]
    pub fn arn(&self) -> Cow<'_, str> {
        match self {
            Self::Role(session) => session.arn.as_str().into(),
            Self::Root { partition, account } => format!("arn:{partition}:iam::{account}:root").into(),
            Self::User(user) => user.arn.as_str().into(),
        }
    }

    /// The ARN that conditions call the principal's: of a session its role's.
    ///
    /// Source: IAM User Guide, "AWS global condition context keys", `aws:PrincipalArn`.
    #[must_use]
    pub fn arn_in_conditions(&self) -> Cow<'_, str> {
        match self {
            Self::Role(session) => session.role_arn.as_str().into(),
            Self::Root { .. } | Self::User(_) => self.arn(),
        }
    }

    /// The principal's unique id; for a root user the account id, for a session the role's id and the session's name.
    ///
    /// Source: STS API reference, `GetCallerIdentity`, `UserId`.
    #[must_use]
    pub fn user_id(&self) -> Cow<'_, str> {
        match self {
            Self::Role(session) => format!("{}:{}", session.role_id, session.name).into(),
            Self::Root { account, .. } => account.as_str().into(),
            Self::User(user) => user.id.as_str().into(),
        }
    }

    /// Whether the principal is the root of this very account.
    #[must_use]
    pub fn is_root_of(&self, account: policy::Account<'_>) -> bool {
        match self {
            Self::Root { partition, account: own } => {
                partition.as_str() == account.partition && own.as_str() == account.id
            }
            Self::Role(_) | Self::User(_) => false,
        }
    }

    /// The principal as far as policies tell principals apart.
    #[must_use]
    pub fn as_policies_see_it(&self) -> policy::Caller<'_> {
        let account = policy::Account { partition: self.partition().as_str(), id: self.account().as_str() };
        match self {
            Self::Role(session) => policy::Caller::RoleSession {
                account,
                role_name: &session.role_name,
                session_arn: &session.arn,
            },
            Self::Root { .. } => policy::Caller::Root(account),
            Self::User(user) => policy::Caller::User { account, arn: &user.arn },
        }
    }
}

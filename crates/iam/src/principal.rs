//! Who acts.

use arn::{AccountId, Partition};

use crate::policy;

/// An identity that calls can be made as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Principal {
    /// The owner of an account, allowed everything in it that no resource policy denies.
    Root {
        /// The partition the account lives in.
        partition: Partition,
        /// The account.
        account: AccountId,
    },
}

impl Principal {
    /// The account that the principal belongs to.
    #[must_use]
    pub const fn account(&self) -> &AccountId {
        match self {
            Self::Root { account, .. } => account,
        }
    }

    /// The principal's ARN, as policies and denials name it.
    #[must_use]
    pub fn arn(&self) -> String {
        match self {
            Self::Root { partition, account } => format!("arn:{partition}:iam::{account}:root"),
        }
    }

    /// The principal's unique id; for a root user the account id.
    ///
    /// Source: STS API reference, `GetCallerIdentity`, `UserId`.
    #[must_use]
    pub fn user_id(&self) -> &str {
        match self {
            Self::Root { account, .. } => account.as_str(),
        }
    }

    /// Whether the principal is the root of this very account.
    #[must_use]
    pub fn is_root_of(&self, account: policy::Account<'_>) -> bool {
        match self {
            Self::Root { partition, account: own } => {
                partition.as_str() == account.partition && own.as_str() == account.id
            }
        }
    }

    /// The principal as far as policies tell principals apart.
    #[must_use]
    pub fn as_policies_see_it(&self) -> policy::Caller<'_> {
        match self {
            Self::Root { partition, account } => {
                policy::Caller::Root(policy::Account { partition: partition.as_str(), id: account.as_str() })
            }
        }
    }
}

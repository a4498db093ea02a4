//! Who asks, as far as a policy can tell principals apart. Knows no policy and no credential.

/// An account in its partition; the same twelve digits in two partitions are two accounts.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Account<'a> {
    /// The partition, for example `aws`.
    pub partition: &'a str,
    /// The twelve digits.
    pub id: &'a str,
}

/// The principal that makes a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Caller<'a> {
    /// A session of a role.
    RoleSession {
        /// The role's account.
        account: Account<'a>,
        /// The role's name, without its path.
        role_name: &'a str,
        /// The ARN of the session, `arn:aws:sts::…:assumed-role/role/session`.
        session_arn: &'a str,
    },
    /// The root user of an account: whatever its account may do it may do, unless denied.
    Root(Account<'a>),
    /// A service acting by itself, in no account; no policy but the resource's and those handed over for it count.
    Service {
        /// The service principal, for example `secretsmanager.amazonaws.com`.
        name: &'a str,
    },
    /// A user.
    User {
        /// The user's account.
        account: Account<'a>,
        /// The user's ARN, path included.
        arn: &'a str,
    },
    /// The bearer of a token of an identity provider, who is no principal of any account yet.
    WebIdentity {
        /// The ARN of the provider.
        provider_arn: &'a str,
    },
}

impl<'a> Caller<'a> {
    /// The account that the caller belongs to.
    #[must_use]
    pub fn account(&self) -> Option<Account<'a>> {
        match *self {
            Self::RoleSession { account, .. } | Self::Root(account) | Self::User { account, .. } => {
                Some(account)
            }
            Self::Service { .. } | Self::WebIdentity { .. } => None,
        }
    }
}

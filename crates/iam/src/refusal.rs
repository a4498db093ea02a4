//! Why an operation on identities was not carried out. How each refusal is worded for a client is the server's affair.

use store::StoreError;

use crate::policy::MalformedPolicy;
use crate::{InvalidPagingToken, InvalidTags, ProviderRefused, VersionRefused};

/// Why an operation was refused or failed. Unless a variant says otherwise, the caller is at fault.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// What is to be deleted has something left that has to be removed first.
    #[error("{0} are left")]
    DeleteConflict(Remaining),
    /// The text is no policy.
    #[error(transparent)]
    MalformedPolicy(#[from] MalformedPolicy),
    /// The holder has no access key of this id.
    #[error("there is no access key `{id}`")]
    NoSuchAccessKey {
        /// The id as the caller gave it.
        id: String,
    },
    /// The user cannot sign in with a password: nobody can.
    #[error("user `{name}` has no login profile")]
    NoSuchLoginProfile {
        /// The user's name as the caller gave it.
        name: String,
    },
    /// No managed policy has this ARN.
    #[error("there is no policy `{arn}`")]
    NoSuchPolicy {
        /// The ARN as the caller gave it.
        arn: String,
    },
    /// The managed policy has no such version.
    #[error("policy `{arn}` has no version `{version}`")]
    NoSuchPolicyVersion {
        /// The ARN as the caller gave it.
        arn: String,
        /// The version as the caller gave it.
        version: String,
    },
    /// A policy names a user, a role or a session as its principal that does not exist.
    #[error("there is no principal `{name}`")]
    NoSuchPrincipal {
        /// The principal as the policy names it.
        name: String,
    },
    /// No provider has this ARN.
    #[error("there is no OpenID Connect provider `{arn}`")]
    NoSuchProvider {
        /// The ARN as the caller gave it.
        arn: String,
    },
    /// No role has this name.
    #[error("there is no role `{name}`")]
    NoSuchRole {
        /// The name as the caller gave it.
        name: String,
    },
    /// The role has no inline policy of this name.
    #[error("the role has no policy `{name}`")]
    NoSuchRolePolicy {
        /// The name as the caller gave it.
        name: String,
    },
    /// No user has this name.
    #[error("there is no user `{name}`")]
    NoSuchUser {
        /// The name as the caller gave it.
        name: String,
    },
    /// The user has no inline policy of this name.
    #[error("the user has no policy `{name}`")]
    NoSuchUserPolicy {
        /// The name as the caller gave it.
        name: String,
    },
    /// What is to be attached is no managed policy.
    #[error("there is no policy `{arn}` to attach")]
    NotAttachable {
        /// The ARN as the caller gave it.
        arn: String,
    },
    /// The marker is not valid for this listing.
    #[error(transparent)]
    PagingToken(#[from] InvalidPagingToken),
    /// The inline policies of a user or role would be longer than they may be together.
    #[error("the policies of {noun} `{name}` have more than {max} characters")]
    PoliciesTooLong {
        /// `user` or `role`.
        noun: &'static str,
        /// Its name.
        name: String,
        /// How long they may be.
        max: usize,
    },
    /// A managed policy of this name exists.
    #[error("there is a policy `{name}` already")]
    PolicyExists {
        /// The name as the caller gave it.
        name: String,
    },
    /// A policy with more versions than the one in force is to be deleted.
    #[error("the policy has versions besides the one in force")]
    PolicyHasVersions,
    /// A policy that is in use is to be deleted.
    #[error("the policy is attached to users or roles, or bounds them")]
    PolicyInUse,
    /// The policy is one of AWS's own, which nobody changes.
    #[error("policy `{arn}` is not the account's to change")]
    PolicyOfAws {
        /// Who asks.
        caller: String,
        /// The action asked for.
        action: &'static str,
        /// The policy.
        arn: String,
    },
    /// A provider's URL, audiences or thumbprints are refused.
    #[error(transparent)]
    Provider(#[from] ProviderRefused),
    /// A provider of this URL exists.
    #[error("there is a provider `{url}` already")]
    ProviderExists {
        /// The URL as the caller gave it.
        url: String,
    },
    /// One more than a quota has room for.
    #[error("there are at most {max} {quota}")]
    Quota {
        /// What AWS calls the quota.
        quota: &'static str,
        /// How many there may be.
        max: usize,
    },
    /// A role of this name exists.
    #[error("there is a role `{name}` already")]
    RoleExists {
        /// The name as the caller gave it.
        name: String,
    },
    /// The store failed (ours, or the medium's).
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The tags are refused.
    #[error(transparent)]
    Tags(#[from] InvalidTags),
    /// A user of this name exists.
    #[error("there is a user `{name}` already")]
    UserExists {
        /// The name as the caller gave it.
        name: String,
    },
    /// A policy's versions stay as they are.
    #[error(transparent)]
    Version(#[from] VersionRefused),
}

/// What keeps a user or role from being deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remaining {
    /// Access keys.
    AccessKeys,
    /// Managed policies that are attached to it.
    AttachedPolicies,
    /// Policies of its own.
    InlinePolicies,
}

impl std::fmt::Display for Remaining {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::AccessKeys => "access keys",
            Self::AttachedPolicies => "attached policies",
            Self::InlinePolicies => "inline policies",
        })
    }
}

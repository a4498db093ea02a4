//! What lists of policies and of those who have them are confined to.

use crate::members::Enumeration;

/// Which kind of thing is listed.
///
/// Source: IAM API reference, `ListEntitiesForPolicy`, `EntityFilter`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityFilter {
    /// `User`.
    User,
    /// `Role`.
    Role,
    /// `Group`.
    Group,
    /// `LocalManagedPolicy`.
    LocalManagedPolicy,
    /// `AWSManagedPolicy`.
    AwsManagedPolicy,
}

impl EntityFilter {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::User => "User",
            Self::Role => "Role",
            Self::Group => "Group",
            Self::LocalManagedPolicy => "LocalManagedPolicy",
            Self::AwsManagedPolicy => "AWSManagedPolicy",
        }
    }
}

impl Enumeration for EntityFilter {
    const ALL: &'static [Self] =
        &[Self::User, Self::Role, Self::Group, Self::LocalManagedPolicy, Self::AwsManagedPolicy];

    fn name(self) -> &'static str {
        self.name()
    }
}

/// Whose policies are listed.
///
/// Source: IAM API reference, `ListPolicies`, `Scope`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyScope {
    /// `All`.
    All,
    /// `AWS`: AWS's own.
    Aws,
    /// `Local`: the account's.
    Local,
}

impl PolicyScope {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Aws => "AWS",
            Self::Local => "Local",
        }
    }
}

impl Enumeration for PolicyScope {
    const ALL: &'static [Self] = &[Self::All, Self::Aws, Self::Local];

    fn name(self) -> &'static str {
        self.name()
    }
}

/// What the policies that are listed are used as.
///
/// Source: IAM API reference, `ListPolicies`, `PolicyUsageFilter`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyUsage {
    /// `PermissionsPolicy`.
    PermissionsPolicy,
    /// `PermissionsBoundary`.
    PermissionsBoundary,
}

impl PolicyUsage {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PermissionsPolicy => "PermissionsPolicy",
            Self::PermissionsBoundary => "PermissionsBoundary",
        }
    }
}

impl Enumeration for PolicyUsage {
    const ALL: &'static [Self] = &[Self::PermissionsPolicy, Self::PermissionsBoundary];

    fn name(self) -> &'static str {
        self.name()
    }
}

//! What of a call to IAM may stand in its record: each member is picked here by name.
//!
//! The secret of a new access key is never named, and could not be: its type is not recordable.
//!
//! Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail".

mod access_keys;
mod policies;
mod providers;
mod roles;
mod users;

use audit::Parameters;
use wire::iam::{Operation as Asked, Paging, Request, Response, Tag};

/// A request of which something may stand in its record.
trait Recorded {
    /// What was asked for.
    fn recorded(&self) -> Option<Parameters>;
}

/// An answer of which something may stand in its record.
trait Told {
    /// What was answered.
    fn told(&self) -> Parameters;
}

/// Declares what is recorded by the operations that there are: those that change nothing, those that change something, and
/// those whose record tells what they answered, too.
macro_rules! recorded {
    (reads: $($reads:ident)+; changes: $($changes:ident)+; tells: $($tells:ident)+;) => {
        /// Whether an operation changes nothing.
        pub(super) const fn is_read_only(operation: Asked) -> bool {
            match operation {
                $(Asked::$reads)|+ => true,
                $(Asked::$changes)|+ => false,
                $(Asked::$tells)|+ => false,
            }
        }

        /// What was asked for.
        pub(super) fn parameters(request: &Request) -> Option<Parameters> {
            match request {
                $(Request::$reads(asked) => asked.recorded(),)+
                $(Request::$changes(asked) => asked.recorded(),)+
                $(Request::$tells(asked) => asked.recorded(),)+
            }
        }

        /// What was answered to a call that changes something.
        pub(super) fn elements(response: &Response) -> Option<Parameters> {
            match response {
                $(Response::$tells(done) => Some(done.told()),)+
                $(Response::$reads(_))|+ => None,
                $(Response::$changes(_))|+ => None,
            }
        }
    };
}

recorded! {
    reads:
    GetAccessKeyLastUsed
    GetAccountSummary
    GetLoginProfile
    GetOpenIDConnectProvider
    GetPolicy
    GetPolicyVersion
    GetRole
    GetRolePolicy
    GetUser
    GetUserPolicy
    ListAccessKeys
    ListAttachedRolePolicies
    ListAttachedUserPolicies
    ListEntitiesForPolicy
    ListGroupsForUser
    ListInstanceProfilesForRole
    ListMFADevices
    ListOpenIDConnectProviderTags
    ListOpenIDConnectProviders
    ListPolicies
    ListPolicyTags
    ListPolicyVersions
    ListRolePolicies
    ListRoleTags
    ListRoles
    ListSSHPublicKeys
    ListServiceSpecificCredentials
    ListSigningCertificates
    ListUserPolicies
    ListUserTags
    ListUsers
    ListVirtualMFADevices;
    changes:
    AddClientIDToOpenIDConnectProvider
    AttachRolePolicy
    AttachUserPolicy
    DeleteAccessKey
    DeleteLoginProfile
    DeleteOpenIDConnectProvider
    DeletePolicy
    DeletePolicyVersion
    DeleteRole
    DeleteRolePermissionsBoundary
    DeleteRolePolicy
    DeleteUser
    DeleteUserPermissionsBoundary
    DeleteUserPolicy
    DetachRolePolicy
    DetachUserPolicy
    PutRolePermissionsBoundary
    PutRolePolicy
    PutUserPermissionsBoundary
    PutUserPolicy
    RemoveClientIDFromOpenIDConnectProvider
    SetDefaultPolicyVersion
    TagOpenIDConnectProvider
    TagPolicy
    TagRole
    TagUser
    UntagOpenIDConnectProvider
    UntagPolicy
    UntagRole
    UntagUser
    UpdateAccessKey
    UpdateAssumeRolePolicy
    UpdateOpenIDConnectProviderThumbprint
    UpdateRole
    UpdateUser;
    tells:
    CreateAccessKey
    CreateOpenIDConnectProvider
    CreatePolicy
    CreatePolicyVersion
    CreateRole
    CreateUser
    UpdateRoleDescription;
}

fn paged(parameters: Parameters, paging: &Paging) -> Parameters {
    parameters.with_some("maxItems", paging.max_items)
}

fn tags(tags: &[Tag]) -> Vec<Parameters> {
    tags.iter().map(|tag| Parameters::new().with("key", &tag.key).with("value", &tag.value)).collect()
}

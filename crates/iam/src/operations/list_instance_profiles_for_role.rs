//! Lists the instance profiles of a role.

use super::{found, permission};
use crate::{Authorized, IdentitySubject, Refusal, Role};

permission! {
    /// The permission to list a role's instance profiles.
    ListInstanceProfilesForRole on IdentitySubject<Role>
}

/// Finds none: there is no such thing here.
///
/// Source: IAM API reference, `ListInstanceProfilesForRole`.
///
/// # Errors
///
/// [`Refusal::NoSuchRole`].
pub fn list_instance_profiles_for_role(
    authorized: &Authorized<ListInstanceProfilesForRole>,
) -> Result<(), Refusal> {
    found(authorized).map(drop)
}

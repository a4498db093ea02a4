//! `ListInstanceProfilesForRole`: lists the instance profiles of a role, which has none.

use super::shapes::ROLE_NAME;
use super::{NOTHING, Paging};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `ListInstanceProfilesForRole`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `RoleName`.
    pub role_name: String,
    /// `Marker` and `MaxItems`.
    pub paging: Paging,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { role_name: members.required_string("RoleName", &ROLE_NAME), paging: Paging::read(members) }
    }
}

/// What is answered: an empty list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("InstanceProfiles", &NOTHING).element("IsTruncated", &false);
    }
}

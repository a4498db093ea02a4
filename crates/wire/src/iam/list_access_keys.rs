//! `ListAccessKeys`: lists somebody's access keys.

use super::shapes::EXISTING_USER_NAME;
use super::{AccessKeyMetadata, Paging};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `ListAccessKeys`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`: absent for the caller.
    pub user_name: Option<String>,
    /// `Marker` and `MaxItems`.
    pub paging: Paging,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { user_name: members.string("UserName", &EXISTING_USER_NAME), paging: Paging::read(members) }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `AccessKeyMetadata`.
    pub access_key_metadata: Vec<AccessKeyMetadata>,
    /// `Marker`: how to ask for the next page, if there is one.
    pub marker: Option<String>,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("AccessKeyMetadata", &self.access_key_metadata)
            .element("IsTruncated", &self.marker.is_some())
            .element("Marker", &self.marker);
    }
}

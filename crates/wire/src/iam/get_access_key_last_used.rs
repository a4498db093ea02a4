//! `GetAccessKeyLastUsed`: tells when an access key was last used.

use jiff::Timestamp;

use super::shapes::ACCESS_KEY_ID;
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `GetAccessKeyLastUsed`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `AccessKeyId`.
    pub access_key_id: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { access_key_id: members.required_string("AccessKeyId", &ACCESS_KEY_ID) }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `UserName`.
    pub user_name: String,
    /// `AccessKeyLastUsed`.
    pub access_key_last_used: AccessKeyLastUsed,
}

/// The last use of an access key.
///
/// Source: IAM API reference, `AccessKeyLastUsed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessKeyLastUsed {
    /// `LastUsedDate`: absent if it was never used.
    pub last_used_date: Option<Timestamp>,
    /// `ServiceName`: `N/A` if it was never used.
    pub service_name: String,
    /// `Region`: `N/A` if it was never used.
    pub region: String,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("UserName", &self.user_name).element("AccessKeyLastUsed", &self.access_key_last_used);
    }
}

impl Encode for AccessKeyLastUsed {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("LastUsedDate", &self.last_used_date)
            .element("ServiceName", &self.service_name)
            .element("Region", &self.region);
    }
}

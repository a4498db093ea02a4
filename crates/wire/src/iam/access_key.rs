//! An access key, in requests and in answers.

use jiff::Timestamp;

use crate::members::Enumeration;
use crate::xml::{Encode, Writer};

/// Whether an access key may be used.
///
/// Source: IAM API reference, `UpdateAccessKey`, `Status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It may.
    Active,
    /// It may not.
    Inactive,
}

impl Enumeration for Status {
    const ALL: &'static [Self] = &[Self::Active, Self::Inactive];

    fn name(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Inactive => "Inactive",
        }
    }
}

impl Status {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        Enumeration::name(self)
    }
}

impl Encode for Status {
    fn content(&self, writer: &mut Writer) {
        Enumeration::name(*self).content(writer);
    }
}

/// An access key without its secret.
///
/// Source: IAM API reference, `AccessKeyMetadata`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessKeyMetadata {
    /// `UserName`.
    pub user_name: String,
    /// `AccessKeyId`.
    pub access_key_id: String,
    /// `Status`.
    pub status: Status,
    /// `CreateDate`.
    pub create_date: Timestamp,
}

impl Encode for AccessKeyMetadata {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("UserName", &self.user_name)
            .element("AccessKeyId", &self.access_key_id)
            .element("Status", &self.status)
            .element("CreateDate", &self.create_date);
    }
}

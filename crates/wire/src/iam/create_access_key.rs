//! `CreateAccessKey`: gives somebody an access key.

use jiff::Timestamp;
use secrecy::SecretString;

use super::Status;
use super::shapes::EXISTING_USER_NAME;
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `CreateAccessKey`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`: absent for the caller.
    pub user_name: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { user_name: members.string("UserName", &EXISTING_USER_NAME) }
    }
}

/// What is answered. It holds a secret, hence no `Debug`.
pub struct Response {
    /// `UserName`.
    pub user_name: String,
    /// `AccessKeyId`.
    pub access_key_id: String,
    /// `Status`.
    pub status: Status,
    /// `SecretAccessKey`: told this once.
    pub secret_access_key: SecretString,
    /// `CreateDate`.
    pub create_date: Timestamp,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("AccessKey", &AccessKey(self));
    }
}

/// The structure that the answer consists of.
struct AccessKey<'a>(&'a Response);

impl Encode for AccessKey<'_> {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("UserName", &self.0.user_name)
            .element("AccessKeyId", &self.0.access_key_id)
            .element("Status", &self.0.status)
            .element("SecretAccessKey", &self.0.secret_access_key)
            .element("CreateDate", &self.0.create_date);
    }
}

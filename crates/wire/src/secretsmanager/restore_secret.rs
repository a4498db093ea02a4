//! `RestoreSecret`: takes a scheduled deletion back.

use super::shapes::SECRET_ID;
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `RestoreSecret`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `SecretId`: a name or an ARN.
    pub secret_id: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { secret_id: members.required_string("SecretId", &SECRET_ID) }
    }
}

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// `ARN`.
    pub arn: String,
    /// `Name`.
    pub name: String,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("ARN", &self.arn).member("Name", &self.name).end();
    }
}

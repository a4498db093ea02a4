//! `GetKeyRotationStatus`: tells whether a key's material is replaced.

use jiff::Timestamp;

use super::shapes::KEY_ID;
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `GetKeyRotationStatus`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { key_id: members.required_string("KeyId", &KEY_ID) }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `KeyRotationEnabled`: whether it is.
    pub key_rotation_enabled: bool,
    /// `KeyId`: the key's ARN.
    pub key_id: String,
    /// `RotationPeriodInDays`: how often.
    pub rotation_period_in_days: Option<i64>,
    /// `NextRotationDate`: when next.
    pub next_rotation_date: Option<Timestamp>,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("KeyRotationEnabled", &self.key_rotation_enabled)
            .member("KeyId", &self.key_id)
            .member("RotationPeriodInDays", &self.rotation_period_in_days)
            .member("NextRotationDate", &self.next_rotation_date)
            .end();
    }
}

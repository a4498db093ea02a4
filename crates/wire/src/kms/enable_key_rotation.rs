//! `EnableKeyRotation`: has a key's material replaced again and again.

use super::shapes::{KEY_ID, ROTATION_PERIOD};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `EnableKeyRotation`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
    /// `RotationPeriodInDays`: how often: 90 to 2,560 days.
    pub rotation_period_in_days: Option<i64>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key_id: members.required_string("KeyId", &KEY_ID),
            rotation_period_in_days: members.integer("RotationPeriodInDays", &ROTATION_PERIOD),
        }
    }
}

/// What is answered: nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn encode(&self, _: &mut Writer) {}
}

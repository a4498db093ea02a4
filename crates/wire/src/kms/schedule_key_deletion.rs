//! `ScheduleKeyDeletion`: has a key deleted after a window.

use jiff::Timestamp;

use super::shapes::{KEY_ID, PENDING_WINDOW};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `ScheduleKeyDeletion`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
    /// `PendingWindowInDays`: 7 to 30 days.
    pub pending_window_in_days: Option<i64>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key_id: members.required_string("KeyId", &KEY_ID),
            pending_window_in_days: members.integer("PendingWindowInDays", &PENDING_WINDOW),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `KeyId`: the key's ARN.
    pub key_id: String,
    /// `DeletionDate`: when it is deleted.
    pub deletion_date: Option<Timestamp>,
    /// `KeyState`: its state now.
    pub key_state: &'static str,
    /// `PendingWindowInDays`: the window.
    pub pending_window_in_days: i64,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("KeyId", &self.key_id)
            .member("DeletionDate", &self.deletion_date)
            .member("KeyState", &self.key_state)
            .member("PendingWindowInDays", &self.pending_window_in_days)
            .end();
    }
}

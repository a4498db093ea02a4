//! `DeleteSecret`: schedules a secret for deletion, or deletes it without recovery.

use jiff::Timestamp;

use super::shapes::{RECOVERY_WINDOW_IN_DAYS, SECRET_ID};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `DeleteSecret`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `SecretId`: a name or an ARN.
    pub secret_id: String,
    /// `RecoveryWindowInDays`: any number; the model sets no bounds.
    pub recovery_window_in_days: Option<i64>,
    /// `ForceDeleteWithoutRecovery`.
    pub force_delete_without_recovery: Option<bool>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id: members.required_string("SecretId", &SECRET_ID),
            recovery_window_in_days: members.integer("RecoveryWindowInDays", &RECOVERY_WINDOW_IN_DAYS),
            force_delete_without_recovery: members.boolean("ForceDeleteWithoutRecovery"),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// `ARN`.
    pub arn: String,
    /// `Name`.
    pub name: String,
    /// `DeletionDate`: when the secret can no longer be restored.
    pub deletion_date: Option<Timestamp>,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("ARN", &self.arn)
            .member("Name", &self.name)
            .member("DeletionDate", &self.deletion_date)
            .end();
    }
}

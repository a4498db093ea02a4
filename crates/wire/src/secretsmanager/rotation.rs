//! How a secret's rotation is described.

use crate::json::{Encode, Writer};

/// When a secret is rotated.
///
/// Source: Secrets Manager API reference, `RotationRulesType`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RotationRules {
    /// `AutomaticallyAfterDays`: 1 to 1,000 days.
    pub automatically_after_days: Option<i64>,
    /// `Duration`: the rotation window's length in hours, `3h`.
    pub duration: Option<String>,
    /// `ScheduleExpression`: `cron(…)` or `rate(…)`.
    pub schedule_expression: Option<String>,
}

impl Encode for RotationRules {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("AutomaticallyAfterDays", &self.automatically_after_days)
            .member("Duration", &self.duration)
            .member("ScheduleExpression", &self.schedule_expression)
            .end();
    }
}

/// What the rotation of a managed external secret must know.
///
/// Source: Secrets Manager API reference, `ExternalSecretRotationMetadataItem`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalSecretRotationMetadata {
    /// `Key`.
    pub key: String,
    /// `Value`.
    pub value: String,
}

impl Encode for ExternalSecretRotationMetadata {
    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("Key", &self.key).member("Value", &self.value).end();
    }
}

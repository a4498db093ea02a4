//! Why a policy text is refused: the place and the first fault. Knows no API code: the operation that was handed the
//! text chooses it.

use std::fmt;

use crate::limits::{POLICY_BYTES_MAX, POLICY_LIST_VALUES_MAX, POLICY_STATEMENTS_MAX};

/// A policy text that is not accepted. The caller is at fault.
///
/// Quotes parts of the text, and nothing else.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub struct MalformedPolicy {
    /// The `Sid` of the statement at fault, else its number counted from 1; none if the fault lies outside of any.
    pub statement: Option<String>,
    /// What is wrong there.
    pub fault: Fault,
}

impl fmt::Display for MalformedPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.statement {
            Some(statement) => write!(f, "statement `{statement}`: {}", self.fault),
            None => self.fault.fmt(f),
        }
    }
}

impl From<Fault> for MalformedPolicy {
    fn from(fault: Fault) -> Self {
        Self { statement: None, fault }
    }
}

/// What is wrong with a policy text.
///
/// The services answer all of these with `MalformedPolicyDocument` (IAM, STS) or `MalformedPolicyDocumentException`
/// (Secrets Manager, KMS), and tell some apart in the message.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Fault {
    /// An action has more than one colon.
    #[error("action `{0}` has more than one colon")]
    ActionColons(String),
    /// An action of a trust policy is not one of STS.
    #[error("action `{0}` has no place in a trust policy")]
    ActionOutsideTrust(String),
    /// An action is neither `*` nor of the form `vendor:Name`.
    #[error("action `{0}` has no vendor prefix")]
    ActionWithoutVendor(String),
    /// The vendor prefix of an action has a character that no service has, a wildcard among them.
    #[error("vendor of action `{0}` is not valid")]
    ActionVendor(String),
    /// A condition key is not of the form `vendor:name`.
    #[error("condition key `{0}` has no vendor prefix")]
    ConditionKey(String),
    /// A condition operator does not exist.
    #[error("unknown condition operator `{0}`")]
    ConditionOperator(String),
    /// A condition value cannot be read as what its operator compares.
    #[error("`{value}` is not a value that `{operator}` compares")]
    ConditionValue {
        /// The operator's name as given.
        operator: String,
        /// The value as given.
        value: String,
    },
    /// Two fields stand together that exclude each other.
    #[error("fields `{0}` and `{1}` exclude each other")]
    ConflictingFields(&'static str, &'static str),
    /// Two statements have the same `Sid`.
    #[error("another statement has the same `Sid`")]
    DuplicateSid,
    /// The effect is not exactly `Allow` or `Deny`.
    #[error("effect `{0}` is neither `Allow` nor `Deny`")]
    Effect(String),
    /// A list or map that must hold something is empty.
    #[error("field `{0}` is empty")]
    EmptyList(String),
    /// The text is not JSON, has a duplicate key, a `null`, an over-long text, or nests deeper than the grammar.
    #[error("not a policy document: {0}")]
    Json(String),
    /// A required field is absent.
    #[error("field `{0}` is missing")]
    MissingField(&'static str),
    /// The statement of a resource, key or trust policy names no principal.
    #[error("no principal is named")]
    MissingPrincipal,
    /// The kind of policy does not have this field.
    #[error("field `{0}` is prohibited in this kind of policy")]
    ProhibitedField(&'static str),
    /// A resource is neither `*` nor an ARN pattern.
    #[error("resource `{0}` is neither an ARN nor `*`")]
    Resource(String),
    /// A `Sid` of an IAM policy has other characters than `A-Z`, `a-z` and `0-9`.
    #[error("`Sid` `{0}` has other characters than letters and digits")]
    Sid(String),
    /// The text is longer than [`POLICY_BYTES_MAX`].
    #[error("text of {bytes} bytes is longer than {POLICY_BYTES_MAX}")]
    TextTooLong {
        /// The length of the text in bytes.
        bytes: usize,
    },
    /// The policy has more than [`POLICY_STATEMENTS_MAX`] statements.
    #[error("{count} statements are more than {POLICY_STATEMENTS_MAX}")]
    TooManyStatements {
        /// The number of statements.
        count: usize,
    },
    /// A list has more than [`POLICY_LIST_VALUES_MAX`] values.
    #[error("field `{field}` has {count} values, more than {POLICY_LIST_VALUES_MAX}")]
    TooManyValues {
        /// The field.
        field: String,
        /// The number of values.
        count: usize,
    },
    /// A field exists that the grammar does not have.
    #[error("unknown field `{0}`")]
    UnknownField(String),
    /// A principal is of no form that can be matched.
    #[error("unsupported principal `{0}`")]
    UnsupportedPrincipal(String),
    /// A service principal is not of the form `service.amazonaws.com`.
    #[error("unsupported service principal `{0}`")]
    UnsupportedService(String),
    /// A policy variable is not closed, or is neither `${vendor:name}` nor `${vendor:name, 'default'}`.
    #[error("`{0}` has a malformed policy variable")]
    Variable(String),
    /// The version is neither `2012-10-17` nor `2008-10-17`.
    #[error("unsupported version `{0}`")]
    Version(String),
    /// A field holds another JSON type than the grammar has there.
    #[error("field `{field}` is not {expected}")]
    WrongShape {
        /// The field.
        field: String,
        /// What the grammar has there.
        expected: &'static str,
    },
}

impl Fault {
    /// Names the statement that the fault lies in.
    pub(super) fn in_statement(self, name: String) -> MalformedPolicy {
        MalformedPolicy { statement: Some(name), fault: self }
    }
}

//! Secrets: their names, versions, labels, tags and policies, and what may be done with them.
//!
//! The rules are pure functions on their types; an operation loads, asks the rule and saves. This crate knows no wire
//! shape, no socket, no file and no clock but the transaction's: how a request is spelled and how a refusal is worded is
//! the server's affair.
//!
//! Source: Secrets Manager API reference, version 2017-10-17.

mod arn_suffix;
mod catalogue;
mod catalogues;
mod day;
mod due;
mod encryption;
mod filter;
pub mod limits;
pub mod operations;
mod random_password;
mod recent_reads;
mod record;
mod recovery_window;
mod refusal;
mod resource_policy;
mod secret;
mod secret_id;
mod secret_name;
mod staging_label;
mod subject;
mod tag;
mod value_input;
mod version;
mod version_event;
mod version_id;

pub use arn_suffix::ArnSuffix;
pub use catalogue::{Catalogue, CataloguePage, Position, Query, SortKey};
pub use catalogues::Catalogues;
pub use day::Day;
pub use due::{Due, Duty};
pub use encryption::Decryption;
pub use filter::{Described, Filter, FilterKey, FilterValue, Filters};
pub use iam::AccountSubject;
pub use random_password::{PasswordRefused, PasswordRules};
pub use recent_reads::{Read, RecentReads};
pub use recovery_window::{RecoveryWindow, RecoveryWindowOutOfRange};
pub use refusal::{KeyTrouble, KeyWork, Refusal};
pub use resource_policy::ResourcePolicy;
pub use secret::{Secret, SecretSerial, arn};
pub use secret_id::{Location, SecretId};
pub use secret_name::{InvalidSecretName, SecretName};
pub use staging_label::{InvalidStagingLabel, LabelMoveRefused, Labels, StagingLabel, TooManyLabels};
pub use subject::SecretSubject;
pub use tag::{InvalidTags, Tag, Tags};
pub use value_input::ValueInput;
pub use version::{SealedValue, SecretValue, ValueKind, Version};
pub use version_event::{VersionEvent, VersionEventKind};
pub use version_id::{InvalidVersionId, VersionId};

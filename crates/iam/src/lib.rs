//! Who may do what: principals, their access keys, policies, and the proof that an operation demands.
//!
//! This crate knows no operation of another service and no wire shape. It decides; loading what a decision is about is the
//! caller's part, and acting on it is only possible with the [`Authorized`] that comes out of it.

mod access_key;
mod authorize;
mod caller;
mod condition_keys;
pub mod limits;
pub mod operations;
pub mod policy;
mod principal;
mod record;

pub use access_key::{AccessKey, AccessKeyId, Credentials, InvalidAccessKey, SecretAccessKey, Wrap};
pub use authorize::{AccessDenied, Action, Authorized, Subject, authorize, revoked};
pub use caller::{Caller, Circumstances};
pub use principal::Principal;

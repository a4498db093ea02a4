//! The AWS protocols as Strongroom speaks them: operation names, request and response shapes, the constraints a
//! service model puts on them, and the error envelopes.
//!
//! A JSON request goes [`Target::parse`], [`json::Document::parse`], then for example [`secretsmanager::Request::decode`];
//! its answer is [`secretsmanager::Response::encode`] or [`Failure::encode_json`]. A Query request goes
//! [`query::Parameters::parse`], [`Target::of_query`], [`query::Parameters::document`], then for example
//! [`sts::Request::decode`]; its answer is [`sts::Response::encode`] or [`Failure::encode_xml`].
//!
//! This crate knows no domain type, no socket, no store and no clock. What a request *means* (whether a secret exists,
//! whether a name has allowed characters, which members exclude each other) is decided elsewhere; here is only what the
//! service model itself demands.

mod buffer;
pub mod failure;
pub mod iam;
pub mod json;
pub mod kms;
pub mod limits;
mod members;
mod operations;
pub mod query;
pub mod secretsmanager;
pub mod strongroom;
pub mod sts;
mod target;
mod xml;

pub use failure::{Code, Failure};
pub use target::{Target, UnknownOperation};

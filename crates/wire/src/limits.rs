//! Every bound this crate enforces or offers to its callers, with its unit and its source.
//!
//! A range names what the service model allows, both ends included. Names of quantities end with their unit: *characters*
//! are Unicode scalar values, *bytes* are bytes of UTF-8 or decoded bytes, *items* are list elements.

mod iam;
mod kms;
mod secretsmanager;
mod strongroom;
pub mod sts;

use std::ops::RangeInclusive;

pub use iam::*;
pub use kms::*;
pub use secretsmanager::*;
pub use strongroom::*;

/// The largest request body that is read: 1 MiB.
///
/// The largest legal body is one `PutSecretValue` whose value of 65,536 bytes is written in `\u` escapes (six times its
/// size) with the remaining members; 1 MiB leaves room for unknown members and insignificant white space.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;

/// The largest sum of request header names and values that is read: 16 KiB.
///
/// A session token is the largest header that clients send; AWS bounds it below 4 KiB in practice.
pub const HEADER_BYTES_MAX: usize = 16 * 1024;

/// The deepest nesting of lists and objects in a JSON body, the body's own object included.
///
/// The deepest legal request (`Filters[].Values[]`) has four levels; the rest is room for unknown members.
pub const JSON_DEPTH_MAX: usize = 32;

/// The largest number of values of any kind in one JSON body, so that a body of 1 MiB cannot become a tree of 30 MiB.
pub const JSON_VALUES_MAX: usize = 65_536;

/// The largest number of parameters in one Query request.
///
/// The longest legal request (`AssumeRole` with 50 tags, 50 transitive keys and 10 policies) has fewer than 200.
pub const QUERY_PARAMETERS_MAX: usize = 512;

/// The deepest nesting of a Query parameter's name, counted in its dots; the deepest legal one
/// (`ProvidedContexts.member.1.ProviderArn`) has three.
pub const QUERY_DEPTH_MAX: usize = 8;

/// The largest number of constraint violations that one `ValidationException` lists; further ones are not looked for.
pub const VIOLATIONS_MAX: usize = 100;

/// Characters of a text that the model does not bound.
pub const ANY_CHARACTERS: RangeInclusive<usize> = 0..=usize::MAX;

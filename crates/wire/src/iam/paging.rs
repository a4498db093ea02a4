//! Which page of a listing is asked for.

use super::shapes::{MARKER, MAX_ITEMS};
use crate::members::{Members, Shape};

/// What every listing of IAM takes beside its own parameters.
///
/// Source: IAM API reference, `ListUsers`, `Marker` and `MaxItems`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paging {
    /// `Marker`: where the page before ended.
    pub marker: Option<String>,
    /// `MaxItems`.
    pub max_items: Option<i64>,
}

impl Shape for Paging {
    fn read(members: &mut Members<'_>) -> Self {
        Self { marker: members.string("Marker", &MARKER), max_items: members.integer("MaxItems", &MAX_ITEMS) }
    }
}

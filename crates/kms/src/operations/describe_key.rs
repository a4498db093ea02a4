//! Tells what a key is like.

use std::sync::Arc;

use iam::Authorized;

use super::permission;
use crate::{Key, KeyFailure, KeySubject};

permission! {
    /// The permission to see what a key is like.
    DescribeKey on KeySubject
}

/// The key, whatever its state is.
///
/// Source: KMS API reference, `DescribeKey`.
///
/// # Errors
///
/// [`KeyFailure::NotFound`], [`KeyFailure::AliasNotFound`]: there is none.
pub fn describe_key(authorized: &Authorized<DescribeKey>) -> Result<Arc<Key>, KeyFailure> {
    authorized.subject().key().map(Arc::clone)
}

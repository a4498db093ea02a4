//! Tells whether and when a key's material is replaced.

use iam::Authorized;

use super::permission;
use crate::{KeyFailure, KeySubject, Rotation};

permission! {
    /// The permission to see whether a key's material is replaced.
    GetKeyRotationStatus on KeySubject
}

/// Whether and when a key's material is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RotationStatus {
    /// The key's ARN.
    pub arn: String,
    /// How often and when next; nothing if it is not.
    pub rotation: Option<Rotation>,
}

/// Whether and when a key's material is replaced; never of a key that is to be deleted.
///
/// Source: KMS API reference, `GetKeyRotationStatus`.
///
/// # Errors
///
/// [`KeyFailure::NotFound`]: there is no such key.
pub fn get_key_rotation_status(
    authorized: &Authorized<GetKeyRotationStatus>,
) -> Result<RotationStatus, KeyFailure> {
    let subject = authorized.subject();
    let key = subject.key()?;
    let rotation = key.rotation.filter(|_| key.state.deletion().is_none());
    Ok(RotationStatus { arn: subject.arn(), rotation })
}

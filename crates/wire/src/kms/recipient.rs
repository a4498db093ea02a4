//! An enclave that an answer is encrypted for.

use crate::members::{Members, Shape};

/// That an answer is to be encrypted for an enclave; which one is not looked at.
///
/// Source: KMS API reference, `RecipientInfo`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recipient;

impl Shape for Recipient {
    fn read(_: &mut Members<'_>) -> Self {
        Self
    }
}

//! Bytes that must not outlive their use.

use zeroize::Zeroizing;

/// Secret bytes, wiped when dropped.
///
/// It has neither `Debug`, `Display`, `Clone` nor `==`: reading it is visible at the call as `expose_secret`, and comparing
/// it goes through [`Plaintext::equals`].
///
/// ```compile_fail,E0369
/// let (left, right) = (seal::Plaintext::new(vec![1]), seal::Plaintext::new(vec![1]));
/// assert!(left == right);
/// ```
pub struct Plaintext(Zeroizing<Vec<u8>>);

impl Plaintext {
    /// Takes ownership of secret bytes.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes themselves.
    #[must_use]
    pub fn expose_secret(&self) -> &[u8] {
        &self.0
    }

    /// The number of bytes, which is not secret.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no bytes at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether both hold the same bytes, in a time that depends on the lengths alone.
    #[must_use]
    pub fn equals(&self, other: &Self) -> bool {
        crate::constant_time_eq(&self.0, &other.0)
    }
}

impl From<Zeroizing<Vec<u8>>> for Plaintext {
    fn from(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self(bytes)
    }
}

//! A key for one thing, and its wrapped form.

/// A fresh data key: used once in the clear, stored wrapped.
pub struct DataKey {
    /// The key itself.
    pub key: seal::Key,
    /// The key as only its KMS key can unwrap it.
    pub ciphertext: Vec<u8>,
}

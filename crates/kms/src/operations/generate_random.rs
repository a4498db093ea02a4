//! Makes up random bytes.

use iam::Authorized;
use seal::Plaintext;
use store::Transaction;

use super::{AccountSubject, permission};

permission! {
    /// The permission to have random bytes made up.
    GenerateRandom on AccountSubject
}

/// So many random bytes.
///
/// Source: KMS API reference, `GenerateRandom`.
pub fn generate_random(tx: &mut Transaction, _: &Authorized<GenerateRandom>, bytes: usize) -> Plaintext {
    let mut random = vec![0; bytes];
    tx.entropy().fill(&mut random);
    Plaintext::new(random)
}

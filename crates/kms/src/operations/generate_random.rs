//! Makes up random bytes.

use iam::{AccountSubject, Authorized};
use seal::Plaintext;
use store::Transaction;

/// The permission to have random bytes made up.
#[derive(Debug, Clone, Copy)]
pub struct GenerateRandom;

impl iam::Action for GenerateRandom {
    const NAME: &'static str = "kms:GenerateRandom";
    type Subject = AccountSubject;
}

/// So many random bytes.
///
/// Source: KMS API reference, `GenerateRandom`.
pub fn generate_random(tx: &mut Transaction, _: &Authorized<GenerateRandom>, bytes: usize) -> Plaintext {
    let mut random = vec![0; bytes];
    tx.entropy().fill(&mut random);
    Plaintext::new(random)
}

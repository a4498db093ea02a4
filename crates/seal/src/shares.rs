//! A key in shares: so many of them make it whole, and fewer tell nothing of it.
//!
//! Source: A. Shamir, "How to share a secret" (1979), over the field of 256 elements. The library computes without tables
//! and without branches on what is secret, so that neither the cache nor the time tells of it.

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};
use vsss_rs::Gf256;
use zeroize::{Zeroize, Zeroizing};

use crate::limits::{KEY_BYTES, SHARES_THRESHOLD_MIN};
use crate::{Entropy, Key, Plaintext};

/// Why a key could not be put into shares, or out of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SharesError {
    /// The numbers do not fit: 2 to 255 shares, of which 2 to all are needed (the operator's fault).
    #[error("a key is put together from 2 shares at least, and from no more than there are")]
    Numbers,
    /// These are no shares of one key, or there is one twice (the operator's fault).
    #[error("these are not different shares of one key")]
    Mismatch,
}

/// Puts a key into `count` shares, `threshold` of which make it whole. Each has 33 bytes, the first of which is its number.
///
/// # Errors
///
/// [`SharesError::Numbers`].
pub fn split(
    key: &Key,
    threshold: u8,
    count: u8,
    entropy: &mut Entropy,
) -> Result<Vec<Plaintext>, SharesError> {
    if !(SHARES_THRESHOLD_MIN..=count).contains(&threshold) {
        return Err(SharesError::Numbers);
    }
    let shares = Gf256::split_array(threshold.into(), count.into(), key.expose_secret(), Generator(entropy));
    Ok(shares.map_err(|_| SharesError::Numbers)?.into_iter().map(Plaintext::new).collect())
}

/// Puts a key together. Too few shares make another key, which only what it is for can tell.
///
/// # Errors
///
/// [`SharesError::Mismatch`].
pub fn combine(shares: &[Plaintext]) -> Result<Key, SharesError> {
    let is_share = |share: &Plaintext| share.len() == KEY_BYTES + 1;
    if !shares.iter().all(is_share) {
        return Err(SharesError::Mismatch);
    }
    let mut given: Vec<_> = shares.iter().map(|share| share.expose_secret().to_vec()).collect();
    let combined = Gf256::combine_array(&given);
    given.zeroize();
    let key = Zeroizing::new(combined.map_err(|_| SharesError::Mismatch)?);
    Key::from_slice(&key).ok_or(SharesError::Mismatch)
}

/// Our generator, as the library asks for one.
struct Generator<'a>(&'a mut Entropy);

impl TryRng for Generator<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(self.0.bytes()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(self.0.bytes()))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Generator<'_> {}

#[cfg(test)]
mod tests;

//! The keyring wrapped a second time, under a key that nobody holds: it is put together from shares that several people keep.
//!
//! A share as people keep it is `strongroom-share-` and hexadecimal digits: which set it is of and how many are needed, the
//! share itself (33 bytes, its number first), and a few bytes that tell a typing error.

use seal::limits::KEY_BYTES;
use seal::{Entropy, Key, LockedKey, Plaintext, SharesError};
use zeroize::Zeroizing;

use crate::RootKeyError;
use crate::limits::{SHARE_CHECK_BYTES, SHARE_SET_BYTES};
use crate::wrapped::{self, ShareSet, Wrapped};

const PREFIX: &str = "strongroom-share-";
const SHARE_BYTES: usize = SHARE_SET_BYTES + 1 + KEY_BYTES + SHARE_CHECK_BYTES;

/// Why shares do not open a keyring.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// Something was entered that is no share, or was mistyped (the operator's fault).
    #[error("line {line} is no recovery share, or was mistyped")]
    Malformed {
        /// The line, counted from 1.
        line: usize,
    },
    /// A share is of another store, or of a set that a newer one replaced (the operator's fault).
    #[error("the share in line {line} belongs to another store, or to shares that newer ones replaced")]
    OtherSet {
        /// The line, counted from 1.
        line: usize,
    },
    /// There are too few (the operator's fault).
    #[error("{given} different shares were given, and {needed} are needed")]
    TooFew {
        /// How many different ones there are.
        given: usize,
        /// How many it takes.
        needed: usize,
    },
    /// There are no shares of this store.
    #[error("no recovery shares were ever made for this store")]
    NoShares,
    /// The shares cannot be made, or make no key.
    #[error(transparent)]
    Shares(#[from] SharesError),
    /// The wrapped keyring is not what shares open, or was altered.
    #[error(transparent)]
    Wrapped(#[from] RootKeyError),
}

/// Shares as people keep them, each wiped when dropped.
pub type Shares = Vec<Zeroizing<String>>;

/// Wraps the keyring under a fresh key, and returns that key in `count` shares, `threshold` of which are needed. The key itself
/// is forgotten.
///
/// # Errors
///
/// [`RecoveryError::Shares`]: the numbers do not fit.
pub fn create_shares(
    keyring: &Plaintext,
    threshold: u8,
    count: u8,
    entropy: &mut Entropy,
) -> Result<(Vec<u8>, Shares), RecoveryError> {
    let key = LockedKey::from(Key::generate(entropy));
    let set = ShareSet { id: entropy.bytes(), threshold };
    let shares = seal::split(&key, threshold, count, entropy)?;
    let wrapped = wrapped::by_recovery_key(&key, set, keyring, entropy);
    Ok((wrapped, shares.iter().map(|share| write(set, share)).collect()))
}

/// Unwraps the keyring with shares, in any order.
///
/// # Errors
///
/// See [`RecoveryError`].
pub fn recover(wrapped: &[u8], shares: &[Zeroizing<String>]) -> Result<Plaintext, RecoveryError> {
    let Wrapped::RecoveryKey { header, set, sealed } = wrapped::read(wrapped)? else {
        return Err(RootKeyError::UnknownFormat.into());
    };
    let mut given: Vec<Plaintext> = Vec::new();
    for (index, text) in shares.iter().enumerate() {
        let line = index + 1;
        let (of, share) = read(text).ok_or(RecoveryError::Malformed { line })?;
        if of != set {
            return Err(RecoveryError::OtherSet { line });
        }
        if !given.iter().any(|known| known.equals(&share)) {
            given.push(share);
        }
    }
    let needed = usize::from(set.threshold);
    if given.len() < needed {
        return Err(RecoveryError::TooFew { given: given.len(), needed });
    }
    let key = LockedKey::from(seal::combine(&given)?);
    Ok(wrapped::open(&key, header, sealed)?)
}

fn write(set: ShareSet, share: &Plaintext) -> Zeroizing<String> {
    let set = set.to_bytes();
    let check = check(&set, share.expose_secret());
    let bytes = Zeroizing::new([set.as_slice(), share.expose_secret(), &check].concat());
    Zeroizing::new(format!("{PREFIX}{}", &*Zeroizing::new(hex::encode(&*bytes))))
}

/// A share and the set that it says it is of.
fn read(text: &str) -> Option<(ShareSet, Plaintext)> {
    let mut bytes = Zeroizing::new([0; SHARE_BYTES]);
    hex::decode_to_slice(text.trim().strip_prefix(PREFIX)?, &mut *bytes).ok()?;
    let (set, rest) = ShareSet::read(&*bytes)?;
    let (share, told) = rest.split_last_chunk::<SHARE_CHECK_BYTES>().map(|(share, told)| (share, *told))?;
    let is_whole = check(&set.to_bytes(), share) == told;
    is_whole.then(|| (set, Plaintext::new(share.to_vec())))
}

fn check(set: &[u8], share: &[u8]) -> [u8; SHARE_CHECK_BYTES] {
    let mut check = [0; SHARE_CHECK_BYTES];
    let digest = seal::sha256(&[b"strongroom recovery share", set, share]);
    check.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    check
}

#[cfg(test)]
mod tests;

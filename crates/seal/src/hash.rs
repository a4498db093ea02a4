//! SHA-256 and HMAC-SHA-256.

use aws_lc_rs::{digest, hmac};

/// The output of SHA-256 and of HMAC-SHA-256.
pub type Digest = [u8; 32];

/// The SHA-256 of the parts, one after the other.
///
/// Source: FIPS 180-4.
#[must_use]
pub fn sha256(parts: &[&[u8]]) -> Digest {
    let mut context = digest::Context::new(&digest::SHA256);
    parts.iter().for_each(|part| context.update(part));
    fixed(context.finish().as_ref())
}

/// The HMAC-SHA-256 of the parts, one after the other, under a key of any length.
///
/// Source: RFC 2104.
#[must_use]
pub fn hmac_sha256(key: &[u8], parts: &[&[u8]]) -> Digest {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    parts.iter().for_each(|part| context.update(part));
    fixed(context.sign().as_ref())
}

fn fixed(bytes: &[u8]) -> Digest {
    let mut digest = Digest::default();
    digest.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    digest
}

#[cfg(test)]
mod tests;

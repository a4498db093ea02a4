//! What the crate does as a whole, judged by AWS's own test vectors, by other implementations, and by attack.

mod aws_sdk;
pub(crate) mod fixture;
mod generated;
mod never_panics;
mod scratchstack;
mod tampering;
mod threats;
mod vectors;

//! The token that stands for a hardware security module in the tests.
//!
//! Knows one package of Debian, and that whoever has no right to install it is told what to do.

use std::path::Path;

use anyhow::Context;

use crate::checkout::{Checkout, succeed};

/// The module of the package `softhsm2`.
const MODULE: &str = "/usr/lib/softhsm/libsofthsm2.so";

/// Installs SoftHSM, unless it is there.
///
/// # Errors
///
/// The package could not be had, or may not be installed by this user.
pub(crate) fn install(checkout: &Checkout) -> anyhow::Result<()> {
    if Path::new(MODULE).exists() {
        return Ok(());
    }
    let mut apt = checkout.command("apt-get");
    apt.args(["install", "--yes", "--quiet", "softhsm2"]).env("DEBIAN_FRONTEND", "noninteractive");
    succeed(&mut apt).context("the tests of root keys need SoftHSM (Debian: apt-get install softhsm2)")
}

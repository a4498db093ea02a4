//! What the process asks of the system for itself: that its memory stays its own, and descriptors for all its connections.

use std::io;

use anyhow::Context;
use rustix::process::{DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit};

/// Forbids core files, and other processes of the same user to look into this one.
pub(crate) fn protect() -> anyhow::Result<()> {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    setrlimit(Resource::Core, none).context("core files could not be switched off")?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).context("the process could not be made undumpable")
}

/// Raises the soft limit of open files to the hard one. The soft one is often 1,024, for the sake of programs that use
/// `select`.
pub(crate) fn raise_descriptor_limit() -> io::Result<()> {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    Ok(setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum })?)
}

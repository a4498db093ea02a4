//! What the process does so that its memory stays its own.

use anyhow::Context;
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// Forbids core files, and other processes of the same user to look into this one.
pub(crate) fn protect() -> anyhow::Result<()> {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    setrlimit(Resource::Core, none).context("core files could not be switched off")?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).context("the process could not be made undumpable")
}

//! Runs the writer in a process of its own, under the recorder.
//!
//! The recorder is a library in C, because it stands between a program and the system's library; it is compiled each time,
//! by the compiler that SQLite was compiled by.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use clap::ValueEnum;

use crate::ledger;
use crate::trace::Trace;
use crate::writer::{Plan, STORE};

const SOURCE: &str = include_str!("recorder.c");

/// Records a run of the writer. All files lie in `folder`, which is made: the trace stays there.
///
/// # Errors
///
/// There is no C compiler, the writer fails, or the recorder did not see what it must have seen.
pub(crate) fn record(folder: &Path, plan: Plan) -> anyhow::Result<Trace> {
    fs::create_dir(folder)?;
    let folder = fs::canonicalize(folder)?;
    let (library, root, trace) = (folder.join("recorder.so"), folder.join("root"), folder.join("trace"));
    compile(&folder.join("recorder.c"), &library)?;
    fs::create_dir(&root)?;
    let mut writer = Command::new(std::env::current_exe()?);
    writer.arg("write").arg(&root).args(plan.to_possible_value().map(|plan| plan.get_name().to_owned()));
    writer.env("LD_PRELOAD", library).env("POWER_CUT_ROOT", &root).env("POWER_CUT_TRACE", &trace);
    succeed(&mut writer)?;
    let trace = Trace::parse(&fs::read(&trace)?).context("the trace")?;
    check(&trace)?;
    Ok(trace)
}

fn compile(source: &Path, library: &Path) -> anyhow::Result<()> {
    fs::write(source, SOURCE)?;
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o"]).args([library, source]);
    succeed(compiler.arg("-ldl").arg("-pthread"))
}

/// A recorder that sees too little would find nothing wrong.
fn check(trace: &Trace) -> anyhow::Result<()> {
    let written = trace.written();
    for name in [ledger::FILE, &format!("{STORE}/store.db"), &format!("{STORE}/store.db-wal")] {
        ensure!(written.contains(name), "the recorder saw no write to `{name}`: {written:?}");
    }
    Ok(())
}

fn succeed(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{command:?} failed: {status}");
    Ok(())
}

//! The working copy this task was built from, and commands that run in it.
//!
//! Everything is built with the `dev` profile, in which dependencies are optimised and our own crates
//! are not: `cargo xtask run` and each suite share one set of compiled dependencies, and a newcomer
//! waits for one build. A release build is the packager's affair.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

/// How much the suites do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    /// As much as the project's figures ask for.
    Long,
    /// As much as a developer waits for.
    Short,
}

impl Length {
    /// Returns [`Length::Long`] if `long` was asked for.
    pub(crate) fn of(long: bool) -> Self {
        if long { Self::Long } else { Self::Short }
    }
}

/// The working copy, and how much is to be done in it.
#[derive(Debug)]
pub(crate) struct Checkout {
    /// The folder of the root manifest.
    pub(crate) root: PathBuf,
    /// How much the suites do.
    pub(crate) length: Length,
}

impl Checkout {
    /// Names the working copy that this program was compiled in.
    pub(crate) fn new(length: Length) -> Self {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.ancestors().nth(2).unwrap_or(manifest).to_path_buf();
        Self { root, length }
    }

    /// Prepares a command that runs at the root; in it, `STRONGROOM_TEST_LENGTH` says `long` if asked for.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&self.root);
        if self.length == Length::Long {
            command.env("STRONGROOM_TEST_LENGTH", "long");
        }
        command
    }

    /// Prepares a call of cargo.
    pub(crate) fn cargo<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let mut command = self.command("cargo");
        command.args(arguments);
        command
    }

    /// Names the server's binary: it lies beside this one, wherever the target directory is.
    ///
    /// # Errors
    ///
    /// The operating system does not say where this program lies (the medium's fault).
    pub(crate) fn server_binary(&self) -> anyhow::Result<PathBuf> {
        self.binary("strongroom")
    }

    /// Names another of our binaries; all lie side by side.
    ///
    /// # Errors
    ///
    /// The operating system does not say where this program lies (the medium's fault).
    pub(crate) fn binary(&self, name: &str) -> anyhow::Result<PathBuf> {
        let own = std::env::current_exe().context("the path of this program is unknown")?;
        Ok(own.with_file_name(name))
    }
}

/// Runs `command` to its end, its output going where ours goes.
///
/// # Errors
///
/// It could not be started, or did not exit with success.
pub(crate) fn succeed(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    ensure!(status.success(), "{} failed: {status}", shown(command));
    Ok(())
}

/// Runs `command` to its end and returns what it wrote on its standard output.
///
/// # Errors
///
/// It could not be started, or did not exit with success.
pub(crate) fn output(command: &mut Command) -> anyhow::Result<String> {
    command.stderr(std::process::Stdio::inherit());
    let output = command.output().with_context(|| format!("cannot start {}", shown(command)))?;
    ensure!(output.status.success(), "{} failed: {}", shown(command), output.status);
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Writes `command` as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    format!("`{}`", words.join(" "))
}

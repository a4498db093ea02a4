//! The foreign clients of the conformance suite, each installed in the way of its own language; beside the one in
//! JavaScript lies the evaluator of policies that the `policies` suite asks.
//!
//! Knows which versions are checked in and where they are installed: under `.tools` and the target directory.
//! Nothing is installed twice unless its list of versions has changed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::checkout::{Checkout, succeed};

/// The clients in Python and their exact versions, from the root.
const REQUIREMENTS: &str = "conformance/requirements.txt";

/// Where the clients in Python are installed, from the root; not checked in.
const ENVIRONMENT: &str = ".tools/venv";

/// What asks for the packages in JavaScript, from the root, and the list of exact versions beside it.
const PACKAGE: &str = "conformance/javascript/package.json";
const PACKAGE_LOCK: &str = "conformance/javascript/package-lock.json";

/// Where the packages in JavaScript are installed, from the root; not checked in.
const MODULES: &str = ".tools/javascript";

/// The client in Rust, a package outside the workspace with a lock of its own.
pub(crate) const RUST_MANIFEST: &str = "conformance/rust/Cargo.toml";

/// Its root module; the workspace's formatter does not find it by itself.
pub(crate) const RUST_SOURCE: &str = "conformance/rust/src/main.rs";

/// Installs or builds every client that is not up to date.
///
/// # Errors
///
/// A language is not installed, or its packages could not be had (the medium's fault).
pub(crate) fn install(checkout: &Checkout) -> anyhow::Result<()> {
    install_python(checkout)?;
    install_javascript(checkout)?;
    build_rust(checkout)
}

/// Names the interpreter that has the clients in Python.
pub(crate) fn python(checkout: &Checkout) -> PathBuf {
    checkout.root.join(ENVIRONMENT).join("bin/python")
}

/// Names the folder that has what is in JavaScript.
pub(crate) fn node_modules(checkout: &Checkout) -> PathBuf {
    checkout.root.join(MODULES).join("node_modules")
}

/// Names the program that is the client in Rust.
///
/// # Errors
///
/// As [`Checkout::server_binary`].
pub(crate) fn rust_client(checkout: &Checkout) -> anyhow::Result<PathBuf> {
    Ok(rust_target(checkout)?.join("debug/conformance-rust"))
}

fn install_python(checkout: &Checkout) -> anyhow::Result<()> {
    let requirements = Versions::read(checkout, REQUIREMENTS, ENVIRONMENT)?;
    if requirements.are_installed() {
        return Ok(());
    }
    succeed(checkout.command("python3").args(["-m", "venv", "--clear", ENVIRONMENT]))
        .context("the clients need Python with its `venv` module (Debian: apt-get install python3-venv)")?;
    let mut pip = checkout.command(python(checkout));
    pip.args(["-m", "pip", "--disable-pip-version-check", "install", "--quiet"]);
    succeed(pip.args(["--requirement", REQUIREMENTS]))?;
    requirements.note()
}

/// Installs what is in JavaScript, unless it is up to date.
///
/// # Errors
///
/// Node is not installed, or its packages could not be had (the medium's fault).
pub(crate) fn install_javascript(checkout: &Checkout) -> anyhow::Result<()> {
    let lock = Versions::read(checkout, PACKAGE_LOCK, MODULES)?;
    if lock.are_installed() {
        return Ok(());
    }
    let folder = checkout.root.join(MODULES);
    fs::create_dir_all(&folder)?;
    fs::copy(checkout.root.join(PACKAGE), folder.join("package.json")).context(PACKAGE)?;
    fs::copy(checkout.root.join(PACKAGE_LOCK), folder.join("package-lock.json")).context(PACKAGE_LOCK)?;
    let mut npm = checkout.command("npm");
    npm.args(["ci", "--prefix", MODULES, "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]);
    succeed(&mut npm)
        .context("the clients need Node 20 or newer with npm (Debian 13: apt-get install nodejs npm)")?;
    lock.note()
}

/// Builds the client in Rust, apart from the workspace: its dependencies would be compiled with other features.
fn build_rust(checkout: &Checkout) -> anyhow::Result<()> {
    let mut cargo = checkout.cargo(["build", "--quiet", "--locked", "--manifest-path", RUST_MANIFEST]);
    succeed(cargo.arg("--target-dir").arg(rust_target(checkout)?))
}

/// The client's target directory: a folder in ours, wherever that is.
fn rust_target(checkout: &Checkout) -> anyhow::Result<PathBuf> {
    let server = checkout.server_binary()?;
    let target = server.ancestors().nth(2).context("the server lies in no target directory")?;
    Ok(target.join("conformance-rust"))
}

/// A list of versions that is checked in, and the copy of it that says what is installed.
struct Versions {
    wanted: String,
    installed: PathBuf,
}

impl Versions {
    fn read(checkout: &Checkout, list: &'static str, folder: impl AsRef<Path>) -> anyhow::Result<Self> {
        let wanted = fs::read_to_string(checkout.root.join(list)).context(list)?;
        Ok(Self { wanted, installed: checkout.root.join(folder).join("installed.txt") })
    }

    fn are_installed(&self) -> bool {
        fs::read_to_string(&self.installed).is_ok_and(|installed| installed == self.wanted)
    }

    /// Writes the copy: the last step, so that what was broken off is begun again.
    fn note(&self) -> anyhow::Result<()> {
        fs::write(&self.installed, &self.wanted).with_context(|| self.installed.display().to_string())
    }
}

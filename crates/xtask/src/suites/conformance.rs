//! The conformance suite: foreign clients, in Python, against a server that they start themselves.
//!
//! Knows where the clients are installed and which binary they are told to start; what they ask of it
//! stands in `conformance/`.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;

use crate::checkout::{Checkout, shown, succeed};
use crate::suites::commands::{build_tests, watch};
use crate::suites::tally::Tally;

/// The clients and their exact versions, from the root.
const REQUIREMENTS: &str = "conformance/requirements.txt";

/// Where they are installed, from the root; not checked in.
const ENVIRONMENT: &str = ".tools/venv";

/// Installs the clients if their versions have changed, and builds the server.
pub(crate) fn prepare(checkout: &Checkout) -> anyhow::Result<()> {
    install(checkout)?;
    build_tests(checkout)
}

/// Runs pytest, which exits badly if it finds no test at all.
pub(crate) fn run(checkout: &Checkout) -> anyhow::Result<Tally> {
    let mut command = checkout.command(python(checkout));
    command.args(["-m", "pytest", "-q", "-rfE", "--tb=short", "--color=no", "conformance"]);
    command.env("STRONGROOM_BIN", checkout.server_binary()?).env("PYTHONDONTWRITEBYTECODE", "1");
    let watched = watch(&mut command, |line| line.is_empty())?;
    Ok(Tally::of_pytest(&watched.lines).or_failed(shown(&command), watched.success))
}

/// Makes the environment anew unless its copy of the requirements, written last, equals the checked-in one.
fn install(checkout: &Checkout) -> anyhow::Result<()> {
    let requirements = fs::read_to_string(checkout.root.join(REQUIREMENTS)).context(REQUIREMENTS)?;
    let installed = checkout.root.join(ENVIRONMENT).join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == requirements) {
        return Ok(());
    }
    succeed(checkout.command("python3").args(["-m", "venv", "--clear", ENVIRONMENT]))
        .context("the clients need Python with its `venv` module (Debian: apt-get install python3-venv)")?;
    let mut pip = checkout.command(python(checkout));
    pip.args([
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
        "--requirement",
        REQUIREMENTS,
    ]);
    succeed(&mut pip)?;
    fs::write(&installed, requirements).with_context(|| installed.display().to_string())
}

fn python(checkout: &Checkout) -> PathBuf {
    checkout.root.join(ENVIRONMENT).join("bin/python")
}

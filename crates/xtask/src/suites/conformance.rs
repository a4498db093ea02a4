//! The conformance suite: foreign clients against a server that they start themselves.
//!
//! Knows which programs the tests are told of; what they ask of the server stands in `conformance/`, and how
//! the clients are installed in `clients`.

use crate::checkout::{Checkout, shown};
use crate::suites::clients;
use crate::suites::commands::{build_tests, watch};
use crate::suites::softhsm;
use crate::suites::tally::Tally;

/// Installs the clients whose versions have changed, and builds the server.
pub(crate) fn prepare(checkout: &Checkout) -> anyhow::Result<()> {
    clients::install(checkout)?;
    softhsm::install(checkout)?;
    build_tests(checkout)
}

/// Runs pytest, which exits badly if it finds no test at all.
pub(crate) fn run(checkout: &Checkout) -> anyhow::Result<Tally> {
    let mut command = checkout.command(clients::python(checkout));
    command.args(["-m", "pytest", "-q", "-rfE", "--tb=short", "--color=no", "conformance"]);
    command.env("STRONGROOM_BIN", checkout.server_binary()?).env("PYTHONDONTWRITEBYTECODE", "1");
    command.env("STRONGROOM_NODE_MODULES", clients::node_modules(checkout));
    command.env("STRONGROOM_RUST_CLIENT", clients::rust_client(checkout)?);
    let watched = watch(&mut command, |line| line.is_empty())?;
    Ok(Tally::of_pytest(&watched.lines).or_failed(shown(&command), watched.success))
}

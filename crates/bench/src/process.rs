//! The processes that are measured: started, watched through `/proc`, and killed when dropped.

use std::fs;
use std::io::{BufRead, BufReader, Read as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use crate::limits::START_TIME_MAX;

/// Has the server on a data folder make an account; answers the file that the key of its root lies in.
pub(crate) fn create_account(binary: &Path, data: &Path, id: &str) -> anyhow::Result<PathBuf> {
    let made = Command::new(binary).args(["account", "create", id, "--data"]).arg(data).output()?;
    ensure!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let said = String::from_utf8(made.stdout)?;
    Ok(said.trim().strip_prefix("credentials: ").context("no credentials")?.into())
}

/// A server that answers.
#[derive(Debug)]
pub(crate) struct Served {
    child: Child,
    /// Kept open: what a server says later must have a reader.
    output: Option<BufReader<ChildStdout>>,
    pub(crate) address: SocketAddr,
    /// From the start of the process until it said where it listens.
    pub(crate) start_time: Duration,
}

impl Served {
    /// Starts the server under measurement on a data folder.
    pub(crate) fn strongroom(binary: &Path, data: &Path, config: Option<&Path>) -> anyhow::Result<Self> {
        let mut command = Command::new(binary);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        config.into_iter().for_each(|config| {
            command.arg("--config").arg(config);
        });
        Self::start(command)
    }

    /// Starts the ceiling with bodies of this size.
    pub(crate) fn ceiling(body_bytes: usize) -> anyhow::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["ceiling", "--body-bytes", &body_bytes.to_string()]);
        Self::start(command)
    }

    fn start(mut command: Command) -> anyhow::Result<Self> {
        let begun = Instant::now();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().context("a process without output")?;
        let (mut output, address) = (BufReader::new(output), ([127, 0, 0, 1], 0).into());
        let mut served = Self { child, output: None, address, start_time: Duration::ZERO };
        for line in output.by_ref().lines() {
            if let Some(address) = line?.strip_prefix("endpoint: http://") {
                served.address = address.parse()?;
                served.start_time = begun.elapsed();
                break;
            }
        }
        served.output = Some(output);
        ensure!(served.address.port() != 0, "a server did not start");
        ensure!(served.start_time < START_TIME_MAX, "a server took {:?} to start", served.start_time);
        Ok(served)
    }

    /// The processor time that it has used so far, in seconds.
    pub(crate) fn cpu_seconds(&self) -> anyhow::Result<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The fields behind the program's name, which may hold anything: user and system time are the 12th and 13th.
        let fields = stat.rsplit_once(')').context("no process")?.1.split_whitespace();
        let ticks: Vec<f64> = fields.skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
        // Linux counts in hundredths of a second for programs, whatever the kernel's own tick is.
        Ok(ticks.iter().sum::<f64>() / 100.0)
    }

    /// The memory that it has in use, in MiB.
    pub(crate) fn resident_mib(&self) -> anyhow::Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no memory")?;
        let kib: f64 = line.split_whitespace().next().context("no figure")?.parse()?;
        Ok(kib / 1_024.0)
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) -> anyhow::Result<()> {
        ensure!(
            Command::new("kill").arg(self.child.id().to_string()).status()?.success(),
            "it cannot be told"
        );
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It has ended already, or ends now.
        let _killed = self.child.kill();
        let _reaped = self.child.wait();
    }
}

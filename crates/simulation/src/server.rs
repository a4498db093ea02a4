//! A server of its own: the real binary, in a temporary folder, on a free port of the loopback interface.
//!
//! Knows how the binary is started, stopped, killed and commanded. Whatever was started ends when the value is dropped.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, anyhow, bail, ensure};
use rustix::process::{Pid, Signal, kill_process};

use crate::clock;
use crate::limits::{START_TIME_MAX, STOP_TIME_MAX};

/// Where a server lies: its binary and its folder. It may be started there again and again.
#[derive(Debug)]
pub(crate) struct Site {
    binary: PathBuf,
    folder: tempfile::TempDir,
}

/// A running server.
#[derive(Debug)]
pub(crate) struct Server {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// How long it took to say so.
    pub(crate) took: Duration,
    process: Process,
}

impl Site {
    /// Makes a folder for a server, in memory if the machine has such a place and the disk is not what is tried.
    pub(crate) fn in_memory(binary: &Path) -> anyhow::Result<Self> {
        let memory = Path::new("/dev/shm");
        let parent = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
        Self::under(binary, &parent)
    }

    /// Makes a folder for a server where temporary files lie.
    pub(crate) fn on_disk(binary: &Path) -> anyhow::Result<Self> {
        Self::under(binary, &std::env::temp_dir())
    }

    fn under(binary: &Path, parent: &Path) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("strongroom-simulation-").tempdir_in(parent)?;
        Ok(Self { binary: binary.to_path_buf(), folder })
    }

    /// Starts the server, and waits until it says where it listens.
    ///
    /// # Errors
    ///
    /// It could not be started, or did not say so within [`START_TIME_MAX`]; the error has the end of its log.
    pub(crate) fn start(&self) -> anyhow::Result<Server> {
        let began = clock::instant();
        let mut process = Process::spawn(self.serve()?)?;
        let address = process.address().with_context(|| self.end_of_log())?;
        Ok(Server { address, took: began.elapsed(), process })
    }

    /// Moves the service clock forward; returns when all work due then was tried once.
    pub(crate) fn advance(&self, hours: u64) -> anyhow::Result<()> {
        let mut command = self.command();
        command.args(["clock", "advance", &format!("{hours}h"), "--data"]).arg(self.data());
        let output = command.output()?;
        ensure!(output.status.success(), "`clock advance`: {}", String::from_utf8_lossy(&output.stderr));
        Ok(())
    }

    /// Reads the id and the secret half of the first access key.
    pub(crate) fn access_key(&self) -> anyhow::Result<(String, seal::Plaintext)> {
        let text = fs::read_to_string(self.data().join("credentials"))?;
        let value = |name: &str| {
            let mut pairs = text.lines().filter_map(|line| line.split_once(" = "));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
        };
        let id = value("aws_access_key_id").context("the credentials have no id")?;
        let secret = value("aws_secret_access_key").context("the credentials have no secret")?;
        Ok((id, seal::Plaintext::new(secret.into_bytes())))
    }

    fn serve(&self) -> anyhow::Result<Command> {
        let mut command = self.command();
        command.args(["serve", "--listen", "127.0.0.1:0", "--test-clock", "--data"]).arg(self.data());
        let log = File::options().create(true).append(true).open(self.log())?;
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        Ok(command)
    }

    /// Prepares a call of the binary, without anything in the environment that would configure it.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        command.env_clear().current_dir(self.folder.path());
        command
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("server.log")
    }

    fn end_of_log(&self) -> String {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<_> = log.lines().rev().take(20).collect();
        format!("the end of its log, newest first:\n{}", lines.join("\n"))
    }
}

impl Server {
    /// Ends the server as an operator would.
    ///
    /// # Errors
    ///
    /// It did not end within [`STOP_TIME_MAX`], or not with success.
    pub(crate) fn stop(mut self) -> anyhow::Result<()> {
        let pid = i32::try_from(self.process.child.id()).ok().and_then(Pid::from_raw);
        kill_process(pid.context("the server has no process id")?, Signal::TERM)?;
        let ended = self.process.await_end(STOP_TIME_MAX);
        ensure!(ended, "the server did not stop within {} s", STOP_TIME_MAX.as_secs());
        let status = self.process.child.wait()?;
        ensure!(status.success(), "the server stopped with {status}");
        Ok(())
    }

    /// Ends the server without warning.
    pub(crate) fn kill(mut self) -> anyhow::Result<()> {
        self.process.child.kill()?;
        self.process.child.wait()?;
        Ok(())
    }
}

/// A child that does not outlive its value, and the lines that it prints.
#[derive(Debug)]
struct Process {
    child: Child,
    lines: Receiver<String>,
}

impl Process {
    fn spawn(mut command: Command) -> anyhow::Result<Self> {
        let mut child = command.spawn().with_context(|| format!("cannot start {command:?}"))?;
        let output = child.stdout.take().context("the server has no standard output")?;
        let (sender, lines) = mpsc::channel();
        // It reads to the end, so that the pipe never fills; the channel closes when the server ends.
        thread::spawn(move || {
            BufReader::new(output).lines().map_while(Result::ok).for_each(|line| drop(sender.send(line)));
        });
        Ok(Self { child, lines })
    }

    fn address(&mut self) -> anyhow::Result<SocketAddr> {
        loop {
            match self.lines.recv_timeout(START_TIME_MAX) {
                Ok(line) => match line.strip_prefix("endpoint: http://") {
                    Some(address) => return Ok(address.parse()?),
                    None => continue,
                },
                Err(RecvTimeoutError::Timeout) => bail!("the server did not start in time"),
                Err(RecvTimeoutError::Disconnected) => return Err(anyhow!("the server ended at its start")),
            }
        }
    }

    /// Waits until the server has closed its standard output, as it does by ending.
    fn await_end(&self, time: Duration) -> bool {
        let began = clock::instant();
        loop {
            match self.lines.recv_timeout(time.saturating_sub(began.elapsed())) {
                Ok(_) => {}
                Err(RecvTimeoutError::Disconnected) => return true,
                Err(RecvTimeoutError::Timeout) => return false,
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only if it has ended and was waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! Secrets that somebody enters: they are not shown, and stand in no history.

use std::io::{BufRead, IsTerminal, Read, Write, stderr, stdin};

use anyhow::Context;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

/// The longest input that is read: 64 KiB.
const INPUT_BYTES_MAX: u64 = 64 * 1_024;

/// One line, without its end. Whoever sits at a terminal is asked for it.
pub(crate) fn line(question: &str) -> anyhow::Result<Zeroizing<String>> {
    let _silence = Silence::begin(question)?;
    let mut line = Zeroizing::new(String::new());
    stdin().lock().take(INPUT_BYTES_MAX).read_line(&mut line).context("the standard input")?;
    let length = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(length);
    Ok(line)
}

/// All lines that are not empty, up to the end of the input.
pub(crate) fn lines(question: &str) -> anyhow::Result<Vec<Zeroizing<String>>> {
    let _silence = Silence::begin(question)?;
    let mut text = Zeroizing::new(String::new());
    stdin().lock().take(INPUT_BYTES_MAX).read_to_string(&mut text).context("the standard input")?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.map(|line| Zeroizing::new(line.to_owned())).collect())
}

/// A terminal that does not show what is typed, until this is dropped.
struct Silence(Option<Termios>);

impl Silence {
    fn begin(question: &str) -> anyhow::Result<Self> {
        if !stdin().is_terminal() {
            return Ok(Self(None));
        }
        let _unheard = stderr().write_all(question.as_bytes());
        let before = tcgetattr(stdin()).context("the terminal")?;
        let mut silent = before.clone();
        silent.local_modes.remove(LocalModes::ECHO);
        tcsetattr(stdin(), OptionalActions::Flush, &silent).context("the terminal")?;
        Ok(Self(Some(before)))
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        if let Some(before) = &self.0 {
            let _ = tcsetattr(stdin(), OptionalActions::Flush, before);
            let _unheard = stderr().write_all(b"\n");
        }
    }
}

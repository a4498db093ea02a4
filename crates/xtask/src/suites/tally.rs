//! How many tests passed and which failed, read from what a test runner printed.
//!
//! Knows the summary lines of cargo's test harness and of pytest; knows nothing of how they were run.

/// The outcome of a suite, counted in tests; a suite that is one command counts as one test.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// How many tests passed.
    pub(crate) passed: usize,
    /// What failed, each in a line a developer can act on.
    pub(crate) failed: Vec<String>,
}

impl Tally {
    /// Counts a command that is one test.
    pub(crate) fn of_command(command: String, success: bool) -> Self {
        if success {
            Self { passed: 1, failed: Vec::new() }
        } else {
            Self { passed: 0, failed: vec![command] }
        }
    }

    /// Records that the suite could not be run, and why.
    pub(crate) fn not_run(error: &anyhow::Error) -> Self {
        Self { passed: 0, failed: vec![format!("{error:#}")] }
    }

    /// Reads the output of `cargo test`, whose harness ends each binary with `test result: …`.
    pub(crate) fn of_cargo(lines: &[String]) -> Self {
        let results = lines.iter().filter_map(|line| line.strip_prefix("test result: "));
        let passed = results.map(|result| count(result, "passed")).sum();
        let failed = lines.iter().filter_map(|line| failed_test(line)).map(ToOwned::to_owned).collect();
        Self { passed, failed }
    }

    /// Reads the output of `pytest -q -rfE`, whose last line counts and whose summary names what failed.
    pub(crate) fn of_pytest(lines: &[String]) -> Self {
        let passed = lines.last().map_or(0, |line| count(line, "passed"));
        let is_failure = |line: &&String| line.starts_with("FAILED ") || line.starts_with("ERROR ");
        let failed = lines.iter().filter(is_failure).cloned().collect();
        Self { passed, failed }
    }

    /// Adds `command` to the failures if it ended badly without naming one, as one does that was not compiled.
    pub(crate) fn or_failed(mut self, command: String, success: bool) -> Self {
        if !success && self.failed.is_empty() {
            self.failed.push(command);
        }
        self
    }
}

fn failed_test(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED")
}

/// Finds the number before `word` in a summary such as `ok. 12 passed; 0 failed`.
fn count(summary: &str, word: &str) -> usize {
    let words: Vec<_> = summary.split([' ', ';', ',', '.', '=']).filter(|word| !word.is_empty()).collect();
    let number = words.windows(2).find_map(|pair| match pair {
        [number, next] if *next == word => number.parse().ok(),
        _ => None,
    });
    number.unwrap_or(0)
}

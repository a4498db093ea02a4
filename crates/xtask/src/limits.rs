//! The budgets that tidy enforces. How long a suite may take stands with the suites.

/// The longest a source file should be: 400 lines, test code not counted.
pub(crate) const FILE_LINES_MAX: usize = 400;

/// The longest an excepted source file may be: 800 lines, test code not counted.
pub(crate) const FILE_LINES_EXCEPTION_MAX: usize = 800;

/// The longest a function may be: 70 lines, from its name to its closing brace.
pub(crate) const FUNCTION_LINES_MAX: usize = 70;

/// The most integration test binaries of one crate: one, because each is linked anew.
pub(crate) const INTEGRATION_BINARIES_MAX: usize = 1;

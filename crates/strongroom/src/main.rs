//! The binary: the program of the library, and the allocator that wipes what it frees.

mod allocator;

use std::process::ExitCode;

fn main() -> ExitCode {
    strongroom::main()
}

//! One program for all targets: `fuzz --target=NAME`, then libFuzzer's own options; `--list` names them.
//!
//! Knows libFuzzer, which passes over options with two hyphens; what a target does stands in the library.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let named =
        std::env::args().find_map(|argument| argument.strip_prefix("--target=").map(ToOwned::to_owned));
    let target = fuzz::TARGETS.iter().find(|target| Some(target.name) == named.as_deref());
    target.map_or_else(|| list(), |target| target.run)
});

// The target is chosen before the fuzzer starts: once it has, it takes the end of the program for a crash.
fuzz_target!(init: LazyLock::force(&TARGET), |data: &[u8]| TARGET(data));

/// Lists the targets and ends; that is a failure unless it was asked for.
fn list() -> ! {
    fuzz::TARGETS.iter().for_each(|target| println!("{}", target.name));
    let is_asked_for = std::env::args().any(|argument| argument == "--list");
    std::process::exit(if is_asked_for { 0 } else { 2 })
}

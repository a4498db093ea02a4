use std::collections::BTreeMap;

use super::workspace::Workspace;
use super::{RULES, debug, file_budget, violations};
use crate::checkout::{Checkout, Length};
use crate::limits::{FILE_LINES_EXCEPTION_MAX, FILE_LINES_MAX, FUNCTION_LINES_MAX};

fn workspace(files: &[(&str, &str)]) -> Workspace {
    let files = files.iter().map(|(path, text)| (path.to_string(), text.to_string()));
    Workspace::of(files.collect::<BTreeMap<_, _>>())
}

/// What `rule` prints about a workspace of these files.
fn printed(rule: &str, files: &[(&str, &str)]) -> Vec<String> {
    printed_of(rule, &workspace(files))
}

fn printed_of(rule: &str, workspace: &Workspace) -> Vec<String> {
    let rule = RULES.iter().find(|known| known.name == rule).expect("a rule of that name");
    rule.violations(workspace).iter().map(ToString::to_string).collect()
}

fn assert_holds(rule: &str, files: &[(&str, &str)]) {
    assert_eq!(printed(rule, files), Vec::<String>::new());
}

/// Exactly one violation, that begins with `start`.
fn assert_broken(rule: &str, files: &[(&str, &str)], start: &str) {
    let printed = printed(rule, files);
    assert!(printed.len() == 1 && printed[0].starts_with(start), "{printed:#?}");
}

const LIB: &str = "crates/wire/src/lib.rs";

#[test]
fn the_repository_is_tidy() {
    let violations = violations(&Checkout::new(Length::Short)).expect("a readable repository");
    let violations: Vec<_> = violations.iter().map(ToString::to_string).collect();
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn debug_is_on_public_types_and_not_on_secret_ones() {
    assert_broken("debug", &[(LIB, "pub struct Open;")], "crates/wire/src/lib.rs:1: debug: `Open` is public");
    assert_holds("debug", &[(LIB, "struct Own; #[derive(Clone, Debug)] pub enum Open {}")]);
    assert_holds("debug", &[(LIB, "pub struct Open<T>(T); impl<T> std::fmt::Debug for Open<T> {}")]);
    let printer = "macro_rules! print { ($name:ident) => { impl fmt::Debug for $name {} } } macro_rules! other { () => {} }";
    assert_holds("debug", &[(LIB, &format!("pub struct Open; {printer} print!(Open);"))]);
    assert_broken("debug", &[(LIB, &format!("pub struct Open; {printer} other!(Open);"))], LIB);
    let list = (debug::SECRETS, "wire = [\"Key\"]");
    assert_holds("debug", &[(LIB, "pub struct Key;"), list]);
    assert_broken(
        "debug",
        &[(LIB, "\n#[derive(Debug)] struct Key;"), list],
        "crates/wire/src/lib.rs:2: debug: `Key` holds",
    );
    assert_broken(
        "debug",
        &[(LIB, ""), list],
        "crates/xtask/src/tidy/secret_types.toml: debug: `wire::Key` does not",
    );
}

#[test]
fn edges_go_one_way() {
    let wire = "crates/wire/Cargo.toml";
    assert_broken(
        "edges",
        &[(wire, "[dependencies]\niam.workspace = true")],
        "crates/wire/Cargo.toml: edges: `wire` depends on `iam`",
    );
    assert_broken("edges", &[(wire, "[target.'cfg(unix)'.dependencies]\niam.path = \"../iam\"")], wire);
    assert_broken("edges", &[(wire, "[build-dependencies]\nxtask.workspace = true")], wire);
    assert_holds("edges", &[(wire, "[dev-dependencies]\niam.workspace = true")]);
    assert_holds(
        "edges",
        &[("crates/iam/Cargo.toml", "[dependencies]\narn.workspace = true\nserde = \"1\"")],
    );
    assert_broken(
        "edges",
        &[("crates/new/Cargo.toml", "")],
        "crates/new/Cargo.toml: edges: `new` is not in the table",
    );
}

#[test]
fn files_keep_their_budget() {
    let lines = |count: usize| "//\n".repeat(count);
    let (within, over) = (lines(FILE_LINES_MAX), lines(FILE_LINES_MAX + 1));
    let exception = |count: usize| format!("\"{LIB}\" = {count}");
    let listed = |text: &str, count: usize| {
        printed("file-budget", &[(LIB, text), (file_budget::EXCEPTIONS, &exception(count))]).len()
    };
    assert_holds("file-budget", &[(LIB, &within)]);
    assert_broken(
        "file-budget",
        &[(LIB, &over)],
        "crates/wire/src/lib.rs: file-budget: 401 lines without tests",
    );
    assert_holds("file-budget", &[(LIB, &format!("{within}#[cfg(test)]\nmod tests {{\n{}}}\n", lines(99)))]);
    assert_holds("file-budget", &[("crates/wire/src/tests.rs", &over)]);
    assert_eq!(listed(&over, FILE_LINES_MAX + 1), 0, "an exception of the right size");
    assert_eq!(listed(&over, FILE_LINES_MAX + 2), 1, "an exception that may be lowered");
    assert_eq!(listed(&lines(FILE_LINES_MAX + 2), FILE_LINES_MAX + 1), 1, "an excepted file that grew");
    assert_eq!(listed(&within, FILE_LINES_MAX), 1, "an exception nobody needs");
    assert_eq!(
        listed(&lines(FILE_LINES_EXCEPTION_MAX + 1), FILE_LINES_EXCEPTION_MAX + 1),
        1,
        "too long for any"
    );
    assert_broken("file-budget", &[(file_budget::EXCEPTIONS, "\"gone.rs\" = 500")], file_budget::EXCEPTIONS);
}

#[test]
fn no_file_is_forgotten() {
    let tests = ("crates/wire/src/shape/tests.rs", "");
    let shape = "crates/wire/src/shape.rs";
    assert_broken(
        "forgotten-files",
        &[(LIB, "mod shape;"), (shape, ""), tests],
        "crates/wire/src/shape/tests.rs: forgotten",
    );
    assert_holds("forgotten-files", &[(LIB, "mod shape;"), (shape, "#[cfg(test)]\nmod tests;"), tests]);
    assert_holds("forgotten-files", &[(LIB, "mod shape { mod tests; }"), tests]);
    let manifest = ("crates/wire/Cargo.toml", "");
    let (one, two) = (("crates/wire/tests/a.rs", ""), ("crates/wire/tests/b.rs", ""));
    assert_holds("forgotten-files", &[manifest, one]);
    assert_broken(
        "forgotten-files",
        &[manifest, one, two],
        "crates/wire/tests/b.rs: forgotten-files: a second",
    );
}

#[test]
fn functions_keep_their_budget() {
    let function = |lines: usize| format!("/// Long.\nfn long() {{\n{}}}\n", "    ();\n".repeat(lines - 2));
    let over = function(FUNCTION_LINES_MAX + 1);
    assert_holds("function-budget", &[(LIB, &function(FUNCTION_LINES_MAX))]);
    assert_broken(
        "function-budget",
        &[(LIB, &over)],
        "crates/wire/src/lib.rs:2: function-budget: `long` has 71 lines",
    );
    assert_broken(
        "function-budget",
        &[(LIB, &format!("impl Own {{\n{over}}}"))],
        "crates/wire/src/lib.rs:3:",
    );
    assert_broken(
        "function-budget",
        &[(LIB, &format!("trait Own {{\n{over}}}"))],
        "crates/wire/src/lib.rs:3:",
    );
    assert_holds("function-budget", &[(LIB, &format!("#[cfg(test)]\nmod tests {{\n{over}}}"))]);
    assert_holds("function-budget", &[(LIB, &format!("#[test]\n{over}"))]);
}

#[test]
fn the_graph_has_one_of_each() {
    let graphs = |shipped: &str, whole: &str| {
        let workspace =
            Workspace { shipped_graph: shipped.to_owned(), whole_graph: whole.to_owned(), ..workspace(&[]) };
        printed_of("graph", &workspace)
    };
    assert!(graphs("tokio v1.2.3\ntokio v1.2.3 (*)\n", "").is_empty());
    assert!(graphs("", "tokio v1.2.3\ntokio v0.2.0\n").is_empty(), "a second version for tests only");
    assert!(
        graphs("tokio v1.2.3\ntokio v0.2.0\n", "")[0]
            .starts_with("Cargo.lock: graph: `tokio` ships in the versions v0.2.0, v1.2.3")
    );
    assert!(graphs("", "ring v0.17.0\n")[0].starts_with("Cargo.lock: graph: `ring` is a dependency"));
}

#[test]
fn modules_open_with_their_purpose() {
    assert_broken(
        "module-head",
        &[(LIB, "#![x]\n//! Late.")],
        "crates/wire/src/lib.rs: module-head: no `//!` head",
    );
    assert_holds(
        "module-head",
        &[(LIB, "//! What it is for."), ("crates/wire/src/tests.rs", "use super::Own;")],
    );
}

#[test]
fn names_say_what_is_inside() {
    assert_broken(
        "names",
        &[("crates/wire/src/utils.rs", "")],
        "crates/wire/src/utils.rs: names: `utils` says nothing",
    );
    assert_broken("names", &[("crates/common/src/lib.rs", "")], "crates/common/src/lib.rs: names: `common`");
    assert_broken("names", &[("conformance/helpers.py", "")], "conformance/helpers.py: names: `helpers`");
    assert_holds("names", &[("crates/wire/src/content_types.rs", ""), ("docs/misc.md", "")]);
}

#[test]
fn outsiders_are_named_in_one_place() {
    let names = |krate: &str, dependency: &str| {
        let path = format!("crates/{krate}/Cargo.toml");
        let root = "[workspace.dependencies]\nlock = { package = \"aws-lc-rs\", version = \"1\" }";
        printed("outsiders", &[("Cargo.toml", root), (&path, &format!("[dependencies]\n{dependency}"))])
    };
    assert!(
        names("wire", "aws-lc-rs.workspace = true")[0]
            .starts_with("crates/wire/Cargo.toml: outsiders: `wire` names `aws-lc-rs`")
    );
    assert_eq!(names("wire", "lock.workspace = true").len(), 1, "renamed at the root");
    assert_eq!(names("wire", "lock = { package = \"rusqlite\", version = \"1\" }").len(), 1, "renamed here");
    assert_eq!(names("kms", "tokio = \"1\"\nserde = \"1\"\nhyper = \"1\"\nrustls = \"1\"").len(), 4);
    assert!(names("seal", "aws-lc-rs = \"1\"").is_empty());
    assert!(names("iam", "serde_json = \"1\"").is_empty());
    assert!(names("store", "tokio = \"1\"").is_empty());
    assert!(names("bench", "hyper = \"1\"").is_empty());
}

#[test]
fn everything_parses() {
    assert_broken("syntax", &[(LIB, "//! Head.\nfn {")], "crates/wire/src/lib.rs:2: syntax: does not parse");
    assert_broken(
        "syntax",
        &[("crates/wire/Cargo.toml", "=")],
        "crates/wire/Cargo.toml: syntax: does not parse",
    );
}

#[test]
fn words_are_not_promises() {
    let later = concat!("a\n// TO", "DO: later");
    assert_broken("words", &[("README.md", later)], concat!("README.md:2: words: `TO", "DO`; do it now"));
    assert_broken("words", &[(LIB, concat!("fn f() { to", "do!() }"))], "crates/wire/src/lib.rs:1: words: ");
    assert_broken("words", &[("docs/a.md", concat!("see /wo", "rk/main"))], "docs/a.md:1: words: ");
    assert_holds("words", &[(LIB, concat!("// AKIAXX", "XX and MASTO", "DON"))]);
}

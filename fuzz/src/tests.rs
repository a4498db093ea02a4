use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::TARGETS;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = corpus().join(name);
    let files = folder.read_dir().unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    files.map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

#[test]
fn every_target_holds_for_its_corpus() {
    for target in TARGETS {
        let seeds = seeds(target.name);
        assert!(!seeds.is_empty(), "{} has no corpus", target.name);
        (target.run)(b"");
        seeds.iter().for_each(|seed| (target.run)(seed));
    }
}

#[test]
fn targets_are_in_order_and_named_once() {
    let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
    let sorted: BTreeSet<_> = names.iter().copied().collect();
    assert_eq!(names, sorted.into_iter().collect::<Vec<_>>());
}

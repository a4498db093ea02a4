use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::{Directory, OpenError};

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o777
}

#[test]
fn the_directory_and_its_files_are_the_owners_alone() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("a/b");
    let engine = crate::EmbeddedEngine::open(&path).unwrap();
    assert_eq!((mode(&path), mode(&root.path().join("a"))), (0o700, 0o700));
    let files: Vec<_> = path.read_dir().unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 4, "{files:?}");
    files.iter().for_each(|file| assert_eq!(mode(file), 0o600, "{file:?}"));
    drop(engine);
}

#[test]
fn a_second_opener_is_told_who_is_in() {
    let root = tempfile::tempdir().unwrap();
    let first = Directory::claim(root.path()).unwrap();
    let refused = Directory::claim(root.path()).unwrap_err();
    let own = std::process::id();
    assert!(matches!(refused, OpenError::InUse { holder: Some(id), .. } if id == own), "{refused:?}");
    assert!(refused.to_string().ends_with(&format!("is in use by process {own}")), "{refused}");
    drop(first);
    Directory::claim(root.path()).unwrap();
}

#[test]
fn a_file_in_the_way_is_named() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("file");
    std::fs::write(&path, b"").unwrap();
    let refused = Directory::claim(&path).unwrap_err();
    assert!(
        matches!(&refused, OpenError::Directory { .. }) && refused.to_string().contains("file"),
        "{refused:?}"
    );
}

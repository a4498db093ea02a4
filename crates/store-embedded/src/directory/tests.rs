use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::{Directory, OpenError, holder_of};

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
    assert_eq!(files.len(), 3, "{files:?}");
    files.iter().for_each(|file| assert_eq!(mode(file), 0o600, "{file:?}"));
    drop(engine);
}

#[test]
fn a_second_opener_is_told_who_is_in() {
    let root = tempfile::tempdir().unwrap();
    let first = Directory::claim(root.path()).unwrap();
    let refused = Directory::claim(root.path()).unwrap_err();
    let OpenError::InUse { holder, .. } = refused else { panic!("{refused:?}") };
    // A list that others change while it is read may lack a line: then nobody is named, but never somebody else.
    assert!(holder.is_none_or(|holder| holder == std::process::id()), "{holder:?}");
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
        matches!(&refused, OpenError::NotMade { .. }) && refused.to_string().contains("file"),
        "{refused:?}"
    );
    let below = Directory::claim(&path.join("a/b")).unwrap_err();
    assert!(matches!(&below, OpenError::NotMade { path: named, .. } if *named == path), "{below:?}");
}

#[test]
fn nothing_that_is_removed_from_the_directory_lets_a_second_opener_in() {
    let root = tempfile::tempdir().unwrap();
    let first = Directory::claim(root.path()).unwrap();
    first.database().unwrap();
    for file in root.path().read_dir().unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    assert!(matches!(Directory::claim(root.path()), Err(OpenError::InUse { .. })));
}

#[test]
fn a_path_is_made_however_it_is_written() {
    let root = tempfile::tempdir().unwrap();
    Directory::claim(&root.path().join("a/./b/../c/.")).unwrap();
    assert!(root.path().join("a/b").is_dir() && root.path().join("a/c").is_dir());
}

#[test]
fn the_holder_is_the_process_of_the_lock_on_the_directory() {
    let locks = "1: POSIX  ADVISORY  WRITE 7 fe:00:42 0 EOF\n\
                 2: FLOCK  ADVISORY  WRITE 8 fe:00:4 0 EOF\n\
                 3: FLOCK  ADVISORY  WRITE 9 fe:00:42 0 EOF\n\
                 3: -> FLOCK  ADVISORY  WRITE 10 fe:00:42 0 EOF\n";
    assert_eq!(holder_of("fe:00:42", locks), Some(9));
    assert_eq!(holder_of("fe:01:42", locks), None);
    assert_eq!(holder_of("fe:00:42", "3: FLOCK ADVISORY WRITE"), None);
}

#[test]
fn the_refusal_names_the_holder_that_is_known() {
    let refusal = |holder| OpenError::InUse { path: "data".into(), holder }.to_string();
    assert_eq!(refusal(Some(9)), "`data` is in use by process 9");
    assert_eq!(refusal(None), "`data` is in use by another process");
}

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use seal::Entropy;

use super::{folder, make, read, read_or_make};

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        folder.read_dir().unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_key_is_made_beside_its_name_and_what_a_crash_left_there_is_replaced() {
    let root = tempfile::tempdir().unwrap();
    let (path, unfinished) = (root.path().join("root-key"), root.path().join("root-key.new"));
    fs::write(&unfinished, "0123").unwrap();
    fs::set_permissions(&unfinished, fs::Permissions::from_mode(0o644)).unwrap();
    read_or_make(&path, &mut Entropy::system()).unwrap();
    assert_eq!(names(root.path()), ["root-key"]);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read(&path).unwrap().len(), 64);
}

/// As it is when somebody else makes the key between the look for it and the making.
#[test]
fn a_key_that_came_first_stays_and_is_used() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("root-key");
    make(&path, &mut Entropy::dangerous_seeded(1)).unwrap();
    let first = fs::read(&path).unwrap();
    make(&path, &mut Entropy::dangerous_seeded(2)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), first);
    assert_eq!(names(root.path()), ["root-key"]);
    let used = read_or_make(&path, &mut Entropy::dangerous_seeded(3)).unwrap();
    assert_eq!(hex::encode(used.expose_secret()).into_bytes(), first);
}

#[test]
fn a_key_that_cannot_be_made_leaves_nothing() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("missing/root-key");
    assert!(read_or_make(&path, &mut Entropy::system()).is_err());
    assert!(read(&path).is_err() && names(root.path()).is_empty());
}

#[test]
fn a_bare_name_lies_in_the_present_folder() {
    assert_eq!(folder(Path::new("root-key")), Path::new("."));
    assert_eq!(folder(Path::new("a/root-key")), Path::new("a"));
    assert_eq!(folder(Path::new("/root-key")), Path::new("/"));
}

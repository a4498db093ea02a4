//! A root key in a file. What is wrapped under it is not known here.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use seal::limits::KEY_BYTES;
use seal::{Entropy, Key, LockedKey, Plaintext};
use zeroize::Zeroizing;

use crate::{RootKeyError, wrapped};

const OWNER_ONLY: u32 = 0o600;
const OTHERS: u32 = 0o077;

/// The key in the file, which must be its owner's alone.
pub(crate) fn read(path: &Path) -> Result<LockedKey, RootKeyError> {
    let failed = |source| RootKeyError::File { path: path.to_owned(), action: "read", source };
    let file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.mode() & OTHERS != 0 {
        return Err(RootKeyError::FileOpenToOthers { path: path.to_owned() });
    }
    let mut text = Zeroizing::new(Vec::with_capacity(2 * KEY_BYTES + 2));
    file.take(2 * KEY_BYTES as u64 + 2).read_to_end(&mut text).map_err(failed)?;
    let malformed = || RootKeyError::FileMalformed { path: path.to_owned() };
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    hex::decode_to_slice(text.trim_ascii_end(), &mut *key).map_err(|_| malformed())?;
    Ok(Key::from_bytes(key).into())
}

/// The key in the file; a fresh one, if there is no file yet.
pub(crate) fn read_or_make(path: &Path, entropy: &mut Entropy) -> Result<LockedKey, RootKeyError> {
    match read(path) {
        Err(RootKeyError::File { source, .. }) if source.kind() == ErrorKind::NotFound => {
            make(path, entropy).map_err(|source| RootKeyError::File {
                path: path.to_owned(),
                action: "made",
                source,
            })?;
            // What lies there counts, not what was made: somebody else may have been first.
            read(path)
        }
        other => other,
    }
}

/// Opens what the key in the file wrapped, or what the key that is to follow it did: a process that renewed the key may have
/// ended between storing the wrapping and exchanging the files, which is made up for here.
pub(crate) fn unwrap(path: &Path, header: &[u8], sealed: &[u8]) -> Result<Plaintext, RootKeyError> {
    let refused = match wrapped::open(&read(path)?, header, sealed) {
        Err(RootKeyError::Refused) => RootKeyError::Refused,
        opened_or_failed => return opened_or_failed,
    };
    let Ok(next) = read(&next(path)) else { return Err(refused) };
    let keyring = wrapped::open(&next, header, sealed)?;
    promote_next(path)?;
    Ok(keyring)
}

/// A fresh key beside the one in use, on disk. One that an earlier attempt left is replaced: nothing that counts was wrapped
/// under it, or [`unwrap`] would have put it in its place.
pub(crate) fn make_next(path: &Path, entropy: &mut Entropy) -> Result<LockedKey, RootKeyError> {
    let next = next(path);
    let failed = |source| RootKeyError::File { path: next.clone(), action: "made", source };
    remove(&next).map_err(failed)?;
    make(&next, entropy).map_err(failed)?;
    read(&next)
}

/// Puts the next key in the place of the one in use, in one step. Nothing happens if there is none.
pub(crate) fn promote_next(path: &Path) -> Result<(), RootKeyError> {
    let renamed = match fs::rename(next(path), path) {
        Err(refused) if refused.kind() == ErrorKind::NotFound => return Ok(()),
        other => other,
    };
    let synced = renamed.and_then(|()| File::open(folder(path))?.sync_all());
    synced.map_err(|source| RootKeyError::File { path: path.to_owned(), action: "replaced", source })
}

fn next(path: &Path) -> PathBuf {
    path.with_added_extension("next")
}

/// Puts a fresh key under the path, whole or not at all, and never in place of another.
fn make(path: &Path, entropy: &mut Entropy) -> io::Result<()> {
    let unfinished = path.with_added_extension("new");
    remove(&unfinished)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(OWNER_ONLY).open(&unfinished)?;
    file.write_all(&*text(&Key::generate(entropy)))?;
    file.sync_all()?;
    // A second name, since giving another one could replace a key that came there meanwhile.
    let named = fs::hard_link(&unfinished, path);
    remove(&unfinished)?;
    match named {
        Err(refused) if refused.kind() != ErrorKind::AlreadyExists => Err(refused),
        // The name must be on disk before anything is wrapped under the key.
        Ok(()) | Err(_) => File::open(folder(path))?.sync_all(),
    }
}

fn text(key: &Key) -> Zeroizing<[u8; 2 * KEY_BYTES]> {
    let mut text = Zeroizing::new([0; 2 * KEY_BYTES]);
    // INVARIANT: the text has two digits for each byte, which is the one thing this can complain about.
    hex::encode_to_slice(key.expose_secret(), &mut *text).unwrap_or_default();
    text
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(refused) if refused.kind() != ErrorKind::NotFound => Err(refused),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// The folder that the path names a file of.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests;

//! A root key in a file.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use seal::limits::KEY_BYTES;
use seal::{Entropy, Key};
use zeroize::Zeroizing;

use crate::RootKeyError;

const OWNER_ONLY: u32 = 0o600;
const OTHERS: u32 = 0o077;

/// The key in the file, which must be its owner's alone.
pub(crate) fn read(path: &Path) -> Result<Key, RootKeyError> {
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
    Ok(Key::from_bytes(key))
}

/// The key in the file; a fresh one, if there is no file yet.
pub(crate) fn read_or_make(path: &Path, entropy: &mut Entropy) -> Result<Key, RootKeyError> {
    match read(path) {
        Err(RootKeyError::File { source, .. }) if source.kind() == ErrorKind::NotFound => make(path, entropy),
        other => other,
    }
}

fn make(path: &Path, entropy: &mut Entropy) -> Result<Key, RootKeyError> {
    let failed = |source| RootKeyError::File { path: path.to_owned(), action: "made", source };
    let key = Key::generate(entropy);
    let mut text = Zeroizing::new([0; 2 * KEY_BYTES]);
    // INVARIANT: the text has two digits for each byte, which is the one thing this can complain about.
    hex::encode_to_slice(key.expose_secret(), &mut *text).unwrap_or_default();
    let mut file =
        OpenOptions::new().write(true).create_new(true).mode(OWNER_ONLY).open(path).map_err(failed)?;
    file.write_all(&*text).and_then(|()| file.sync_all()).map_err(failed)?;
    // The name must be on disk before anything is wrapped under the key.
    let folder = path.parent().map(File::open).transpose().map_err(failed)?;
    folder.map_or(Ok(()), |folder| folder.sync_all()).map_err(failed)?;
    Ok(key)
}

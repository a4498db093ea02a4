//! The directory of a store: made for its owner alone, used by one process at a time.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use store::StoreError;

const DATABASE: &str = "store.db";
const LOCK: &str = "lock";

/// A store directory that could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The directory or a file in it could not be made or opened (the operator's fault).
    #[error("`{}` cannot be used", path.display())]
    Directory {
        /// The directory or the file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process has the store open (the operator's fault).
    #[error("`{}` is in use by {}", path.display(), holder.map_or("another process".to_owned(), |id| format!("process {id}")))]
    InUse {
        /// The directory.
        path: PathBuf,
        /// The id of the process that has it open, if it is known.
        holder: Option<u32>,
    },
    /// The SQLite library is older than 3.51.3 (the builder's fault).
    #[error("the SQLite library is {version}, older than 3.51.3")]
    LibraryTooOld {
        /// The library's version.
        version: &'static str,
    },
    /// The database could not be opened (the medium's fault).
    #[error("the database cannot be opened")]
    Store(#[from] StoreError),
}

/// A directory that this process has to itself, as long as the value lives.
#[derive(Debug)]
pub(crate) struct Directory {
    path: PathBuf,
    /// Held for its lock, which the system releases with it, however the process ends.
    _lock: File,
}

impl Directory {
    /// Makes the directory unless it exists, and takes its lock.
    pub(crate) fn claim(path: &Path) -> Result<Self, OpenError> {
        let refused = |path: &Path, source| OpenError::Directory { path: path.to_owned(), source };
        make(path).map_err(|source| refused(path, source))?;
        let lock = path.join(LOCK);
        let mut file = open_private(&lock).map_err(|source| refused(&lock, source))?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(rustix::io::Errno::WOULDBLOCK) => {
                return Err(OpenError::InUse { path: path.to_owned(), holder: holder(&mut file) });
            }
            Err(errno) => return Err(refused(&lock, errno.into())),
        }
        sign(&mut file).map_err(|source| refused(&lock, source))?;
        Ok(Self { path: path.to_owned(), _lock: file })
    }

    /// The database's path. The file is made, empty, unless it exists: SQLite would make it readable for others, and
    /// gives its log the permissions of the database.
    pub(crate) fn database(&self) -> Result<PathBuf, OpenError> {
        let path = self.path.join(DATABASE);
        let made = open_private(&path).and_then(|_| File::open(&self.path)?.sync_all());
        made.map(|()| path.clone()).map_err(|source| OpenError::Directory { path, source })
    }
}

fn make(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    // The directory's own name must be on disk before anything in it is promised.
    match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => File::open(parent)?.sync_all(),
        None => File::open(".")?.sync_all(),
    }
}

fn open_private(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)
}

/// Leaves this process's id for whoever is refused.
fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}

fn holder(file: &mut File) -> Option<u32> {
    let mut id = String::new();
    file.take(16).read_to_string(&mut id).ok()?;
    id.trim().parse().ok()
}

#[cfg(test)]
mod tests;

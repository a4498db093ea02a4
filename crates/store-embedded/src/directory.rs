//! The directory of a store: made for its owner alone, used by one process at a time. What lies in it is not known here,
//! but for the name of the database.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock, fstat, major, minor};
use rustix::io::Errno;
use store::StoreError;

const DATABASE: &str = "store.db";

/// Where Linux lists the locks that processes hold.
///
/// Source: proc_locks(5).
const LOCKS: &str = "/proc/locks";

/// A store directory that could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The directory or a file in it could not be opened, locked or synced (the operator's fault).
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
    /// The directory, or one that it lies in, is missing and could not be made (the operator's fault).
    #[error("the folder `{}` could not be made", path.display())]
    NotMade {
        /// The directory that could not be made.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database could not be opened (the medium's fault).
    #[error("the database cannot be opened")]
    Store(#[from] StoreError),
}

/// A directory that this process has to itself, as long as the value lives.
#[derive(Debug)]
pub(crate) struct Directory {
    path: PathBuf,
    /// The directory itself, opened. Held for its lock, which the system releases with it, however the process ends. No
    /// file carries the lock, so none can be removed to let a second process in.
    opened: File,
}

impl Directory {
    /// Makes the directory unless it exists, and takes its lock.
    pub(crate) fn claim(path: &Path) -> Result<Self, OpenError> {
        make(path)?;
        let refused = |source| OpenError::Directory { path: path.to_owned(), source };
        let opened = File::open(path).map_err(refused)?;
        match flock(&opened, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Self { path: path.to_owned(), opened }),
            Err(Errno::WOULDBLOCK) => {
                Err(OpenError::InUse { path: path.to_owned(), holder: holder(&opened) })
            }
            Err(errno) => Err(refused(errno.into())),
        }
    }

    /// The database's path. The file is made, empty, unless it exists: SQLite would make it readable for others, and
    /// gives its log the permissions of the database.
    pub(crate) fn database(&self) -> Result<PathBuf, OpenError> {
        let path = self.path.join(DATABASE);
        let made = make_private(&path).and_then(|()| self.opened.sync_all());
        made.map(|()| path.clone()).map_err(|source| OpenError::Directory { path, source })
    }
}

/// Makes every directory of the path that is missing, for the owner alone. The name of each must be on disk before
/// anything in it is promised.
fn make(path: &Path) -> Result<(), OpenError> {
    let mut parent = PathBuf::from(".");
    let mut made = PathBuf::new();
    for part in path.components() {
        made.push(part);
        if !made.is_dir() {
            // Recursive, so that whoever else makes it at the same time is not in the way.
            let created = DirBuilder::new().recursive(true).mode(0o700).create(&made);
            let synced = created.and_then(|()| File::open(&parent)?.sync_all());
            synced.map_err(|source| OpenError::NotMade { path: made.clone(), source })?;
        }
        parent.clone_from(&made);
    }
    Ok(())
}

fn make_private(path: &Path) -> io::Result<()> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path).map(|_| ())
}

/// Who holds the lock of the directory. Nothing if that cannot be told: the list is missing in some sandboxes, holders in
/// other containers are not in it, and it is read piece by piece, so that a line may slip through while others change it.
fn holder(opened: &File) -> Option<u32> {
    let stat = fstat(opened).ok()?;
    let inode = format!("{:02x}:{:02x}:{}", major(stat.st_dev), minor(stat.st_dev), stat.st_ino);
    holder_of(&inode, &std::fs::read_to_string(LOCKS).ok()?)
}

/// A line is `1: FLOCK ADVISORY WRITE 4711 fe:00:10028720 0 EOF`; one with `->` stands for somebody who waits.
fn holder_of(inode: &str, locks: &str) -> Option<u32> {
    locks.lines().find_map(|line| match line.split_whitespace().collect::<Vec<_>>().as_slice() {
        [_, "FLOCK", _, _, process, locked, ..] if *locked == inode => process.parse().ok(),
        _ => None,
    })
}

#[cfg(test)]
mod tests;

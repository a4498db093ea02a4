//! The file that tells the first root key to its owner: an AWS shared-credentials file.
//!
//! Source: AWS SDKs and Tools Reference Guide, "Using shared config and credentials files".

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use iam::Credentials;
use zeroize::Zeroizing;

const OWNER_ONLY: u32 = 0o600;

/// Where the file lies in a data folder.
#[must_use]
pub(crate) fn path(data: &Path) -> PathBuf {
    data.join("credentials")
}

/// Writes the file, whole or not at all, readable by its owner alone.
pub(crate) fn write(data: &Path, credentials: &Credentials) -> io::Result<()> {
    let unfinished = data.join("credentials.new");
    match fs::remove_file(&unfinished) {
        Err(failure) if failure.kind() != io::ErrorKind::NotFound => return Err(failure),
        Ok(()) | Err(_) => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(OWNER_ONLY).open(&unfinished)?;
    file.write_all(&text(credentials))?;
    file.sync_all()?;
    fs::rename(&unfinished, path(data))?;
    File::open(data)?.sync_all()
}

fn text(credentials: &Credentials) -> Zeroizing<Vec<u8>> {
    let mut text = Zeroizing::new(Vec::with_capacity(512));
    text.extend_from_slice(b"[default]\naws_access_key_id = ");
    text.extend_from_slice(credentials.id.as_str().as_bytes());
    text.extend_from_slice(b"\naws_secret_access_key = ");
    text.extend_from_slice(credentials.secret.plaintext().expose_secret());
    text.push(b'\n');
    text
}

//! Writing among git's own files: its configuration under its own lock, and hooks, which keep the
//! ones that were there.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::read_file;
use super::write::{Mode, keep, write_with};

/// Replaces a file under the lock that git takes for it: a file beside it, which takes its place.
///
/// # Errors
///
/// Whatever the system says; [`io::ErrorKind::ResourceBusy`] where git writes it at the same time,
/// or somebody changed it since it was read.
pub fn replace_under_lock(path: &Path, read: &[u8], bytes: &[u8]) -> io::Result<()> {
    let there = path.symlink_metadata()?;
    if !there.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    let beside = Path::new(&beside);
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(beside).map_err(|error| {
            if error.kind() == io::ErrorKind::AlreadyExists {
                return io::ErrorKind::ResourceBusy.into();
            }
            error
        })?;
    let mut written = || {
        file.write_all(bytes)?;
        keep(&file, &there)?;
        file.sync_all()?;
        if read_file(path, u64::MAX - 1).as_deref() != Ok(read) {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        fs::rename(beside, path)
    };
    written().inspect_err(|_| {
        let _ = fs::remove_file(beside);
    })
}

/// Puts a program where one may be already, which stays under another name.
///
/// # Errors
///
/// Whatever the system says; [`io::ErrorKind::AlreadyExists`] where that name is taken.
pub fn put_program(path: &Path, kept: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // One that was cut short left both names.
    if path.symlink_metadata().is_ok() && !is_same(path, kept) {
        // Both names at once: a hook is never missing.
        fs::hard_link(path, kept)?;
    }
    write_with(path, text.as_bytes(), Mode::Program, &|| Ok(())).inspect_err(|_| {
        if is_same(path, kept) {
            let _ = fs::remove_file(kept);
        }
    })
}

/// Whether two names are there and hold the same text.
pub fn is_same(path: &Path, other: &Path) -> bool {
    let read = read_file(path, u64::MAX - 1);
    read.is_ok() && read == read_file(other, u64::MAX - 1)
}

/// Replaces a program by another one that is nrt's as well.
///
/// # Errors
///
/// Whatever the system says.
pub fn replace_program(path: &Path, text: &str) -> io::Result<()> {
    let there = path.symlink_metadata()?;
    write_with(path, text.as_bytes(), Mode::Like(&there), &|| Ok(()))
}

/// Takes a program away; what was there before it comes back.
///
/// # Errors
///
/// Whatever the system says.
pub fn put_back(path: &Path, kept: &Path) -> io::Result<()> {
    if kept.symlink_metadata().is_ok() { fs::rename(kept, path) } else { fs::remove_file(path) }
}

/// Takes a file away that holds just this.
///
/// # Errors
///
/// Whatever the system says; [`io::ErrorKind::ResourceBusy`] where it holds something else.
pub fn remove(path: &Path, holds: &[u8]) -> io::Result<()> {
    if read_file(path, u64::MAX - 1).as_deref() != Ok(holds) {
        return Err(io::ErrorKind::ResourceBusy.into());
    }
    fs::remove_file(path)
}

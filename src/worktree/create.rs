//! New folders: made where nothing stands, and put in place when what they hold is whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How the name ends of a folder that is made beside the place where it belongs; before it, the
/// number of the process.
const BESIDE: &str = ".nrt-tmp";

/// Makes a folder, and those above it that are not there.
///
/// # Errors
///
/// Whatever the system says; where something else stands there as well.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// What stands at a path, or at the nearest one above where something does, by its real path: `..`
/// and links followed.
pub fn nearest(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let there = whole.ancestors().find(|path| super::is_there(path)).unwrap_or(&whole);
    there.canonicalize().unwrap_or_else(|_| there.to_path_buf())
}

/// Whether a folder is there and holds nothing.
pub fn is_empty_folder(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Makes an empty folder in `folder`, for what will be called `name` there.
///
/// # Errors
///
/// Whatever the system says.
pub fn folder_beside(folder: &Path, name: &str) -> io::Result<PathBuf> {
    remove_left_beside(folder, name);
    let beside = folder.join(format!("{name}.{}{BESIDE}", std::process::id()));
    fs::create_dir(&beside)?;
    Ok(beside)
}

/// Removes what a [`folder_beside`] that was killed left.
pub fn remove_left_beside(folder: &Path, name: &str) {
    let start = format!("{name}.");
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let found = entry.file_name();
        let number = found.to_str().and_then(|n| n.strip_prefix(&start)?.strip_suffix(BESIDE));
        let ours = number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        if ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            // What cannot be removed is in nobody's way.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Removes a folder that [`folder_beside`] made, with all that it holds.
pub fn remove_beside(beside: &Path) {
    // What cannot be removed is in nobody's way, and the next one tries again.
    let _ = fs::remove_dir_all(beside);
}

/// Moves `name` out of a folder that [`folder_beside`] made, and removes that folder.
///
/// # Errors
///
/// Whatever the system says, also where something stands in its place; nothing is left then.
pub fn put_in_place(beside: &Path, folder: &Path, name: &str) -> io::Result<()> {
    let place = folder.join(name);
    let moved = if super::is_there(&place) {
        Err(io::ErrorKind::AlreadyExists.into())
    } else {
        fs::rename(beside.join(name), place)
    };
    remove_beside(beside);
    moved
}

/// Writes a file that is not there yet, and the folders above it that are not, below `root`; gives
/// `false`, and writes nothing, where something stands at its place.
///
/// # Errors
///
/// Whatever the system says; where a folder on the way is a link or no folder, as well.
pub fn add(root: &Path, path: &str, bytes: &[u8]) -> io::Result<bool> {
    let mut folder = root.to_path_buf();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        let at = folder.join(part);
        if parts.peek().is_none() {
            if super::is_there(&at) {
                return Ok(false);
            }
            return match super::replace(&at, None, bytes) {
                // Somebody was faster.
                Err(error) if error.kind() == io::ErrorKind::ResourceBusy => Ok(false),
                done => done.map(|()| true),
            };
        }
        match at.symlink_metadata() {
            Ok(there) if there.is_dir() => {}
            Ok(_) => return Err(io::ErrorKind::NotADirectory.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir(&at)?,
            Err(error) => return Err(error),
        }
        folder = at;
    }
    Err(io::ErrorKind::InvalidInput.into())
}

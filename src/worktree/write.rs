//! Writing: whole or not at all, never over what was not read, one writer at a time.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::Path;

use super::{no_follow, read_file};

/// How the name ends of a file that is written beside another; before it, the number of the process.
const BESIDE: &str = ".nrt-tmp";

/// Writes a file whole or not at all: beside it first, then in its place.
///
/// # Errors
///
/// Whatever the system says; no partial file is left then.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let written_through = path.symlink_metadata().is_ok_and(|there| !there.is_file());
    if written_through {
        // A pipe, a device or a link is not replaced by a file: it is what was asked for.
        return OpenOptions::new().write(true).truncate(true).open(path)?.write_all(bytes);
    }
    write_with(path, bytes, Mode::New, &|| Ok(()))
}

/// As [`write()`], and makes the folders above the file where they are not there.
///
/// # Errors
///
/// Whatever the system says.
pub fn write_below(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    write(path, bytes)
}

/// As [`write()`], where the file still holds what was read of it: nothing where it was not there.
/// Its permissions stay as they are.
///
/// # Errors
///
/// Whatever the system says; [`io::ErrorKind::ResourceBusy`] where somebody changed the file since.
pub fn replace(path: &Path, read: Option<&[u8]>, bytes: &[u8]) -> io::Result<()> {
    let there = match path.symlink_metadata() {
        Ok(metadata) if metadata.permissions().readonly() => {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let unchanged = || {
        let now = match path.symlink_metadata() {
            Ok(_) => Some(read_file(path, u64::MAX - 1)).transpose().ok(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some(None),
            Err(error) => return Err(error),
        };
        let same = now.as_ref().map(Option::as_deref) == Some(read);
        if same { Ok(()) } else { Err(io::ErrorKind::ResourceBusy.into()) }
    };
    unchanged()?;
    if there.is_some() {
        // The folder may be ours where the file is not: what may not be written is not replaced.
        let mut options = OpenOptions::new();
        options.write(true);
        no_follow(&mut options);
        options.open(path)?;
    }
    write_with(path, bytes, there.as_ref().map_or(Mode::New, Mode::Like), &unchanged)
}

/// The permissions that a file gets before it takes its place.
#[derive(Clone, Copy)]
pub(super) enum Mode<'a> {
    /// Those of any new file.
    New,
    /// The same, and everybody may run it.
    Program,
    /// Those of the file that it replaces.
    Like(&'a Metadata),
}

/// `last` is asked when all is written, just before the file takes its place.
pub(super) fn write_with(
    path: &Path,
    bytes: &[u8],
    mode: Mode<'_>,
    last: &dyn Fn() -> io::Result<()>,
) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    remove_left(folder, name);
    let mut beside = start(name);
    beside.push(format!("{}{BESIDE}", std::process::id()));
    let beside = folder.join(beside);
    let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    // Tells that somebody is still at it; where locks are not to be had, it is never removed.
    let _ = file.try_lock();
    let mut written = || {
        file.write_all(bytes)?;
        match mode {
            Mode::New => {}
            Mode::Program => runnable(&file)?,
            Mode::Like(there) => keep(&file, there)?,
        }
        file.sync_all()?;
        last()?;
        fs::rename(&beside, path)
    };
    if let Err(error) = written() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    // The name itself must last as well, where a folder can be asked for that.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Lets everybody run a file, where a system asks for that.
fn runnable(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata()?.permissions().mode();
        file.set_permissions(fs::Permissions::from_mode(mode | 0o111))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        Ok(())
    }
}

/// Gives a file the permissions of another one, and its group where that may be done.
pub(super) fn keep(file: &File, there: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if file.metadata()?.gid() != there.gid() {
            // A folder that people share: the others keep their access.
            let _ = std::os::unix::fs::fchown(file, None, Some(there.gid()));
        }
    }
    file.set_permissions(there.permissions())
}

/// How the name of a file starts that is written beside `name`.
fn start(name: &OsStr) -> OsString {
    let mut start = OsString::from(".");
    start.push(name);
    start.push(".");
    start
}

/// Removes what a write of the same file left when it was killed: plain files with the very name
/// that a write gives, which no process holds.
fn remove_left(folder: &Path, name: &OsStr) {
    let (start, Ok(entries)) = (start(name), fs::read_dir(folder)) else { return };
    for entry in entries.flatten() {
        let found = entry.file_name();
        let number = found.as_encoded_bytes().strip_prefix(start.as_encoded_bytes());
        let number = number.and_then(|rest| rest.strip_suffix(BESIDE.as_bytes()));
        let ours = number.is_some_and(|n| !n.is_empty() && n.iter().all(u8::is_ascii_digit));
        if !ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let mut options = OpenOptions::new();
        options.read(true);
        no_follow(&mut options);
        let Ok(file) = options.open(entry.path()) else { continue };
        if file.try_lock().is_ok() {
            // What cannot be removed is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a file has other names, which keep the former text when it is replaced.
#[cfg(unix)]
pub fn has_other_names(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_file() && metadata.nlink() > 1)
}

/// Whether a file has other names: this system is not asked.
#[cfg(not(unix))]
pub fn has_other_names(_path: &Path) -> bool {
    false
}

/// A lock that other processes of nrt wait for; it ends with the process at the latest.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Takes the lock of a folder that git keeps for itself. Calls `waits` where another one has it.
///
/// # Errors
///
/// Whatever the system says.
pub fn lock(git_folder: &Path, waits: impl FnOnce()) -> io::Result<Lock> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    no_follow(&mut options);
    taken(options.open(git_folder.join("nrt.lock"))?, waits)
}

/// Takes the lock of a folder without leaving a file in it.
///
/// # Errors
///
/// Whatever the system says: not every one locks a folder.
pub fn lock_folder(folder: &Path, waits: impl FnOnce()) -> io::Result<Lock> {
    taken(File::open(folder)?, waits)
}

fn taken(file: File, waits: impl FnOnce()) -> io::Result<Lock> {
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            waits();
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => return Err(error),
    }
    Ok(Lock { _file: file })
}

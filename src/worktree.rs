//! The working tree as a source of files: the only module that touches the disk.
#![expect(
    clippy::disallowed_methods,
    reason = "the one home of the file system, behind a guarded reader"
)]

mod create;
mod glimpse;
mod install;
mod write;

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::address::Kind;
use crate::files::{Files, Unreadable, stem};
use crate::model::Project;
use crate::rule::Attachment;

pub use create::{
    add, create_folder, folder_beside, is_empty_folder, nearest, put_in_place, remove_beside,
    remove_left_beside,
};
pub use glimpse::Glimpse;
pub use install::{is_same, put_back, put_program, remove, replace_program, replace_under_lock};
pub use write::{Lock, has_other_names, lock, lock_folder, replace, write, write_below};

/// The folder of the project that `from` lies in: the nearest one upwards that holds `nrt.toml`.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    let from = from.canonicalize().ok()?;
    from.ancestors()
        .find(|folder| folder.join(Kind::Project.file()).symlink_metadata().is_ok())
        .map(Path::to_path_buf)
}

/// The folder that a file lies in, by its real path; the file itself need not be there.
pub fn folder_of(file: &Path) -> Option<PathBuf> {
    let folder = file.parent()?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().ok().filter(|folder| folder.is_dir())
}

/// The path from a repository's folder down to a project's, with `/` after each name; empty where
/// they are the same, and where one does not lie below the other.
pub fn below(repository: &Path, root: &Path) -> String {
    let (Ok(repository), Ok(root)) = (repository.canonicalize(), root.canonicalize()) else {
        return String::new();
    };
    let names = root.strip_prefix(&repository).into_iter().flat_map(Path::components);
    names.map(|name| format!("{}/", name.as_os_str().to_string_lossy())).collect()
}

/// Where there is no project: a file in `from`, or in a folder above, that is probably meant to be
/// its `nrt.toml`.
pub fn find_misnamed(from: &Path) -> Option<PathBuf> {
    const NAMES: &[&str] =
        &["nrt.toml.txt", "nrt.txt", "nrt.tml", "nrt.TOML", "NRT.TOML", "Nrt.toml"];
    let from = std::path::absolute(from).ok()?;
    from.ancestors()
        .flat_map(|folder| NAMES.iter().map(move |name| folder.join(name)))
        .find(|path| path.symlink_metadata().is_ok_and(|metadata| metadata.is_file()))
}

/// Where a project is looked for below a folder: not in what tools keep for themselves.
const PASSED_OVER: &[&str] = &["node_modules", "target", "vendor"];

/// How deep a project is looked for below a folder, and in how many folders at most; thresholds of
/// nrt's own.
const DEPTH: usize = 3;
const MOST_FOLDERS: usize = 2_000;

/// The folders of the projects in a folder and below it, `most` at most, the nearest first. No link
/// is followed; hidden folders are passed over.
pub fn projects_below(folder: &Path, most: usize) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = std::collections::VecDeque::from([(folder.to_path_buf(), 0)]);
    let mut looked = 0;
    while let Some((folder, depth)) = waiting.pop_front() {
        looked += 1;
        if looked > MOST_FOLDERS || found.len() >= most {
            break;
        }
        if is_there(&folder.join(Kind::Project.file())) {
            found.push(folder.clone());
        }
        if depth >= DEPTH {
            continue;
        }
        let entries = fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok);
        let inner = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let mut inner: Vec<PathBuf> = inner.map(|entry| entry.path()).collect();
        let passed = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or(".");
            name.starts_with('.') || PASSED_OVER.contains(&name)
        };
        inner.retain(|path| !passed(path));
        inner.sort();
        waiting.extend(inner.into_iter().map(|path| (path, depth + 1)));
    }
    found
}

/// Reads a project's files; each at most `limit` bytes.
///
/// # Errors
///
/// When the folder itself cannot be listed.
pub fn read(root: &Path, limit: u64) -> io::Result<Files> {
    let mut files = Files::default();
    for entry in fs::read_dir(root)? {
        let name = entry?.file_name();
        let Some(name) = name.to_str() else { continue };
        if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.file() == name) {
            files.known.insert(kind, read_file(&root.join(name), limit));
        } else if stem(name).is_some() {
            files.others.push(name.to_owned());
        }
    }
    files.others.sort();
    Ok(files)
}

/// Reads one file: never through a link, never from a pipe or a device, never past `limit` bytes.
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Unreadable> {
    let metadata = path.symlink_metadata().map_err(|error| cause(&error))?;
    if metadata.is_symlink() {
        return Err(Unreadable::Link);
    }
    if !metadata.is_file() {
        return Err(Unreadable::NotAFile);
    }
    // The file may have been replaced since: the open file itself is asked again.
    let file = open(path).map_err(|error| cause(&error))?;
    let metadata = file.metadata().map_err(|error| cause(&error))?;
    if !metadata.is_file() {
        return Err(Unreadable::NotAFile);
    }
    let size = metadata.len();
    if size > limit {
        return Err(Unreadable::TooLarge { size, limit });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // One byte more than allowed tells a file that grows while it is read.
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| cause(&error))?;
    let size = bytes.len() as u64;
    if size > limit { Err(Unreadable::TooLarge { size, limit }) } else { Ok(bytes) }
}

/// How far a stream is followed to say how long it is; a threshold of nrt's own.
const MAX_STREAM: u64 = 1 << 31;

/// Reads a stream, such as the standard input, by the same rule: at most `limit` bytes are kept. It
/// is read to its end all the same, so that who writes is not left waiting.
///
/// # Errors
///
/// Whatever the system says.
pub fn read_stream(stream: &mut dyn Read, limit: u64) -> io::Result<Result<Vec<u8>, Unreadable>> {
    let mut bytes = Vec::new();
    let kept = stream.take(limit.saturating_add(1)).read_to_end(&mut bytes)? as u64;
    if kept <= limit {
        return Ok(Ok(bytes));
    }
    drop(bytes);
    let more = io::copy(&mut stream.take(MAX_STREAM), &mut io::sink())?;
    Ok(Err(Unreadable::TooLarge { size: kept.saturating_add(more), limit }))
}

fn open(path: &Path) -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.read(true);
    no_follow(&mut options);
    options.open(path)
}

/// A link put there since the look is not followed, and a pipe does not hang.
#[cfg(unix)]
fn no_follow(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
}

#[cfg(not(unix))]
fn no_follow(_options: &mut OpenOptions) {}

fn cause(error: &io::Error) -> Unreadable {
    match error.kind() {
        io::ErrorKind::PermissionDenied => Unreadable::Permission,
        _ => Unreadable::Other(error.to_string()),
    }
}

/// Whether something stands at a path, be it a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether its owner may run a file.
#[cfg(unix)]
pub fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.symlink_metadata().is_ok_and(|metadata| metadata.permissions().mode() & 0o100 != 0)
}

/// Whether its owner may run a file: this system does not say.
#[cfg(not(unix))]
pub fn is_executable(_path: &Path) -> bool {
    false
}

/// What stands at each path that a document of the project names. `repository` is the folder that
/// a path must not leave; paths that are not plain relative ones are not looked at.
pub fn attachments(
    root: &Path,
    repository: &Path,
    project: &Project,
) -> BTreeMap<String, Attachment> {
    attached(root, repository, project.attached_paths())
}

fn attached<'p>(
    root: &Path,
    repository: &Path,
    paths: impl Iterator<Item = &'p str>,
) -> BTreeMap<String, Attachment> {
    let (Ok(root), Ok(repository)) = (root.canonicalize(), repository.canonicalize()) else {
        return BTreeMap::new();
    };
    paths.map(|path| (path.to_owned(), attachment(&root, &repository, Path::new(path)))).collect()
}

/// How many links are followed on the way to a file.
const MAX_LINKS: usize = 16;

/// Goes down to a path part by part. At the first link that leaves the repository it looks no
/// further: whether something is there is nobody's business.
fn attachment(root: &Path, repository: &Path, path: &Path) -> Attachment {
    let mut at = root.to_path_buf();
    let mut left: Vec<PathBuf> = path.iter().rev().map(PathBuf::from).collect();
    let mut links = 0;
    while let Some(part) = left.pop() {
        match part.components().next() {
            Some(Component::ParentDir) => drop(at.pop()),
            Some(Component::Normal(name)) => at.push(name),
            Some(Component::RootDir | Component::Prefix(_)) => at = part,
            Some(Component::CurDir) | None => {}
        }
        if !at.starts_with(repository) {
            return Attachment::Outside;
        }
        let Ok(metadata) = at.symlink_metadata() else { return Attachment::Missing };
        if metadata.is_symlink() {
            links += 1;
            let Ok(target) = fs::read_link(&at) else { return Attachment::Missing };
            if links > MAX_LINKS {
                return Attachment::Missing;
            }
            at.pop();
            left.extend(target.components().rev().map(|part| PathBuf::from(part.as_os_str())));
        }
    }
    if at.is_file() { Attachment::Present } else { Attachment::Missing }
}

/// When a file last changed, in whole seconds since 1970, as the index of git counts them.
pub fn changed_in_second(path: &Path) -> Option<i32> {
    let changed = fs::metadata(path).ok()?.modified().ok()?;
    changed.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs().try_into().ok()
}

/// Whether a path is one of the files of the project in `root`: not a place for a report.
pub fn is_project_file(root: &Path, path: &Path) -> bool {
    // Whatever it is called: a link leads where it leads.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let named = path.file_name().is_some_and(|name| Kind::ALL.iter().any(|k| name == k.file()));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new(".")).canonicalize();
    named && folder.is_ok_and(|folder| root.canonicalize().is_ok_and(|root| root == folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_kept_up_to_the_limit() {
        let read = |size: u64| read_stream(&mut io::repeat(b'#').take(size), 10).expect("read");
        assert_eq!(read(0), Ok(Vec::new()));
        assert_eq!(read(10), Ok(vec![b'#'; 10]));
        assert_eq!(read(11), Err(Unreadable::TooLarge { size: 11, limit: 10 }));
        assert_eq!(read(70_000), Err(Unreadable::TooLarge { size: 70_000, limit: 10 }));
    }

    #[test]
    fn a_misnamed_project_is_found_upwards() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let below = folder.path().join("pieces");
        fs::create_dir(&below).expect("a folder");
        fs::write(folder.path().join("nrt.toml.txt"), "format = 1\n").expect("a file");
        assert_eq!(find_misnamed(&below), Some(folder.path().join("nrt.toml.txt")));
        fs::write(folder.path().join("referents.toml.txt"), "").expect("a file");
        let files = read(folder.path(), 1 << 20).expect("a folder that can be listed");
        assert_eq!(files.others, ["nrt.toml.txt", "referents.toml.txt"]);
    }
}

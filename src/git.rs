//! The git repository around a project: the only home of git2. Starts no process.

use std::path::{Path, PathBuf};

use git2::Repository;

/// The working directory of the repository that holds `root`, if there is one.
pub fn workdir(root: &Path) -> Option<PathBuf> {
    let repository = Repository::discover(root).ok()?;
    repository.workdir().map(Path::to_path_buf)
}

/// The version of the libgit2 that is linked in.
pub fn libgit2_version() -> String {
    let (major, minor, patch) = git2::Version::get().libgit2_version();
    format!("{major}.{minor}.{patch}")
}

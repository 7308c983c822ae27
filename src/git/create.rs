//! A new repository, whole or not at all.

use std::path::Path;

use git2::{Repository, RepositoryInitOptions};

use super::GitError;
use crate::worktree;

/// The first branch of a new repository.
pub const FIRST_BRANCH: &str = "main";

/// Makes a repository in a folder that has none. It is made beside, and put in place when it is
/// whole: what was cut short never stands in the way.
///
/// # Errors
///
/// Whatever libgit2 or the system says.
pub fn create(folder: &Path) -> Result<(), GitError> {
    made(folder, RepositoryInitOptions::new().initial_head(FIRST_BRANCH))
}

fn made(folder: &Path, options: &mut RepositoryInitOptions) -> Result<(), GitError> {
    let said = |error: std::io::Error| GitError::Other(error.to_string());
    let beside = worktree::folder_beside(folder, ".git").map_err(said)?;
    Repository::init_opts(&beside, options)?;
    worktree::put_in_place(&beside, folder, ".git").map_err(said)
}

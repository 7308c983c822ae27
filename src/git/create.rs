//! A new repository, whole or not at all.

use std::path::Path;

use git2::{Repository, RepositoryInitOptions};

use super::GitError;
use crate::worktree;

/// The first branch of a new repository.
pub const FIRST_BRANCH: &str = "main";

/// Makes a repository in a folder that has none, as the person's own git would: with their
/// template. It is made beside, and put in place when it is whole: what was cut short never stands
/// in the way.
///
/// # Errors
///
/// Whatever libgit2 or the system says; no repository is left then.
pub fn create(folder: &Path) -> Result<(), GitError> {
    made(folder, &mut RepositoryInitOptions::new(), &|_| Ok(()))
}

/// The same with nothing of the machine's own, filled before it is put in place.
pub(super) fn made_without_settings(
    folder: &Path,
    fill: &dyn Fn(&Repository) -> Result<(), git2::Error>,
) -> Result<(), GitError> {
    made(folder, RepositoryInitOptions::new().external_template(false), fill)
}

fn made(
    folder: &Path,
    options: &mut RepositoryInitOptions,
    fill: &dyn Fn(&Repository) -> Result<(), git2::Error>,
) -> Result<(), GitError> {
    let said = |error: std::io::Error| GitError::Other(error.to_string());
    let beside = worktree::folder_beside(folder, ".git").map_err(said)?;
    let filled = Repository::init_opts(&beside, options.initial_head(FIRST_BRANCH))
        .and_then(|repository| fill(&repository));
    match filled {
        Ok(()) => worktree::put_in_place(&beside, folder, ".git").map_err(said),
        Err(error) => {
            worktree::remove_beside(&beside);
            Err(error.into())
        }
    }
}

//! A repository whose whole history is told beforehand: the same commits on every machine.

use std::collections::BTreeMap;
use std::path::Path;

use git2::{FileMode, Oid, Repository, Signature, Time};

use super::GitError;
use super::create::{FIRST_BRANCH, made_without_settings};

/// A commit of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who wrote and recorded it: a name and an address.
    pub author: (&'static str, &'static str),
    /// When, in seconds since 1970, in UTC.
    pub seconds: i64,
    /// How far the author's clock is from UTC, in minutes.
    pub offset: i32,
    /// The whole message.
    pub message: String,
    /// The commits that it follows, by their places in the story.
    pub parents: Vec<usize>,
    /// Every file that it holds, by its path from the top with `/`.
    pub files: Vec<(String, String)>,
}

/// Makes a repository in a folder that has none, with the commits of a story, each after those that
/// it follows, and its branches. HEAD is on `main`, and the index is at its commit; the folder's own
/// files are not written. Neither hooks, templates nor settings of the machine have a part in it.
///
/// # Errors
///
/// Whatever libgit2 or the system says; no repository is left then.
pub fn tell(folder: &Path, story: &[Told], branches: &[(&str, usize)]) -> Result<(), GitError> {
    made_without_settings(folder, &|repository| {
        let mut ids: Vec<Oid> = Vec::new();
        for told in story {
            let parents = told.parents.iter().filter_map(|at| ids.get(*at));
            ids.push(record(repository, told, parents)?);
        }
        for (name, at) in branches {
            let Some(id) = ids.get(*at) else { continue };
            repository.reference(&format!("refs/heads/{name}"), *id, false, "nrt init --demo")?;
            if *name == FIRST_BRANCH {
                let mut index = repository.index()?;
                index.read_tree(&repository.find_commit(*id)?.tree()?)?;
                index.write()?;
            }
        }
        Ok(())
    })
}

fn record<'i>(
    repository: &Repository,
    told: &Told,
    parents: impl Iterator<Item = &'i Oid>,
) -> Result<Oid, git2::Error> {
    let files: Vec<(&str, &str)> =
        told.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let tree = repository.find_tree(tree(repository, &files)?)?;
    let (name, email) = told.author;
    let who = Signature::new(name, email, &Time::new(told.seconds, told.offset))?;
    let parents = parents.map(|id| repository.find_commit(*id)).collect::<Result<Vec<_>, _>>()?;
    let parents: Vec<_> = parents.iter().collect();
    repository.commit(None, &who, &who, &told.message, &tree, &parents)
}

/// The tree of some files, by their paths from it.
fn tree(repository: &Repository, files: &[(&str, &str)]) -> Result<Oid, git2::Error> {
    let mut builder = repository.treebuilder(None)?;
    let mut folders: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (path, text) in files {
        match path.split_once('/') {
            Some((folder, below)) => folders.entry(folder).or_default().push((below, text)),
            None => {
                let blob = repository.blob(text.as_bytes())?;
                builder.insert(path, blob, FileMode::Blob.into())?;
            }
        }
    }
    for (name, files) in folders {
        builder.insert(name, tree(repository, &files)?, FileMode::Tree.into())?;
    }
    builder.write()
}

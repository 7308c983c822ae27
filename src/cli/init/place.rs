//! Where a project is to be made, and whether it may be.

use std::path::{Path, PathBuf};

use crate::address::Kind;
use crate::cli::{Edge, Error, open};
use crate::git::{self, GitError};
use crate::lang::Lang;
use crate::text::terminal;
use crate::tr;
use crate::worktree;

/// The folder of a project to be made.
pub(super) struct Place {
    /// The folder; it may not be there yet.
    pub(super) folder: PathBuf,
    /// As the person wrote it; clean. Nothing where it is the one they are in.
    pub(super) shown: Option<String>,
    /// The repository that it lies in.
    pub(super) repository: Repository,
}

/// A repository around a folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Repository {
    /// There is none.
    None,
    /// There is one; the top of its working tree, as far as it can be asked.
    There(Option<PathBuf>),
}

impl Place {
    /// Refuses where something stands against a project there, before anything is asked.
    pub(super) fn of(edge: &Edge, dir: Option<&str>, lang: Lang) -> Result<Self, Error> {
        open::there(edge)?;
        if dir.is_some_and(|dir| dir.trim().is_empty()) {
            return Err(Error::new(
                tr!(lang, "le nom du dossier est vide", "the name of the folder is empty"),
                tr!(
                    lang,
                    "`nrt init DOSSIER`, ou `nrt init` pour celui où vous êtes",
                    "`nrt init DIR`, or `nrt init` for the one you are in"
                ),
            ));
        }
        let folder = edge.folder.join(dir.unwrap_or("."));
        // As people write it, where nothing stands before it.
        let folder = folder.strip_prefix(".").map_or_else(|_| folder.clone(), Path::to_path_buf);
        let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
        let shown = dir.filter(|dir| !matches!(*dir, "." | "./")).map(terminal);
        let above = worktree::nearest(&folder);
        if !above.is_dir() {
            let name = terminal(&above.display().to_string());
            return Err(Error::new(
                tr!(
                    lang,
                    "`{name}` existe et n'est pas un dossier",
                    "`{name}` exists and is no folder"
                ),
                tr!(lang, "choisissez un autre nom", "choose another name"),
            ));
        }
        if let Some(root) = worktree::find_root(&above) {
            return Err(refused(&folder, &root, lang));
        }
        let repository = match git::open(&above) {
            Ok(_) => Repository::There(git::workdir(&above)),
            Err(GitError::None) => {
                let damaged = above.ancestors().map(|folder| folder.join(".git"));
                if let Some(path) = damaged.into_iter().find(|path| worktree::is_there(path)) {
                    return Err(unsound(&path, lang));
                }
                Repository::None
            }
            Err(_) => Repository::There(None),
        };
        Ok(Self { folder, shown, repository })
    }

    /// That no project was made there meanwhile.
    pub(super) fn is_still_free(&self, lang: Lang) -> Result<(), Error> {
        worktree::find_root(&self.folder)
            .map_or(Ok(()), |root| Err(refused(&self.folder, &root, lang)))
    }

    /// Where it is, in a sentence: in the folder that was named, or in this one, by its path.
    pub(super) fn named(&self, lang: Lang) -> String {
        match &self.shown {
            Some(dir) => tr!(lang, "dans {dir}", "in {dir}"),
            None => {
                let path = std::path::absolute(&self.folder);
                let path = path.unwrap_or_else(|_| self.folder.clone());
                let path = terminal(&path.display().to_string());
                tr!(lang, "dans ce dossier ({path})", "in this folder ({path})")
            }
        }
    }

    /// The top of the repository, and the path from there to the project, without a last `/`.
    pub(super) fn top(&self) -> (PathBuf, String) {
        match &self.repository {
            Repository::There(Some(top)) => {
                let below = worktree::below(top, &self.folder);
                (top.clone(), below.trim_end_matches('/').to_owned())
            }
            Repository::There(None) | Repository::None => (self.folder.clone(), String::new()),
        }
    }
}

/// A `.git` that no repository is found in.
fn unsound(path: &Path, lang: Lang) -> Error {
    let path = terminal(&path.display().to_string());
    Error::new(
        tr!(
            lang,
            "`{path}` est là, et n'est pas un dépôt git",
            "`{path}` is there, and is no git repository"
        ),
        tr!(
            lang,
            "réparez-le ou retirez-le, puis recommencez\u{a0}: rien n'a été écrit",
            "mend it or take it away, then do it again: nothing was written"
        ),
    )
}

fn refused(folder: &Path, root: &Path, lang: Lang) -> Error {
    let file = root.join(Kind::Project.file());
    let file = terminal(&file.display().to_string());
    if worktree::is_there(&folder.join(Kind::Project.file())) {
        let unborn =
            git::open(root).is_ok_and(|source| source.revision("HEAD") == Err(GitError::Unborn));
        let help = if unborn {
            // What a run leaves that was killed before its commit.
            tr!(
                lang,
                "rien n'y est encore validé\u{a0}: `git add .`, puis `git commit`, dans ce dossier",
                "nothing is committed there yet: `git add .`, then `git commit`, in this folder"
            )
        } else {
            tr!(
                lang,
                "`nrt check` dit ce qui lui manque\u{a0}; pour un autre projet, donnez un autre dossier\u{a0}: `nrt init DOSSIER`",
                "`nrt check` says what it lacks; for another project, give another folder: `nrt init DIR`"
            )
        };
        return Error::new(
            tr!(
                lang,
                "il y a déjà un projet dans ce dossier\u{a0}: `{file}`",
                "there is a project in this folder already: `{file}`"
            ),
            help,
        );
    }
    Error::new(
        tr!(
            lang,
            "ce dossier est dans celui d'un autre projet\u{a0}: `{file}`",
            "this folder lies in that of another project: `{file}`"
        ),
        tr!(
            lang,
            "choisissez un dossier à côté, pas dedans\u{a0}: `nrt init DOSSIER`",
            "choose a folder beside it, not inside: `nrt init DIR`"
        ),
    )
}

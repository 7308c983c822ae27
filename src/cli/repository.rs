//! What there is to say where the repository cannot be asked: what it is, and what to do.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::Error;
use crate::git::{self, GitError, Revision, Source};
use crate::lang::Lang;
use crate::tr;

/// The commit that a person names, in the repository around a project.
pub(super) fn revision(root: &Path, name: &str, lang: Lang) -> Result<Revision, Error> {
    git::open(root).and_then(|source| source.revision(name)).map_err(|found| error(&found, lang))
}

/// The git program: the first one that the `PATH` gives by a whole path, outside the repository of
/// the project, since nothing that lies there is ever run.
pub(super) fn program(root: &Path) -> Option<PathBuf> {
    let name = if cfg!(windows) { "git.exe" } else { "git" };
    let repository = git::workdir(root).and_then(|folder| folder.canonicalize().ok());
    let outside = |folder: &PathBuf| {
        let real = folder.canonicalize().ok();
        real.is_some_and(|real| repository.as_ref().is_none_or(|top| !real.starts_with(top)))
    };
    let path = std::env::var_os("PATH")?;
    let folders = std::env::split_paths(&path).filter(|folder| folder.is_absolute());
    folders.filter(outside).map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// What the environment says of who records, and when: only the git program hears it.
pub(super) fn said_of_who() -> Option<&'static str> {
    const NAMES: &[&str] = &[
        "GIT_AUTHOR_NAME",
        "GIT_AUTHOR_EMAIL",
        "GIT_AUTHOR_DATE",
        "GIT_COMMITTER_NAME",
        "GIT_COMMITTER_EMAIL",
        "GIT_COMMITTER_DATE",
    ];
    NAMES.iter().copied().find(|name| std::env::var_os(name).is_some())
}

/// Whether a commit of nrt's is under way in a repository, and this is run by one of its hooks.
pub(super) fn is_recording(source: &Source) -> bool {
    std::env::var_os(git::RECORDING).is_some_and(|folder| folder == source.own_folder())
}

/// The commit that the value of an option names, where it is given.
pub(super) fn named(
    root: &Path,
    args: &ArgMatches,
    option: &str,
    lang: Lang,
) -> Result<Option<Revision>, Error> {
    args.get_one::<String>(option).map(|name| revision(root, name, lang)).transpose()
}

/// A failure of the repository, for a person.
pub(super) fn error(error: &GitError, lang: Lang) -> Error {
    match error {
        GitError::None => Error::new(
            tr!(
                lang,
                "ce dossier n'est pas dans un dépôt git",
                "this folder is not in a git repository"
            ),
            tr!(
                lang,
                "`git init`, puis un premier commit\u{a0}; sans historique, `nrt check` vérifie le dossier tel qu'il est",
                "`git init`, then a first commit; without a history, `nrt check` checks the folder as it is"
            ),
        ),
        GitError::Owner(folder) => Error::new(
            tr!(
                lang,
                "ce dépôt appartient à quelqu'un d'autre",
                "this repository belongs to somebody else"
            ),
            tr!(
                lang,
                "si c'est voulu\u{a0}: `git config --global --add safe.directory {folder}`",
                "if this is meant: `git config --global --add safe.directory {folder}`"
            ),
        ),
        GitError::Damaged(path) => Error::new(
            tr!(
                lang,
                "`{path}` est abîmé, et le dépôt au-dessus n'est pas celui du projet",
                "`{path}` is damaged, and the repository above is not the project's"
            ),
            tr!(lang, "clonez le dépôt de nouveau", "clone the repository again"),
        ),
        GitError::Name(folder) => Error::new(
            tr!(
                lang,
                "le nom du dossier `{folder}` n'est pas de l'UTF-8\u{a0}: git ne peut pas être interrogé sur lui",
                "the name of the folder `{folder}` is not UTF-8: git cannot be asked about it"
            ),
            tr!(lang, "donnez-lui un autre nom", "give it another name"),
        ),
        GitError::Revision(name) => Error::new(
            tr!(
                lang,
                "il n'y a pas de révision `{name}` dans ce dépôt",
                "there is no revision `{name}` in this repository"
            ),
            tr!(
                lang,
                "une branche, une étiquette ou un commit\u{a0}; un clone superficiel n'a pas tout (`git fetch --unshallow`)",
                "a branch, a tag or a commit; a shallow clone does not have all of them (`git fetch --unshallow`)"
            ),
        ),
        GitError::Unborn => Error::new(
            tr!(lang, "ce dépôt n'a pas encore de commit", "this repository has no commit yet"),
            tr!(lang, "`git add .`, puis `git commit`", "`git add .`, then `git commit`"),
        ),
        GitError::NoMergeBase => Error::new(
            tr!(
                lang,
                "ces deux révisions n'ont aucun commit en commun",
                "these two revisions have no commit in common"
            ),
            tr!(
                lang,
                "comparez-les avec deux points\u{a0}: `A..B`",
                "compare them with two dots: `A..B`"
            ),
        ),
        GitError::Missing => Error::new(
            tr!(
                lang,
                "ce clone n'a pas tous les objets de cette révision",
                "this clone does not have every object of this revision"
            ),
            tr!(
                lang,
                "clonez le dépôt sans `--filter`\u{a0}; nrt ne télécharge rien",
                "clone the repository without `--filter`; nrt downloads nothing"
            ),
        ),
        GitError::Other(cause) => Error {
            message: tr!(
                lang,
                "le dépôt git ne peut pas être lu\u{a0}: {cause}",
                "the git repository cannot be read: {cause}"
            ),
            help: unsupported(cause, lang),
        },
    }
}

/// What to do where libgit2 says that it does not know a form of repository that git knows.
fn unsupported(cause: &str, lang: Lang) -> Option<String> {
    let command = [
        ("'link'", "git update-index --no-split-index"),
        ("'sdir'", "git sparse-checkout reapply --no-sparse-index"),
        ("extensions.refstorage", "git refs migrate --ref-format=files"),
    ];
    let (_, command) = command.into_iter().find(|(form, _)| cause.contains(form))?;
    Some(tr!(
        lang,
        "nrt ne connaît pas cette forme de dépôt\u{a0}; `{command}` rend celle que tous lisent",
        "nrt does not know this form of repository; `{command}` gives the one that all read"
    ))
}

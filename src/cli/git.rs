//! `nrt git`: what this clone has installed, and the merge driver that git calls.

pub(super) mod driver;
mod remove;
mod setup;
mod status;

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::{Edge, Error, Failure, Outcome, open, repository, usage};
use crate::files::DEFAULT_MAX_FILE_SIZE;
use crate::git::{self, Source};
use crate::lang::Lang;
use crate::tr;
use crate::worktree;

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    match args.subcommand() {
        Some(("merge-driver", args)) => driver::run(edge, args),
        Some(("setup", args)) => setup::run(edge, args),
        Some(("remove", _)) => remove::run(edge),
        _ => status::run(edge),
    }
}

/// The file that hands the project's files to nrt.
const ATTRIBUTES_FILE: &str = ".gitattributes";

/// A project, and the clone that it lies in.
struct Clone {
    root: PathBuf,
    source: Source,
}

impl Clone {
    fn of(edge: &Edge) -> Result<Self, Error> {
        let root = open::root(edge, false)?;
        let source = git::open(&root).map_err(|found| repository::error(&found, edge.lang))?;
        Ok(Self { root, source })
    }

    /// The configuration of this clone as it is.
    fn config(&self, lang: Lang) -> Result<(PathBuf, String), Error> {
        let path = self.source.config_file();
        let read = worktree::read_file(&path, DEFAULT_MAX_FILE_SIZE).ok();
        let text = read.and_then(|bytes| String::from_utf8(bytes).ok());
        text.map(|text| (path.clone(), text)).ok_or_else(|| unread(&path, lang))
    }

    /// The project's `.gitattributes`; empty where there is none.
    fn attributes(&self, lang: Lang) -> Result<(PathBuf, Option<String>), Error> {
        let path = self.root.join(ATTRIBUTES_FILE);
        if !worktree::is_there(&path) {
            return Ok((path, None));
        }
        let read = worktree::read_file(&path, DEFAULT_MAX_FILE_SIZE).ok();
        let text = read.and_then(|bytes| String::from_utf8(bytes).ok());
        let text = text.ok_or_else(|| unread(&path, lang))?;
        Ok((path, Some(text)))
    }
}

/// The comment above the lines of `.gitattributes`, in a language.
const fn comment(lang: Lang) -> &'static str {
    lang.pick(
        "# Fusion par entité\u{a0}: `nrt git setup` l'installe dans chaque clone.",
        "# Merging by entity: `nrt git setup` installs it in each clone.",
    )
}

/// A path as a person reads it: below the project's folder where it lies there.
fn shown(clone: &Clone, path: &Path) -> String {
    let path = path.strip_prefix(&clone.root).unwrap_or(path);
    crate::text::terminal(&path.display().to_string())
}

fn unread(path: &Path, lang: Lang) -> Error {
    let path = crate::text::terminal(&path.display().to_string());
    Error::new(
        tr!(lang, "`{path}` ne peut pas être lu", "`{path}` cannot be read"),
        tr!(
            lang,
            "ce doit être un fichier ordinaire, en UTF-8\u{a0}; rien n'a été écrit",
            "it must be an ordinary file, in UTF-8; nothing was written"
        ),
    )
}

/// A file of git's that could not be written, after others that were.
fn unwritten(path: &str, cause: &std::io::Error, done: &[String], lang: Lang) -> Failure {
    let mut error = if cause.kind() == std::io::ErrorKind::ResourceBusy {
        Error::new(
            tr!(
                lang,
                "`{path}` est écrit par quelqu'un d'autre",
                "`{path}` is being written by somebody else"
            ),
            tr!(
                lang,
                "attendez que git ait fini, puis recommencez\u{a0}; si aucun git ne tourne, effacez `{path}.lock`",
                "wait for git to finish, then do it again; where no git is running, delete `{path}.lock`"
            ),
        )
    } else {
        usage::unwritten(path, cause, lang)
    };
    error.message.push_str(&usage::already(done, lang));
    error.into()
}

//! From the working directory to a project that was read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ArgMatches;

use super::usage::Early;
use super::{Edge, Error, repository, usage};
use crate::address::Kind;
use crate::check::{self, Settings};
use crate::files::{DEFAULT_MAX_FILE_SIZE, Files, Unreadable};
use crate::git::{self, Revision};
use crate::lang::Lang;
use crate::load::{self, Loaded};
use crate::rule::Attachment;
use crate::tr;
use crate::worktree;

/// The language to speak: `--lang`, then `NRT_LANG`, then the project's, then the locale, then
/// French.
pub(super) fn language(early: &Early) -> Lang {
    // The first that is set wins, even where it names another language.
    let locale = || {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))?;
        Lang::from_code(&set)
    };
    let project = || {
        let root = worktree::find_root(&early.project_below())?;
        let bytes = worktree::read_file(&root.join("nrt.toml"), DEFAULT_MAX_FILE_SIZE);
        let files = Files { known: [(Kind::Project, bytes)].into(), others: Vec::new() };
        load::language(&files)
    };
    asked(early.lang.as_deref()).or_else(project).or_else(locale).unwrap_or_default()
}

/// The language that the person asks for: `--lang`, then `NRT_LANG`.
fn asked(option: Option<&str>) -> Option<Lang> {
    let variable = || std::env::var("NRT_LANG").ok().and_then(|code| Lang::from_code(&code));
    option.and_then(Lang::from_code).or_else(variable)
}

/// Where the files of a project come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// The folder as it is.
    Worktree,
    /// What the next commit would hold.
    Staged,
    /// A commit.
    At(Revision),
}

/// A version of a project's files.
pub(super) struct Opened {
    /// The folder that holds `nrt.toml`.
    pub(super) root: PathBuf,
    pub(super) version: Version,
    files: Files,
    pub(super) limit: u64,
}

/// Finds and reads the project that the working directory lies in, in the version that the options
/// ask for: the folder as it is, `--staged`, or `--at`.
pub(super) fn open(edge: &Edge, args: &ArgMatches) -> Result<Opened, Error> {
    let revision = args.try_get_one::<String>("at").ok().flatten();
    let root = root(edge, revision.is_some())?;
    let version = match revision {
        Some(name) => Version::At(repository::revision(&root, name, edge.lang)?),
        None if args.try_get_one::<bool>("staged").ok().flatten() == Some(&true) => Version::Staged,
        None => Version::Worktree,
    };
    read(edge, root, version, limit(args))?.with_a_project(edge.lang)
}

/// The largest size of a file, in bytes.
pub(super) fn limit(args: &ArgMatches) -> u64 {
    let asked = args.try_get_one::<u64>("max-file-size").ok().flatten().copied();
    asked.unwrap_or(DEFAULT_MAX_FILE_SIZE)
}

/// As [`open`], for what can be said without a project: nothing where there is none.
pub(super) fn open_if_any(edge: &Edge, args: &ArgMatches) -> Result<Option<Opened>, Error> {
    let none = edge.folder.is_dir() && worktree::find_root(&edge.folder).is_none();
    if none && !args.contains_id("at") {
        return Ok(None);
    }
    open(edge, args).map(Some)
}

/// The project's folder. A past revision may have one where the working tree has none.
pub(super) fn root(edge: &Edge, past: bool) -> Result<PathBuf, Error> {
    let lang = edge.lang;
    there(edge)?;
    match worktree::find_root(&edge.folder) {
        Some(root) => Ok(root),
        None if past && git::open(&edge.folder).is_ok() => Ok(edge.folder.clone()),
        None => Err(no_root(&edge.folder, lang)),
    }
}

/// That the folder to work in exists.
pub(super) fn there(edge: &Edge) -> Result<(), Error> {
    let lang = edge.lang;
    if edge.folder.is_dir() {
        return Ok(());
    }
    let folder = edge.folder.display().to_string();
    Err(Error::new(
        tr!(lang, "le dossier `{folder}` n'existe pas", "there is no folder `{folder}`"),
        tr!(lang, "vérifiez le chemin donné à `-C`", "check the path given to `-C`"),
    ))
}

fn no_root(folder: &Path, lang: Lang) -> Error {
    let message = tr!(
        lang,
        "il n'y a pas de projet ici : aucun `nrt.toml` dans ce dossier ni au-dessus",
        "there is no project here: no `nrt.toml` in this folder or above"
    );
    let help = misnamed(folder, lang).unwrap_or_else(|| {
        tr!(
            lang,
            "allez dans le dossier du projet, ou donnez-le : `nrt -C DOSSIER` ; pour commencer un projet\u{a0}: `nrt init`\u{a0}; pour essayer nrt\u{a0}: `nrt init --demo`",
            "go to the project's folder, or give it: `nrt -C DIR`; to start a project: `nrt init`; to try nrt: `nrt init --demo`"
        )
    });
    Error::new(message, help)
}

/// What to do where a file, in this folder or above, is probably meant to be its `nrt.toml`.
pub(super) fn misnamed(folder: &Path, lang: Lang) -> Option<String> {
    let path = worktree::find_misnamed(folder)?;
    let added = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
    let path = path.display().to_string();
    Some(if added {
        tr!(
            lang,
            "Windows a ajouté `.txt` : renommez `{path}` en `nrt.toml`",
            "Windows added `.txt`: rename `{path}` to `nrt.toml`"
        )
    } else {
        tr!(lang, "renommez `{path}` en `nrt.toml`", "rename `{path}` to `nrt.toml`")
    })
}

/// Reads a version of the files in a project's folder; there may be none.
pub(super) fn read(
    edge: &Edge,
    root: PathBuf,
    version: Version,
    limit: u64,
) -> Result<Opened, Error> {
    let lang = edge.lang;
    let files = match version {
        Version::Worktree => worktree::read(&root, limit).map_err(|cause| {
            let (folder, cause) = (root.display().to_string(), usage::cause(&cause, lang));
            Error::new(
                tr!(
                    lang,
                    "le dossier `{folder}` ne peut pas être lu\u{a0}: {cause}",
                    "the folder `{folder}` cannot be read: {cause}"
                ),
                tr!(
                    lang,
                    "demandez le droit de lecture sur ce dossier",
                    "ask for the right to read this folder"
                ),
            )
        })?,
        Version::Staged => git::open(&root)
            .and_then(|source| source.files_staged(hook_index().as_deref(), limit))
            .map_err(|error| repository::error(&error, lang))?,
        // The folder may have had another name then.
        Version::At(revision) => git::open(&root)
            .and_then(|source| source.as_of(revision)?.files_at(revision, limit))
            .map_err(|error| repository::error(&error, lang))?,
    };
    Ok(Opened { root, version, files, limit })
}

fn no_project(version: Version, lang: Lang) -> Error {
    let place = match version {
        Version::Worktree => tr!(lang, "dans ce dossier", "in this folder"),
        Version::Staged => tr!(lang, "dans l'index", "in the index"),
        Version::At(revision) => {
            let id = revision.short();
            tr!(lang, "dans ce dossier à la révision {id}", "in this folder at revision {id}")
        }
    };
    let help = match version {
        Version::Staged => tr!(
            lang,
            "`git add nrt.toml` et les autres fichiers du projet",
            "`git add nrt.toml` and the other files of the project"
        ),
        Version::Worktree | Version::At(_) => tr!(
            lang,
            "choisissez une version où le projet existe\u{a0}; `git log -- nrt.toml` les donne",
            "choose a version in which the project exists; `git log -- nrt.toml` gives them"
        ),
    };
    Error::new(
        tr!(lang, "il n'y a pas de `nrt.toml` {place}", "there is no `nrt.toml` {place}"),
        help,
    )
}

/// The index that git hands to a hook; no other variable of git's is looked at.
fn hook_index() -> Option<PathBuf> {
    std::env::var_os("GIT_INDEX_FILE").filter(|path| !path.is_empty()).map(PathBuf::from)
}

impl Opened {
    /// Whether there is a project in this version.
    pub(super) fn is_there(&self) -> bool {
        self.files.known.contains_key(&Kind::Project)
    }

    /// The bytes of its files.
    pub(super) const fn files(&self) -> &Files {
        &self.files
    }

    /// The bytes of a file; nothing where it is not there, or cannot be read.
    pub(super) fn bytes(&self, kind: Kind) -> Option<&[u8]> {
        self.files.known.get(&kind)?.as_deref().ok()
    }

    /// The same, or that there is no project in this version.
    pub(super) fn with_a_project(self, lang: Lang) -> Result<Self, Error> {
        if self.is_there() { Ok(self) } else { Err(no_project(self.version, lang)) }
    }

    /// Puts a text in the place of a file's. What is no file stays so: a text saved to it would not
    /// be read either.
    pub(super) fn put(&mut self, kind: Kind, text: Result<Vec<u8>, Unreadable>) {
        let there = self.files.known.get(&kind);
        if !matches!(there, Some(Err(Unreadable::Link | Unreadable::NotAFile))) {
            self.files.known.insert(kind, text);
        }
    }

    /// The language that its files say, where nobody asks for another.
    pub(super) fn language(&self, args: &ArgMatches) -> Option<Lang> {
        let option = args.get_one::<String>("lang").map(String::as_str);
        if asked(option).is_some() { None } else { load::language(&self.files) }
    }

    /// Whether another version holds the same files, whatever ends their lines: git may write them
    /// otherwise in the folder.
    pub(super) fn same_texts(&self, other: &Self) -> bool {
        let texts = |opened: &Self| -> Vec<_> {
            let plain = |bytes: &Vec<u8>| {
                bytes.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<u8>>()
            };
            let known = opened.files.known.iter();
            known.map(|(kind, read)| (*kind, read.as_ref().ok().map(plain))).collect()
        };
        texts(self) == texts(other)
    }

    /// The project as read.
    pub(super) fn load(&self, lang: Lang) -> Loaded<'_> {
        load::load_within(&self.files, self.limit, lang)
    }

    /// How to check it: the day, the committee, and what stands at the paths of documents.
    pub(super) fn settings(
        &self,
        loaded: &Loaded<'_>,
        args: &ArgMatches,
        lang: Lang,
    ) -> Result<Settings, Error> {
        let today = today(args, lang)?;
        let spec = args.try_get_one::<String>("for").ok().flatten();
        let horizon = spec
            .map(|spec| check::horizon(loaded, spec, today, lang))
            .transpose()
            .map_err(|error| Error::new(error.message, error.help))?;
        let attachments = self.attachments(loaded, lang)?;
        Ok(Settings { today, horizon, lang, attachments })
    }

    /// What stands at the paths that its documents name.
    pub(super) fn attachments(
        &self,
        loaded: &Loaded<'_>,
        lang: Lang,
    ) -> Result<BTreeMap<String, Attachment>, Error> {
        let project = &loaded.project;
        let of = |source: git::Source| match self.version {
            Version::At(revision) => source.as_of(revision)?.attachments_at(revision, project),
            _ => source.attachments_staged(hook_index().as_deref(), project),
        };
        match self.version {
            Version::Worktree => {
                let repository = git::workdir(&self.root).unwrap_or_else(|| self.root.clone());
                Ok(worktree::attachments(&self.root, &repository, project))
            }
            Version::Staged | Version::At(_) => {
                git::open(&self.root).and_then(of).map_err(|error| repository::error(&error, lang))
            }
        }
    }
}

/// The same where there is no project: the day alone.
pub(super) fn settings_without_project(args: &ArgMatches, lang: Lang) -> Result<Settings, Error> {
    let today = today(args, lang)?;
    Ok(Settings { today, horizon: None, lang, attachments: BTreeMap::new() })
}

/// `--on`, else what the clock says.
pub(super) fn today(args: &ArgMatches, lang: Lang) -> Result<NaiveDate, Error> {
    let asked = args.try_get_one::<String>("on").ok().flatten();
    asked.map_or_else(|| Ok(chrono::Local::now().date_naive()), |text| day(text, "on", lang))
}

/// A day that a person writes after an option.
pub(super) fn day(text: &str, option: &str, lang: Lang) -> Result<NaiveDate, Error> {
    let found = text.parse().ok().or_else(|| crate::literal::date(text));
    found.ok_or_else(|| {
        Error::new(
            tr!(lang, "`{text}` n'est pas une date", "`{text}` is not a date"),
            tr!(
                lang,
                "par exemple `--{option} 2026-12-10`",
                "for instance `--{option} 2026-12-10`"
            ),
        )
    })
}
